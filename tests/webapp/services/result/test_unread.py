"""A bid that counts and can't be read: evaluated without it only once two people say it is lost."""

from collections.abc import Callable
from datetime import timedelta

from forms.tender import read_tender
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import NAMES, came_unread, moderated_tender
from tests.webapp.scoring import Scene
from webapp.documents import render_html
from webapp.documents.summaries import LetterKind
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.unread import LOST, every_unread
from webapp.services.letters.drafting import Drafted, letters_of
from webapp.services.result.building import built
from webapp.services.result.canonical import canonical_tender
from webapp.services.result.reading import last_run
from webapp.services.result.running import UNREAD, EvaluatedNow, evaluate_now
from webapp.store.bid_tables import UnreadBidStep

WHY = ("None of three backups holds the file", "The supplier has deleted its own copy")


def declare(store: WatchedStore, scene: Scene, person: Person, number: int) -> None:
    """Put on record that somebody, in the role that they hold, declares the unread bid lost."""
    with store.by_hand() as session:
        (unread,) = every_unread(session, scene.procurement_id)
        (role,) = person.memberships[0].roles
        session.add(
            UnreadBidStep(
                procurement_id=scene.procurement_id,
                bid_receipt_id=unread.row.receipt.id,
                number=number,
                kind=LOST,
                role=role.value,
                because=WHY[number - 1],
                made_by=person.id,
                made_at=NOW + timedelta(minutes=number),
            )
        )


def test_a_bid_that_is_declared_lost_stands_in_tender_report_and_letters(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = moderated_tender(store, person_of, NOW)
    came_unread(store, scene, NOW)
    declare(store, scene, officer, 1)
    before = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)
    declare(store, scene, person_of(Role.BUYER), 2)

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert (before, outcome) == (UNREAD, EvaluatedNow(1))
    with store.reading() as session:
        run = last_run(session, scene.procurement_id)
        tender = built(session, scene.procurement_id).tender
        drafted = letters_of(session, scene.procurement_id, today=NOW.date())
    assert run is not None
    assert [one.bid for one in tender.unread] == ["A"]
    assert "A" not in tender.by_id
    assert read_tender(canonical_tender(tender).encode(), name="t").unread == tender.unread
    report = str(render_html(run.report))
    assert "could not be read" in report
    assert WHY[1] in report
    assert isinstance(drafted, Drafted)
    (letter,) = [one for one in drafted.drafts if one.kind is LetterKind.UNREAD]
    text = str(render_html(letter.document)) if letter.document else ""
    assert letter.bid == "A"
    assert WHY[0] in text
    assert not [name for name in NAMES[1:] if name in text]
    assert drafted.unwritten == ()
    assert drafted.because == ""
