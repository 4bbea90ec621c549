"""Publishing: from a sealed outline alone, pinned, once, and changed as the law allows."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from evaluation.publication import Basis
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import ready
from tests.webapp.tenders import (
    SUPPLIERS,
    change_of,
    deadline_after,
    invited,
    publishing_of,
    terms_after,
)
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.sealing import NOT_APPROVED
from webapp.services.refusals import Refused
from webapp.services.tendering.publishing import (
    CLOSED,
    NO_BASIS,
    NO_CHANGE,
    NO_REASON,
    STALE,
    PublishedNow,
    Sent,
    WrongTerms,
    open_publishing,
    publish,
)
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import BidderLink, Publication, PublicationTelling


def rows_of(store: WatchedStore, procurement_id: UUID) -> list[Publication]:
    with store.reading() as session:
        found = session.query(Publication).filter_by(procurement_id=procurement_id)
        return found.order_by(Publication.number).all()


def test_nothing_is_published_of_an_outline_that_is_not_sealed(
    store: WatchedStore, buyer: Person, officer: Person
) -> None:
    procurement_id = ready(store, buyer, NOW)

    assert open_publishing(store, procurement_id) == NOT_APPROVED
    sent = Sent(procurement_id, 0, terms_after(NOW))
    outcome = publish(store, officer, procurement_id=procurement_id, sent=sent, now=NOW)
    assert outcome == NOT_APPROVED
    assert rows_of(store, procurement_id) == []


def test_model_and_terms_are_pinned_by_their_digests(store: WatchedStore, tender_id: UUID) -> None:
    [row] = rows_of(store, tender_id)
    found = publishing_of(store, tender_id)

    assert found.last is not None
    assert found.last.model.sha256 == row.model_sha256 == found.offer.model.sha256
    assert found.last.terms == terms_after(NOW)
    assert row.terms_sha256 == terms_after(NOW).sha256
    assert row.deadline_at == terms_after(NOW).deadline_at
    assert (found.is_model_changed, found.criteria) == (False, ())


def test_the_publication_is_on_the_record(store: WatchedStore, tender_id: UUID) -> None:
    with store.reading() as session:
        entry = session.query(AuditEntry).filter_by(act="publish-tender").one()

    detail = json.loads(entry.detail)
    assert entry.subject == f"procurement/{tender_id}"
    assert (detail["number"], detail["version"]) == (1, 1)
    assert detail["terms_sha256"] == terms_after(NOW).sha256


def test_the_same_sent_twice_is_published_once(
    store: WatchedStore, officer: Person, sealed_id: UUID
) -> None:
    sent = Sent(publishing_of(store, sealed_id).offer.version.id, 0, terms_after(NOW))

    outcomes = [
        publish(store, officer, procurement_id=sealed_id, sent=sent, now=NOW) for _ in range(2)
    ]

    assert outcomes == [PublishedNow(1, 0)] * 2
    assert len(rows_of(store, sealed_id)) == 1


def test_wrong_terms_are_told_by_field_and_nothing_is_published(
    store: WatchedStore, officer: Person, sealed_id: UUID
) -> None:
    terms = terms_after(NOW, contact="", deadline_at=NOW - timedelta(days=1))
    sent = Sent(publishing_of(store, sealed_id).offer.version.id, 0, terms)

    outcome = publish(store, officer, procurement_id=sealed_id, sent=sent, now=NOW)

    assert isinstance(outcome, WrongTerms)
    assert {one.field for one in outcome.problems} >= {"deadline_at", "contact"}
    assert rows_of(store, sealed_id) == []


def test_a_page_that_is_out_of_date_publishes_nothing(
    store: WatchedStore, tender_id: UUID, person_of: Callable[..., Person]
) -> None:
    other = person_of(Role.BUYER)
    sent = Sent(publishing_of(store, tender_id).offer.version.id, 0, terms_after(NOW, days=60))

    assert publish(store, other, procurement_id=tender_id, sent=sent, now=NOW) == STALE
    assert len(rows_of(store, tender_id)) == 1


def test_a_change_has_the_next_number_its_reason_and_tells_every_bidder(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    for supplier in SUPPLIERS:
        invited(store, officer, tender_id, supplier, NOW)
    later = terms_after(NOW, days=60)
    sent = change_of(publishing_of(store, tender_id), later)

    outcome = publish(store, officer, procurement_id=tender_id, sent=sent, now=NOW)

    assert outcome == PublishedNow(2, 2)
    [_, row] = rows_of(store, tender_id)
    assert (row.number, row.why, row.deadline_at) == (2, sent.why, deadline_after(NOW, days=60))
    assert json.loads(row.checks) == {
        "basis": "modified",
        "met": ["time-considered", "published-again"],
    }
    with store.reading() as session:
        mails = session.query(Mail).filter(Mail.subject.startswith("The tender has changed")).all()
        tellings = session.query(PublicationTelling).filter_by(publication_id=row.id).count()
        ends = {one.expires_at for one in session.query(BidderLink)}
    assert sorted(mail.recipient for mail in mails) == [one.email for one in SUPPLIERS]
    assert all(sent.why in mail.text and "Deadline for bids" in mail.text for mail in mails)
    assert tellings == 2
    assert ends == {later.deadline_at + timedelta(days=60)}


def test_a_change_sent_twice_tells_bidders_once(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    invited(store, officer, tender_id, SUPPLIERS[0], NOW)
    sent = change_of(publishing_of(store, tender_id), terms_after(NOW, days=60))

    outcomes = [
        publish(store, officer, procurement_id=tender_id, sent=sent, now=NOW) for _ in range(2)
    ]

    assert outcomes == [PublishedNow(2, 1)] * 2
    with store.reading() as session:
        assert session.query(Mail).filter(Mail.subject.contains("has changed")).count() == 1


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"why": ""}, NO_REASON),
        ({"basis": None}, NO_BASIS),
        ({"basis": Basis.OUTSIDE}, NO_BASIS),
        ({"basis": Basis.REFINED}, NO_BASIS),
    ],
)
def test_a_change_without_reason_or_power_is_refused(
    given: dict[str, object],
    refused: Refused,
    store: WatchedStore,
    officer: Person,
    tender_id: UUID,
) -> None:
    sent = change_of(publishing_of(store, tender_id), terms_after(NOW, days=60), **given)

    assert publish(store, officer, procurement_id=tender_id, sent=sent, now=NOW) == refused


def test_a_check_that_does_not_hold_is_refused_with_its_subsection(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    checks = {"time-considered": True}
    sent = change_of(publishing_of(store, tender_id), terms_after(NOW, days=60), checks=checks)

    outcome = publish(store, officer, procurement_id=tender_id, sent=sent, now=NOW)

    assert isinstance(outcome, Refused)
    assert "s.31(5)" in outcome.problem
    assert len(rows_of(store, tender_id)) == 1


def test_a_change_of_nothing_is_refused(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    sent = change_of(publishing_of(store, tender_id), terms_after(NOW))

    assert publish(store, officer, procurement_id=tender_id, sent=sent, now=NOW) == NO_CHANGE


def test_nothing_changes_after_the_deadline_but_at_it_something_may(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    sent = change_of(publishing_of(store, tender_id), terms_after(NOW, days=60))
    deadline = deadline_after(NOW)
    after = deadline + timedelta(milliseconds=1)

    assert publish(store, officer, procurement_id=tender_id, sent=sent, now=after) == CLOSED
    outcome = publish(store, officer, procurement_id=tender_id, sent=sent, now=deadline)
    assert outcome == PublishedNow(2, 0)
