"""Bids that a lot is not awarded to: nothing of the ranking moves, and the winner is another."""

from dataclasses import replace

from evaluation.evaluate import evaluate
from evaluation.lint import lint
from evaluation.moderation import moderation
from evaluation.passed_over import OF_THE_FIRST_PLACE, passed_over_words
from evaluation.red_flags import red_flags
from evaluation.result import Evaluation
from evaluation.robustness import robustness
from evaluation.robustness.wording import in_plain_words
from evaluation.serialisation import evaluation_json
from evaluation.tender import Exclusion, PassedOver, Tender
from tests.evaluation.builders import bid, model, price, scored, tender

AT_LIMIT = "You are to be awarded lot 1, so you are at the limit of 1 lot."


def made(**prices: str) -> Tender:
    """Return bids that differ in nothing but their price."""
    asked = model(scored("q", "40", "0-10"), price("60"))
    return tender(asked, *(bid(id_, amount, {"q": "8"}) for id_, amount in prices.items()))


def over(of: Tender, *bids: str) -> Tender:
    """Return a tender of which some bids are passed over."""
    return replace(of, passed_over=tuple(PassedOver(one, AT_LIMIT) for one in bids))


def figures(of: Evaluation) -> object:
    """Return all that an evaluation worked out."""
    return of.bids, of.ranking, of.ties_broken, of.abnormally_low, of.first


def test_the_next_bid_wins_and_no_figure_moves() -> None:
    whole = made(A="80", B="100", C="120")

    before, after = evaluate(whole), evaluate(over(whole, "A"))

    assert figures(after) == figures(before)
    assert (before.winner, after.winner, after.first) == ("A", "B", "A")
    assert after.by_id["B"].rank == 2
    assert dict(after.passed_over) == {"A": AT_LIMIT}
    assert after.passed_above == ("A",)
    assert after.awardable == (("B",), ("C",))


def test_a_bid_that_others_outrank_is_told_of_nowhere() -> None:
    found = evaluate(over(made(A="80", B="100"), "B"))

    assert (found.winner, found.passed_above) == ("A", ())
    assert passed_over_words(over(made(A="80", B="100"), "B"), found) == ()


def test_of_a_shared_place_the_other_wins() -> None:
    whole = over(made(A="80", B="80", C="100"), "A")

    found = evaluate(whole)

    assert (found.first, found.winner, found.passed_above) == (None, "B", ("A",))
    assert found.notes == evaluate(made(A="80", B="100")).notes
    assert passed_over_words(whole, found) == (
        (
            "A Ltd shares first place, and the lot is not to be awarded to it. "
            f"What it is told: “{AT_LIMIT}”"
        ),
        (
            "Under the published methodology, which includes the rule of the lots, B Ltd, which "
            "shares first place, has the most advantageous tender: the lot goes to it."
        ),
    )


def test_to_who_may_not_see_other_lots_it_is_not_said_why() -> None:
    whole = over(made(A="80", B="100"), "A")

    told = passed_over_words(whole, evaluate(whole), is_why_told=False)

    assert told[0] == (
        "A Ltd is first, and the lot is not to be awarded to it, by the published rule of the lots."
    )
    assert AT_LIMIT not in " ".join(told)


def test_those_left_may_share_the_place() -> None:
    whole = over(made(A="80", B="100", C="100"), "A")

    found = evaluate(whole)

    assert found.winner is None
    assert found.notes[-1] == (
        "Bids B and C share the first place among those not passed over, so there is no winner."
    )
    assert passed_over_words(whole, found)[-1] == (
        "Of the others B Ltd and C Ltd share second place, so there is no winner."
    )


def test_a_shared_first_place_is_told_as_such_though_an_outranked_bid_is_passed_over() -> None:
    whole = made(A="100", B="100", C="120")
    among = over(made(A="80", B="100", C="100"), "A")

    assert evaluate(over(whole, "C")).notes[-1] == (
        "Bids A and B share the first place, so there is no winner."
    )
    assert evaluate(among).notes[-1] == (
        "Bids B and C share the first place among those not passed over, so there is no winner."
    )


def test_a_reason_that_nobody_gave_is_said_to_be_missing() -> None:
    whole = replace(made(A="80", B="100"), passed_over=(PassedOver("A", ""),))

    assert passed_over_words(whole, evaluate(whole))[0] == (
        "A Ltd is first, and the lot is not to be awarded to it. No reason is given yet, so that "
        "its letter can’t be sent."
    )


def test_nobody_may_be_left() -> None:
    whole = over(made(A="80", B="100"), "A", "B")

    found = evaluate(whole)

    assert (found.first, found.winner, found.awardable) == ("A", None, ())
    assert found.notes[-1] == "Every bid that is ranked is passed over, so there is no winner."
    assert passed_over_words(whole, found)[-1] == (
        "No other bid is ranked, so there is none that the lot could be awarded to."
    )


def test_a_disqualified_bid_is_not_passed_over_as_well() -> None:
    whole = made(A="80", B="100")
    out = replace(whole.bids[0], exclusions=(Exclusion("Debarred", "It is on the list"),))

    found = evaluate(over(replace(whole, bids=(out, whole.bids[1])), "A"))

    assert (found.winner, found.passed_above) == ("B", ())


def test_json_holds_them_only_where_there_are_any() -> None:
    whole = made(A="80", B="100")
    before = evaluation_json(evaluate(whole), None)

    after = evaluation_json(evaluate(over(whole, "A")), None)

    assert "passed_over" not in before
    assert after == before | {
        "winner": "B",
        "passed_over": [{"bid": "A", "because": AT_LIMIT}],
    }


def test_how_sure_the_first_place_is_does_not_hang_on_who_is_passed_over() -> None:
    whole = made(A="80", B="100", C="120")
    passed = over(whole, "A")
    before, after = evaluate(whole), evaluate(passed)

    sure, still = robustness(whole, {}, before), robustness(passed, {}, after)

    assert still == sure
    assert in_plain_words(passed, after, still) == (
        f"{OF_THE_FIRST_PLACE} {in_plain_words(whole, before, sure)}"
    )
    assert moderation(passed, {}, after) == moderation(whole, {}, before)


def test_a_red_flag_is_about_who_wins() -> None:
    whole = over(made(A="100", B="100.50", C="200"), "A")

    found = {flag.id: flag for flag in red_flags(whole, evaluate(whole))}

    assert found["price-near-the-winner"].because == (
        "The price of A Ltd (A) is within 1 per cent of the winner’s £100.50."
    )


def test_the_reason_is_read_as_a_letter_prints_it() -> None:
    whole = made(A="80", B="100")
    told = replace(whole, passed_over=(PassedOver("A", "B Ltd is cheaper in lot 1"),))

    clean = lint(over(whole, "A"), evaluate(over(whole, "A")))
    (found,) = [one for one in lint(told, evaluate(told)) if one.check == "other-bidder"][:1]

    assert not [one for one in clean if one.check == "other-bidder"]
    assert (found.bid, found.criterion) == ("A", "")
