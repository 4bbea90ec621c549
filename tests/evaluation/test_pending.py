"""Whether what needs review can change who is first, against every case evaluated by itself."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import pending as module
from evaluation.evaluate import evaluate
from evaluation.pending import MOST_IN_FULL, NOTHING_PENDING, Pending, pending
from evaluation.pending_words import pending_words
from evaluation.result import CommitmentFinding
from evaluation.tender import CommitmentVerdict, Exclusion, Settled, Tender
from tests.evaluation import builders as make
from tests.evaluation.generation import tenders

OPEN = CommitmentFinding(CommitmentVerdict.NEEDS_REVIEW, "Not known.")


def promised(a: dict[str, str], b: dict[str, str], minimum: str = "0") -> Tender:
    """Return two bids: B leads by 10 points as long as nothing that A promises counts."""
    measures = tuple(make.measure(f"m{number}", "1") for number in range(1, 9))
    offer = make.commitments(
        "offer", "40", *measures, target="40", minimum=make.at_least(percent=minimum)
    )
    return make.tender(
        make.model(make.price("60"), offer),
        make.bid("A", "120", {}, a),
        make.bid("B", "100", {}, b),
    )


def found(tender: Tender, *keys: tuple[str, str]) -> Pending:
    findings = dict.fromkeys(keys, OPEN)
    return pending(tender, findings, evaluate(tender, findings))


def told(tender: Tender, *keys: tuple[str, str]) -> str:
    return pending_words(tender, found(tender, *keys))


def test_two_promises_that_only_together_change_the_first_place() -> None:
    tender = promised({"m1": "6", "m2": "6"}, {})

    assert found(tender, ("A", "m1"), ("A", "m2")).winners == ("A", "B")
    assert told(tender, ("A", "m1"), ("A", "m2")) == (
        "What needs review can change the first place: if both promises of A Ltd count, A Ltd is "
        "first with 62.00 points to 60.00."
    )


def test_one_promise_of_two_that_is_enough() -> None:
    assert told(promised({"m1": "4", "m2": "12"}, {}), ("A", "m1"), ("A", "m2")) == (
        "What needs review can change the first place: if ‘M2’ of A Ltd counts and nothing else "
        "under review does, A Ltd is first with 62.00 points to 60.00."
    )


def test_a_first_place_that_would_be_shared() -> None:
    tender = promised({"m1": "10"}, {})

    assert found(tender, ("A", "m1")).winners == ("A", "B")
    assert told(tender, ("A", "m1")) == (
        "What needs review can change the first place: if ‘M1’ of A Ltd counts, A Ltd and B Ltd "
        "share the first place with 60.00 points."
    )


def test_promises_too_small_to_matter() -> None:
    tender = promised({"m1": "4"}, {"m1": "30"})

    assert found(tender, ("A", "m1"), ("B", "m1")).winners == ("B",)
    assert (
        told(tender, ("A", "m1"), ("B", "m1")) == "What needs review cannot change the first place."
    )


def test_a_bid_below_a_minimum_stands_once_its_promise_counts() -> None:
    tender = promised({"m1": "20"}, {"m2": "12"}, minimum="25")

    assert evaluate(tender, {("A", "m1"): OPEN}).ranking == (("B",),)
    assert found(tender, ("A", "m1")).commitments == (("A", "m1"),)
    assert found(promised({"m1": "20"}, {"m2": "9"}, minimum="20"), ("A", "m1")).winners == (
        "A",
        "B",
    )


def test_an_excluded_bid_has_nothing_pending() -> None:
    tender = promised({"m1": "40"}, {})
    out = replace(tender.bids[0], exclusions=(Exclusion("Fraud", "Convicted."),))
    tender = replace(tender, bids=(out, tender.bids[1]))

    assert found(tender, ("A", "m1")) == replace(NOTHING_PENDING, winners=("B",))
    assert not told(tender, ("A", "m1"))


def test_many_promises_are_tried_in_their_extremes_and_said_to_be_incomplete() -> None:
    names = [f"m{number}" for number in range(1, 8)]
    assert len(names) > MOST_IN_FULL
    tender = promised(dict.fromkeys(names, "2"), {})
    keys = [("A", name) for name in names]

    assert not found(tender, *keys).complete
    assert found(tender, *keys).winners == ("A", "B")
    assert told(tender, *keys) == (
        "What needs review can change the first place: if all 7 promises of A Ltd count, A Ltd is "
        "first with 64.00 points to 60.00. Not every combination of the 7 promises under review "
        "was tried."
    )
    weak = promised(dict.fromkeys(names, "1"), {})
    assert told(weak, *keys).endswith("no case that was tried changes it.")


def test_a_large_tender_is_not_evaluated_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FIGURES", 3)
    tender = promised({"m1": "6", "m2": "6"}, {})

    assert not found(tender, ("A", "m1"), ("A", "m2")).complete


def settled(tender: Tender, verdicts: dict[tuple[str, str], CommitmentVerdict]) -> Tender:
    """Return a tender in which a person settled these commitments."""
    bids = []
    for bid in tender.bids:
        commitments = dict(bid.commitments)
        for (whose, measure), verdict in verdicts.items():
            if whose == bid.id:
                settled = Settled(verdict, "Seen.", "evaluation_chair")
                commitments[measure] = replace(commitments[measure], settled=settled)
        bids.append(replace(bid, commitments=commitments))
    return replace(tender, bids=tuple(bids))


@pytest.mark.slow
@given(made=tenders(), data=st.data())
def test_the_winners_are_those_of_every_case_settled_by_hand(
    made: Tender, data: st.DataObject
) -> None:
    promises = [(bid.id, measure) for bid in made.bids for measure in bid.commitments]
    chosen = (
        data.draw(st.lists(st.sampled_from(promises), unique=True, max_size=5)) if promises else []
    )
    result = found(made, *chosen)
    expected: set[str] = set()
    verdicts = (CommitmentVerdict.COUNTED, CommitmentVerdict.NOT_COUNTED)
    for each in product(verdicts, repeat=len(chosen)):
        given_ = dict(zip(chosen, each, strict=True))
        ranked = evaluate(settled(made, given_)).ranking
        expected.update(ranked[0] if ranked else ())

    assert result.complete
    assert set(result.winners) == expected
