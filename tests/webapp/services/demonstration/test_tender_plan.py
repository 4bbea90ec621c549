"""The tender that ships with Podium as its buyer builds it, and as its bidders write it."""

from dataclasses import replace

from evaluation.outline.criteria import CriterionKind, canonical_of, model_of
from webapp.services.demonstration.invented_tenders import (
    AGREED_METHOD,
    BIDS,
    METHOD,
    METHOD_MARKS,
    PEOPLE,
    PEOPLE_MARKS,
)
from webapp.services.demonstration.panel import SCORERS
from webapp.services.demonstration.tender_file import questions_of, shipped
from webapp.services.demonstration.tender_plan import criteria_of


def test_the_criteria_make_the_very_model_of_the_file() -> None:
    file, _ = shipped()

    criteria = criteria_of(file.model)

    assert model_of(criteria).sha256 == file.model.sha256
    assert canonical_of(criteria) == file.model.canonical


def test_what_is_quoted_of_a_bid_stands_in_its_answer() -> None:
    file, bids = shipped()

    for bid in bids:
        for question, seats in questions_of(file):
            answer = bid.written.answers.get(question, "")
            for marked in (bid.agreed(question), *(bid.given(question, one) for one in seats)):
                assert marked.quoted in answer
                assert bool(marked.quoted) is bool(answer)


def test_nobody_speaks_of_what_is_agreed_before_it_is() -> None:
    file, bids = shipped()
    given = [
        bid.given(question, seat).rationale
        for bid in bids
        for question, seats in questions_of(file)
        for seat in seats
    ]

    assert all(len(text.split()) > 5 for text in given)
    assert not [text for text in given if "agreed" in text]


def test_a_dissent_is_somebodys_and_names_nobody() -> None:
    _, bids = shipped()

    held = bids[0].agreed("upkeep")

    assert held.dissenting == SCORERS[2]
    assert held.dissent.startswith("Would have given 5:")


def test_what_is_quoted_of_the_invented_bids_stands_in_them() -> None:
    for marks in METHOD_MARKS:
        for bid, marked in zip(BIDS, marks, strict=True):
            assert marked.quoted in bid.answers[METHOD]
    for bid, marked in zip(BIDS, PEOPLE_MARKS, strict=True):
        assert marked.quoted in bid.answers[PEOPLE]
    assert AGREED_METHOD.quoted in BIDS[0].answers[METHOD]


def test_how_many_words_an_answer_may_have_is_carried_over() -> None:
    file, _ = shipped()
    criteria = criteria_of(file.model)
    limited = replace(
        criteria,
        criteria=tuple(
            replace(one, most_words="300") if one.kind is CriterionKind.SCORED else one
            for one in criteria.criteria
        ),
    )
    model = model_of(limited)

    carried = criteria_of(model)

    assert {one.most_words for one in carried.criteria if one.kind is CriterionKind.SCORED} == {
        "300"
    }
    assert model_of(carried).sha256 == model.sha256
