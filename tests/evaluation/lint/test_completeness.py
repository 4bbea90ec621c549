"""What regulation 31 asks for and is missing."""

from dataclasses import replace

import pytest

from evaluation.evaluate import evaluate
from evaluation.lint import lint
from evaluation.result import CommitmentFinding
from evaluation.tender import CommitmentVerdict, GateScore, Score
from tests.evaluation import builders
from tests.evaluation.lint import writing


def test_a_score_without_a_rationale_is_unexplained() -> None:
    made = writing.tender(writing.score("4", "  ", ""))

    assert writing.found(made) == [("A", "unexplained")]


def test_a_score_without_a_quotation_is_found() -> None:
    made = writing.tender(writing.score("4", writing.SOUND, ""))

    assert writing.found(made) == [("A", "no-quotation")]


@pytest.mark.parametrize(
    ("key", "value"), [("address", ""), ("email", "post office"), ("identifier", " ")]
)
def test_missing_particulars_are_found_one_by_one(key: str, value: str) -> None:
    made = writing.tender(writing.score("4", writing.SOUND))
    bids = tuple(replace(bid, **{key: value}) for bid in made.bids)  # type: ignore[arg-type] # all are texts

    found = writing.findings(replace(made, bids=bids))

    assert [(each.check, each.remedy) for each in found] == [
        ("missing-particulars", f"Give it as `{key}` of the bid.")
    ]


@pytest.mark.parametrize(
    ("given", "checks"),
    [
        (Score(GateScore.PASSED), []),
        (Score(GateScore.FAILED), [("A", "unexplained")]),
        (Score(GateScore.FAILED, rationale="The certificate that was sent expired in March."), []),
    ],
)
def test_only_a_failed_gate_needs_a_reason(given: Score, checks: list[tuple[str, str]]) -> None:
    plain = writing.tender(writing.score("4", writing.SOUND))
    gated = builders.model(builders.gate("insurance"), *plain.model.criteria)
    bid = replace(plain.bids[0], scores={"insurance": given, **plain.bids[0].scores})

    assert writing.found(replace(plain, model=gated, bids=(bid,))) == checks


def test_a_commitment_that_needs_review_makes_the_letters_wait() -> None:
    plain = writing.tender(writing.score("4", writing.SOUND))
    model = builders.model(
        builders.scored("method", "90"),
        builders.commitments("offer", "10", builders.measure("weeks", "480")),
    )
    bid = replace(plain.bids[0], commitments={"weeks": builders.promise("4")})
    tender = replace(plain, model=model, bids=(bid,))
    finding = CommitmentFinding(
        CommitmentVerdict.NEEDS_REVIEW, "It hangs on an answer.", hangs_on=("in_area",)
    )

    (found,) = lint(tender, evaluate(tender, {("A", "weeks"): finding}))

    assert (found.bid, found.criterion, found.check) == ("A", "offer", "provisional")
    assert found.message == (
        "The commitment ‘Weeks’ still needs review; it hangs on in_area. Until then the result is "
        "provisional."
    )


def test_a_promise_that_a_rule_does_not_count_wants_what_shows_it_and_only_warns() -> None:
    plain = writing.tender(writing.score("4", writing.SOUND))
    model = builders.model(
        builders.scored("method", "90"),
        builders.commitments("offer", "10", builders.measure("weeks", "480")),
    )
    finding = CommitmentFinding(CommitmentVerdict.NOT_COUNTED, "Elsewhere.", rule="outside-area")
    found = []
    for because in ("", "The depot named on page 3 is in another county."):
        promised = replace(builders.promise("4"), because=because)
        bid = replace(plain.bids[0], commitments={"weeks": promised})
        tender = replace(plain, model=model, bids=(bid,))
        found.append(lint(tender, evaluate(tender, {("A", "weeks"): finding})))

    assert [(each.check, each.criterion, each.warns) for each in found[0]] == [
        ("unshown-promise", "offer", True)
    ]
    assert "Give it as `because` of the commitment weeks" in found[0][0].remedy
    assert found[1] == ()
