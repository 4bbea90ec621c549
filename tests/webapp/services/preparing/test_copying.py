"""Copying a procurement: answers and parts as new rows, never what others allowed or approved."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from evaluation.outline.checklist import State, Topic
from evaluation.outline.proposal import Allowing, Proposal
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.parts import DIVIDED, WRITTEN
from tests.webapp.samples import BASIC
from webapp.services.accounts import Person
from webapp.services.finding import list_procurements
from webapp.services.parts import save_part
from webapp.services.parts.kinds import CASE, CHECKLIST, LOTS, PROPOSAL
from webapp.services.parts.looking import say_still_right
from webapp.services.preparing.beginning import FIRST_VERSION, AnswersRefused, ReferenceTaken
from webapp.services.preparing.copying import CopyOutcome, copy_procurement
from webapp.services.preparing.procurements import Started
from webapp.services.refusals import NO_PROCUREMENT
from webapp.services.tasks import Overview, open_overview, open_with_problems
from webapp.store import audit
from webapp.store import procurements as rows

LATER = date(2027, 3, 1)


def copied(
    store: WatchedStore, person: Person, source_id: UUID, *, day: date = LATER
) -> CopyOutcome:
    return copy_procurement(
        store,
        person,
        source_id=source_id,
        reference="COV-2027-001",
        title="Grounds maintenance again",
        commenced_on=day,
        now=NOW + timedelta(days=300),
    )


def opened(store: WatchedStore, outcome: CopyOutcome) -> Overview:
    assert isinstance(outcome, Started)
    found = open_overview(store, outcome.procurement_id)
    assert found is not None
    return found


def test_answers_and_parts_are_copied_and_the_day_is_new(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    overview = opened(store, copied(store, buyer, source))

    assert dict(overview.preparation.given) == {**BASIC, "commenced_on": LATER}
    assert overview.preparation.title == "Grounds maintenance again"
    case, lots = overview.held(CASE), overview.held(LOTS)
    assert case is not None
    assert (case.value, case.revision, case.why) == (WRITTEN, 1, "Copied from COV-2026-014")
    assert lots is not None
    assert lots.value == DIVIDED


def test_every_part_that_is_copied_needs_another_look_before_submission(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    copy_id = opened(store, copied(store, buyer, source)).preparation.id

    overview = open_with_problems(store, copy_id)

    assert overview is not None
    assert dict(overview.preparation.looks) == {"case": ("copied",), "lots": ("copied",)}
    assert [one.text for one in overview.problems if "Another look" in one.text] == [
        f"Another look is due at the {part}, because this part was copied from another procurement"
        for part in ("case for the procurement", "lots")
    ]


def test_a_copied_part_that_is_confirmed_or_saved_has_been_looked_at(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    copy_id = opened(store, copied(store, buyer, source)).preparation.id

    say_still_right(store, buyer, copy_id, part=LOTS.name, version=FIRST_VERSION, now=NOW)
    save_part(
        store,
        buyer,
        procurement_id=copy_id,
        kind=CASE,
        value=replace(WRITTEN, need="Other"),
        revision=1,
        now=NOW,
    )

    overview = open_overview(store, copy_id)
    assert overview is not None
    assert overview.preparation.looks == {}


def test_the_checklist_is_to_be_done_again_with_its_notes(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    held = opened(store, copied(store, buyer, source)).held(CHECKLIST)

    assert held is not None
    assert held.value.item(Topic.REVIEW).state is State.UNDER_WAY
    assert held.value.item(Topic.REVIEW).note == "Note on review"


def test_no_decision_no_version_and_no_allowing_is_copied(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    asked = Allowing("weight", "25 per cent", "Because", "somebody", "Somebody", date(2026, 3, 2))
    proposal = Proposal(weight=25_00, allowings=(asked,), authors=("somebody",))
    save_part(
        store, buyer, procurement_id=source, kind=PROPOSAL, value=proposal, revision=0, now=NOW
    )

    overview = opened(store, copied(store, buyer, source))

    assert overview.preparation.recorded is None
    assert overview.preparation.outline_state is None
    held = overview.held(PROPOSAL)
    assert held is not None
    assert held.value == replace(proposal, allowings=(), authors=("somebody", str(buyer.id)))


def test_the_copy_knows_where_it_comes_from_and_waits_for_the_buyer(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    copy_id = opened(store, copied(store, buyer, source)).preparation.id

    with store.reading() as session:
        found = rows.procurement(session, copy_id)
        assert audit.verify(session).broken_at is None
    assert found is not None
    record = found[0]
    assert record.copied_from == source
    assert (record.waits_for, record.category, record.tier) == ("buyer", "services", "standard")
    listed = list_procurements(store, buyer, page=1, today=date(2026, 3, 2)).rows
    assert {row.reference for row in listed} == {"COV-2026-014", "COV-2027-001"}


def test_what_is_changed_in_the_copy_stays_there(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    copy_id = opened(store, copied(store, buyer, source)).preparation.id

    save_part(
        store,
        buyer,
        procurement_id=copy_id,
        kind=CASE,
        value=replace(WRITTEN, need="Other"),
        revision=1,
        now=NOW,
    )

    found = open_overview(store, source)
    assert found is not None
    held = found.held(CASE)
    assert held is not None
    assert held.value == WRITTEN


def test_a_reference_that_is_taken_is_refused(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    copied(store, buyer, source)

    assert copied(store, buyer, source, day=date(2027, 3, 2)) == ReferenceTaken()


def test_copying_the_same_twice_at_once_copies_once(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(copied, store, buyer, source) for _ in range(2)]

    assert both[0].result() == both[1].result()
    assert list_procurements(store, buyer, page=1, today=date(2026, 3, 2)).total == 2


def test_a_day_whose_law_is_not_known_is_refused_and_nothing_begun(
    store: WatchedStore, buyer: Person, source: UUID
) -> None:
    outcome = copied(store, buyer, source, day=date(2031, 1, 1))

    assert isinstance(outcome, AnswersRefused)
    assert outcome.fact == "commenced_on"
    assert list_procurements(store, buyer, page=1, today=date(2026, 3, 2)).total == 1


def test_there_is_nothing_to_copy_where_there_is_no_procurement(
    store: WatchedStore, buyer: Person
) -> None:
    assert copied(store, buyer, uuid4()) == NO_PROCUREMENT
