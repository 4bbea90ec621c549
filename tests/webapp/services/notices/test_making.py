"""A notice is kept as it was made: valid, with its digest, once for each click."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from evaluation.publication import PriceBasis, Terms
from rules.money import VatBasis
from tests.ocds.validator import Found, findings
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.notices import entered_into
from tests.webapp.scoring import Scene
from webapp.documents.notices import NoticeKind
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.notices.gathering import NOT_SIGNED, NOT_TOLD
from webapp.services.notices.making import STALE, NoticeIsMade, make_notice
from webapp.services.notices.reading import (
    NOT_MADE,
    NOT_YOURS,
    Entered,
    notice_file,
    notice_of,
)
from webapp.services.refusals import Refused
from webapp.store.award_tables import NoticeMade
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.models import AuditEntry
from webapp.store.tender_tables import Publication

ENTERED = Entered("ocds-h6vhtk-0510f8", VatBasis.EXCLUDED)


def make(
    store: WatchedStore, person: Person, scene: Scene, kind: NoticeKind, after: int = 0,
    entered: Entered = ENTERED, later: timedelta = timedelta(0),
) -> NoticeIsMade | Refused:  # fmt: skip
    return make_notice(
        store,
        person,
        procurement_id=scene.procurement_id,
        kind=kind,
        entered=entered,
        after=after,
        now=NOW + later,
    )


def published_with(store: WatchedStore, scene: Scene, **given: object) -> None:
    """Put on record that the tender was published once more, on terms that differ."""
    with store.by_hand() as session:
        last = session.scalars(select(Publication).order_by(Publication.number)).all()[-1]
        terms = replace(Terms.of(last.terms), **given)  # type: ignore[arg-type] # as a test names them
        kept = {one.name: getattr(last, one.name) for one in Publication.__table__.columns}
        told = {"number": last.number + 1, "terms": terms.canonical, "terms_sha256": terms.sha256}
        session.add(Publication(**{**kept, "id": uuid4(), **told}))
    assert scene.procurement_id == kept["procurement_id"]


def file_of(store: WatchedStore, person: Person, scene: Scene, kind: NoticeKind) -> str:
    found = notice_file(store, person, scene.procurement_id, kind, 1, now=NOW)
    assert isinstance(found, str), found
    return found


def ended_without_award(store: WatchedStore, scene: Scene, officer: Person, now: datetime) -> None:
    """Put on record that the procurement ended: the award of which bidders were told is void."""
    with store.by_hand() as session:
        session.add(
            ProcurementEnding(
                procurement_id=scene.procurement_id,
                phase="evaluated",
                because="Nothing is to be mown any more.",
                role=Role.PROCUREMENT_OFFICER.value,
                needs_notice=True,
                made_by=officer.id,
                made_at=now,
            )
        )


@pytest.mark.usefixtures("telling_id")
@pytest.mark.parametrize("kind", NoticeKind)
def test_what_is_made_from_the_record_is_valid(
    store: WatchedStore, officer: Person, scene: Scene, kind: NoticeKind
) -> None:
    if kind is NoticeKind.TERMINATION:
        ended_without_award(store, scene, officer, NOW)
    else:
        entered_into(store, scene, officer, NOW, date(2026, 3, 30))

    outcome = make(store, officer, scene, kind)

    assert isinstance(outcome, NoticeIsMade)
    assert outcome.number == 1
    assert findings(file_of(store, officer, scene, kind)) == Found()


@pytest.mark.usefixtures("telling_id")
def test_a_notice_is_kept_with_its_digest_and_told_on_the_record(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    make(store, officer, scene, NoticeKind.AWARD)

    with store.reading() as session:
        row = session.scalars(select(NoticeMade)).one()
        entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "make-notice")).one()
    assert hashlib.sha256(row.release.encode()).hexdigest() == row.release_sha256
    assert json.loads(row.release)["uri"] == f"urn:uuid:{row.id}"
    assert file_of(store, officer, scene, NoticeKind.AWARD) == row.release
    detail = json.loads(entry.detail)
    assert (detail["notice"], detail["number"], detail["sha256"]) == ("UK6", 1, row.release_sha256)
    assert "The last day of the standstill" in detail["lacks"]


@pytest.mark.usefixtures("telling_id")
def test_a_notice_that_was_made_is_never_changed(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    make(store, officer, scene, NoticeKind.AWARD)

    with pytest.raises(DBAPIError), store.by_hand() as session:
        session.scalars(select(NoticeMade)).one().release = "{}"


@pytest.mark.usefixtures("telling_id")
def test_the_price_stands_to_the_penny_on_the_basis_that_was_said(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    make(store, officer, scene, NoticeKind.AWARD)

    package = json.loads(
        file_of(store, officer, scene, NoticeKind.AWARD), parse_float=Decimal, parse_int=Decimal
    )
    assert package["releases"][0]["awards"][0]["value"] == {
        "amount": Decimal(100000),
        "amountGross": Decimal("120000.00"),
        "currency": "GBP",
    }


@pytest.mark.usefixtures("telling_id")
@pytest.mark.parametrize(
    ("basis", "value"),
    [
        (PriceBasis.INCLUDED_WHOLE, "83333.33"),
        (PriceBasis.EXCLUDED_YEAR, None),
        (PriceBasis.OTHERWISE, "100000"),
    ],
)
def test_the_tender_says_on_which_basis_prices_are_and_then_nobody_is_asked(
    store: WatchedStore, officer: Person, scene: Scene, basis: PriceBasis, value: str | None
) -> None:
    published_with(store, scene, price_basis=basis)

    make(store, officer, scene, NoticeKind.AWARD)

    shown = notice_of(store, officer, scene.procurement_id, NoticeKind.AWARD, now=NOW)
    assert shown.asks_vat is (basis is PriceBasis.OTHERWISE)
    assert shown.draft is not None
    lacks = {one.title: one.why for one in shown.draft.missing}
    package = json.loads(
        file_of(store, officer, scene, NoticeKind.AWARD), parse_float=Decimal, parse_int=Decimal
    )
    given = package["releases"][0]["awards"][0].get("value")
    assert (given and given["amount"]) == (value and Decimal(value))
    assert ("is for one year" in lacks.get("The value", "")) is basis.is_of_year


@pytest.mark.usefixtures("telling_id")
def test_sent_twice_it_is_made_once_and_later_again(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    first = make(store, officer, scene, NoticeKind.AWARD)
    twice = make(store, officer, scene, NoticeKind.AWARD)
    other = make(store, officer, scene, NoticeKind.AWARD, entered=replace(ENTERED, vat=None))
    late = make(store, officer, scene, NoticeKind.AWARD, later=timedelta(minutes=11))
    again = make(store, officer, scene, NoticeKind.AWARD, after=1)

    assert first == twice
    assert (other, late) == (STALE, STALE)
    assert isinstance(again, NoticeIsMade)
    assert again.number == 2
    shown = notice_of(store, officer, scene.procurement_id, NoticeKind.AWARD, now=NOW)
    assert [one.number for one in shown.made] == [1, 2]


@pytest.mark.usefixtures("telling_id")
def test_what_was_entered_once_stands_in_the_later_notices(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    make(store, officer, scene, NoticeKind.TENDER, entered=Entered(ENTERED.ocid))
    make(store, officer, scene, NoticeKind.AWARD, entered=ENTERED, later=timedelta(minutes=1))

    shown = notice_of(store, officer, scene.procurement_id, NoticeKind.TENDER, now=NOW)

    assert shown.entered == ENTERED
    assert shown.draft is not None
    assert shown.draft.release["ocid"] == ENTERED.ocid


def test_no_notice_is_made_before_its_phase(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    assert make(store, officer, scene, NoticeKind.AWARD) == NOT_TOLD
    assert make(store, officer, scene, NoticeKind.CONTRACT) == NOT_SIGNED
    with store.reading() as session:
        assert session.scalars(select(NoticeMade)).all() == []


def test_a_file_is_sent_to_those_alone_who_may_see_the_award(
    store: WatchedStore,
    officer: Person,
    person_of: Callable[..., Person],
    scene: Scene,
    telling_id: UUID,
) -> None:
    del telling_id
    make(store, officer, scene, NoticeKind.AWARD)

    def file(role: Role, number: int = 1) -> str | Refused:
        id_ = scene.procurement_id
        return notice_file(store, person_of(role), id_, NoticeKind.AWARD, number, now=NOW)

    assert isinstance(file(Role.CONTRACT_MANAGER), str)
    assert file(Role.POLICY_OWNER) == NOT_YOURS
    assert file(Role.PROCUREMENT_OFFICER, 2) == NOT_MADE


@pytest.mark.usefixtures("telling_id")
def test_a_form_that_was_tampered_with_makes_no_notice(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    assert make(store, officer, scene, NoticeKind.AWARD, after=-1) == STALE


@pytest.mark.usefixtures("telling_id")
@pytest.mark.parametrize(
    "kind", [NoticeKind.TENDER, NoticeKind.AWARD, NoticeKind.CONTRACT], ids=lambda one: one.value
)
def test_once_a_procurement_is_ended_no_other_notice_is_made(
    store: WatchedStore, officer: Person, scene: Scene, kind: NoticeKind
) -> None:
    ended_without_award(store, scene, officer, NOW)

    outcome = make(store, officer, scene, kind)

    assert isinstance(outcome, Refused)
    assert "ended without award" in outcome.problem
