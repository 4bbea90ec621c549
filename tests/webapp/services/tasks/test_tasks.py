"""The task list: what is done, what is next, what can't start yet and why."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from evaluation.outline.lots import Division, Lot, Lots
from rules.money import Money, Pence, VatBasis
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import benched, ready, send
from tests.webapp.parts import DIVIDED, with_parts
from tests.webapp.samples import BASIC, answered, decided, started
from tests.webapp.standing import outline_stands
from tests.webapp.tenders import published
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.parts import save_part
from webapp.services.parts.kinds import LOTS
from webapp.services.preparing.answering import answer_page
from webapp.services.tasks import (
    Progress,
    Section,
    Standing,
    Way,
    done_of,
    next_task,
    open_overview,
    open_with_problems,
    sections_of,
)


def listed(store: WatchedStore, app: Flask, procurement_id: UUID) -> list[Section]:
    overview = open_with_problems(store, procurement_id)
    assert overview is not None
    return sections_of(overview, app.view_functions)


def progress(sections: list[Section], title: str) -> Progress:
    (found,) = [
        task.progress for section in sections for task in section.tasks if task.title == title
    ]
    return found


def test_the_sections_stand_in_the_order_of_the_work(
    store: WatchedStore, app: Flask, buyer: Person
) -> None:
    titles = [section.title for section in listed(store, app, started(store, buyer, NOW))]

    assert titles == [
        "Before you start",
        "What you are buying",
        "What applies",
        "Social value",
        "How bids will be judged",
        "The outline",
        "The tender",
    ]


def test_a_new_procurement_begins_with_the_checklist(
    store: WatchedStore, app: Flask, buyer: Person
) -> None:
    sections = listed(store, app, started(store, buyer, NOW))
    following = next_task(sections)

    assert following is not None
    assert following.endpoint == "checklist.checklist"
    assert progress(sections, "Who is buying") == Progress(Standing.TO_DO, "2 questions")
    assert progress(sections, "Decision").standing is Standing.BLOCKED
    assert progress(sections, "Read the outline") == Progress(
        Standing.BLOCKED, "The outline is made from the decision on record"
    )
    assert done_of(sections)[0] == 0


def test_a_topic_says_how_far_it_is(store: WatchedStore, app: Flask, buyer: Person) -> None:
    begun = started(store, buyer, NOW)
    answer_page(store, buyer, procurement_id=begun, answers={"nation": "wales"}, version=1, now=NOW)

    found = progress(listed(store, app, begun), "Who is buying")

    assert found == Progress(Standing.IN_PROGRESS, "1 of 2 questions answered")


def test_what_is_saved_whole_is_done(store: WatchedStore, app: Flask, buyer: Person) -> None:
    ready = answered(store, buyer, NOW)
    with_parts(store, buyer, ready, NOW)

    sections = listed(store, app, ready)

    for title in ("Commissioning checklist", "The case for it", "Lots", "Who is buying"):
        assert progress(sections, title) == Progress(Standing.DONE), title


def test_lots_that_no_longer_fit_need_another_look(
    store: WatchedStore, app: Flask, buyer: Person
) -> None:
    ready = answered(store, buyer, NOW, estimated_value=Money(Pence(100_000_00), VatBasis.INCLUDED))
    save_part(store, buyer, procurement_id=ready, kind=LOTS, value=DIVIDED, revision=0, now=NOW)

    found = progress(listed(store, app, ready), "Lots")

    assert found.standing is Standing.PROBLEM
    assert "which is £260,000 more than the estimated value" in found.words


def test_a_decision_on_record_is_done_until_an_answer_changes(
    store: WatchedStore, app: Flask, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)
    before = progress(listed(store, app, procurement_id), "Decision")

    answer_page(
        store,
        buyer,
        procurement_id=procurement_id,
        answers={**BASIC, "duration_months": 12},
        version=2,
        now=NOW,
    )
    after = progress(listed(store, app, procurement_id), "Decision")

    assert before == Progress(Standing.DONE)
    assert after.standing is Standing.PROBLEM
    assert "have it decided again" in after.words


def test_what_need_not_be_answered_is_told_and_holds_nothing_up(
    store: WatchedStore, app: Flask, buyer: Person
) -> None:
    before = listed(store, app, answered(store, buyer, NOW, reference="BEFORE-1"))
    after = listed(store, app, decided(store, buyer, NOW, reference="AFTER-1"))

    assert progress(before, "How it will be bought").standing is Standing.IN_PROGRESS
    told = progress(after, "How it will be bought")
    assert told.standing is Standing.DONE
    assert told.words.endswith("optional questions left")


def test_what_decides_on_the_law_is_left_to_nobodys_default(
    store: WatchedStore, app: Flask, buyer: Person
) -> None:
    begun = started(store, buyer, NOW)
    answers = {"category": "services"}
    answer_page(store, buyer, procurement_id=begun, answers=answers, version=1, now=NOW)

    told = progress(listed(store, app, begun), "What is being bought")

    assert told.standing is Standing.IN_PROGRESS
    assert told.words == "1 of 2 questions answered"


def test_what_follows_a_task_comes_before_what_was_left_open_earlier(
    store: WatchedStore, app: Flask, buyer: Person
) -> None:
    sections = listed(store, app, decided(store, buyer, NOW))

    after_lots = next_task(sections, after="lots.lots")
    after_the_last = next_task(sections, after="versions.versions")

    assert after_lots is not None
    assert after_lots.endpoint == "proposal.proposal"
    assert after_the_last is not None
    assert after_the_last.endpoint == "checklist.checklist"


@pytest.mark.parametrize(
    ("division", "way"),
    [
        (None, Way("lots.division")),
        (Lots(Division.DIVIDED, "Two areas", (Lot(1, "North"),)), Way("lots.add_lot")),
        (DIVIDED, Way("lots.lots")),
    ],
)
def test_a_task_leads_to_where_its_work_goes_on(
    division: Lots | None, way: Way, store: WatchedStore, app: Flask, buyer: Person
) -> None:
    begun = started(store, buyer, NOW)
    if division is not None:
        save_part(
            store, buyer, procurement_id=begun, kind=LOTS, value=division, revision=0, now=NOW
        )

    sections = listed(store, app, begun)

    (lots,) = [task for one in sections for task in one.tasks if task.title == "Lots"]
    assert lots.way == way
    assert lots.reading == Way("lots.lots")


def test_criteria_begin_with_a_template(store: WatchedStore, app: Flask, buyer: Person) -> None:
    sections = listed(store, app, started(store, buyer, NOW))

    (criteria,) = [
        task for one in sections for task in one.tasks if task.endpoint == "criteria.criteria"
    ]
    assert criteria.way == Way("criteria.start")
    assert criteria.reading == Way("criteria.criteria")


def test_submission_waits_for_what_its_page_lists(
    store: WatchedStore, app: Flask, buyer: Person
) -> None:
    found = progress(listed(store, app, decided(store, buyer, NOW)), "Submit it for approval")

    assert found.standing is Standing.BLOCKED
    assert "in the way: its page lists them" in found.words


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        ("submitted", Standing.WAITING),
        ("approved_with_conditions", Standing.IN_PROGRESS),
        ("returned", Standing.PROBLEM),
        ("rejected", Standing.DONE),
        ("sealed", Standing.DONE),
        ("withdrawn", Standing.BLOCKED),
        (None, Standing.BLOCKED),
    ],
)
def test_the_approval_says_where_the_outline_is(
    state: str | None,
    standing: Standing,
    store: WatchedStore,
    app: Flask,
    buyer: Person,
) -> None:
    procurement_id = decided(store, buyer, NOW)
    if state is not None:
        outline_stands(store, buyer, procurement_id, state)

    found = progress(listed(store, app, procurement_id), "Approval and its conditions")

    assert found.standing is standing


def test_a_task_whose_page_is_not_there_is_left_out(store: WatchedStore, buyer: Person) -> None:
    overview = open_with_problems(store, started(store, buyer, NOW))
    assert overview is not None

    sections = sections_of(overview, ["checklist.checklist"])

    assert [(section.title, len(section.tasks)) for section in sections] == [
        ("Before you start", 1)
    ]


def test_there_is_no_list_where_there_is_no_procurement(store: WatchedStore) -> None:
    assert open_overview(store, uuid4()) is None
    assert open_with_problems(store, uuid4()) is None


def test_the_tender_follows_the_seal_and_is_not_counted_with_the_outline(
    store: WatchedStore, app: Flask, buyer: Person, person_of: Callable[..., Person]
) -> None:
    title = "Publish it, take bids and have them scored"
    procurement_id = ready(store, buyer, NOW)
    before = listed(store, app, procurement_id)
    version_id = send(store, buyer, procurement_id, NOW)
    benched(store, person_of(Role.PANEL_CHAIR), NOW).approve(store, version_id, NOW)
    sealed = listed(store, app, procurement_id)
    published(store, person_of(Role.PROCUREMENT_OFFICER), procurement_id, NOW)
    out = listed(store, app, procurement_id)

    standings = [progress(one, title).standing for one in (before, sealed, out)]
    assert standings == [Standing.BLOCKED, Standing.TO_DO, Standing.IN_PROGRESS]
    assert "bids are due by" in progress(out, title).words
    assert done_of(before)[1] == done_of(out)[1]
