"""Letters about a lot that is not to be awarded to the tender that stands first in it."""

from dataclasses import replace

from evaluation.evaluate import evaluate
from evaluation.lint import lint
from evaluation.lot_terms import LotTerms, Rule
from evaluation.model import Minimum
from evaluation.numbers import Percentage, exact
from evaluation.tender import PassedOver, Tender
from tests.evaluation import tenders
from tests.webapp.documents.summaries import reading
from webapp.documents.summaries import no_summaries_because

BECAUSE = "You are to be awarded lot 1 (Parks, north) of COV-1, so you are at the limit of 1 lot."
AT = "the tender notice 2026/S 000-014733, part 4"
TERMS = LotTerms(Rule.IN_ORDER, 1, (Rule.BEST_TOTAL,), AT)
NO_TERMS = "the limit of lots and the rule, as they were published"
NO_PLACE = "where the limit of lots and the rule were published"
UNDER = (
    "Under the published methodology, which includes the rule by which lots are awarded together,"
)


def over(*bids: str, terms: LotTerms | None = TERMS, because: str = BECAUSE) -> Tender:
    """Return the tender of five bids, some of which are passed over; without that A is first."""
    passed = tuple(PassedOver(bid, because) for bid in bids)
    return replace(tenders.tender(), passed_over=passed, lots=terms)


ALPHA, BETA = (bid.bidder for bid in tenders.tender().bids[:2])


def test_the_bidder_that_is_passed_over_reads_why() -> None:
    summary = reading.summary(over("A"), "A")

    outcome, why = reading.section(summary, "outcome"), reading.section(summary, "why")
    decided = (
        "Your tender is ranked first in this lot. The published rule for the limit of lots applies "
        f"to it, so the most advantageous tender for this lot is that of {BETA}."
    )
    assert decided in outcome
    assert f"intends to award the contract for this lot to {BETA}." in outcome
    assert "Total score: 74.00 of 100; rank 1." in outcome
    assert "Why the contract for this lot is not being awarded to you" in why
    assert f"{decided} The total score of your tender is 74.00." in why
    assert f"The reason: {BECAUSE}" in why
    assert f"The limit and the rule were published at: {AT}." in why
    assert "s.19(2) and s.23(4)" in why
    assert "reg 31(3)(c)" in why
    assert "s.20(7) and s.23(4)" in why
    assert "outranks" not in why
    assert reading.blanks(summary) == reading.blanks(reading.summary(over(), "A"))


def test_it_also_reads_what_it_missed_that_does_not_disqualify() -> None:
    made = over("A", "B")
    minimum = Minimum(None, Percentage(exact("99")), disqualifies=False)
    criteria = tuple(
        replace(one, minimum=minimum) if one.id == "quality" else one for one in made.model.criteria
    )
    model = replace(made.model, criteria=criteria)

    why = reading.section(reading.summary(replace(made, model=model), "B"), "why")

    assert "Your tender also missed what does not disqualify:" in why
    assert "Less than 99 per cent does not disqualify." in why


def test_it_also_reads_how_the_winning_tender_was_assessed() -> None:
    summary = reading.summary(over("A"), "A")

    winner = reading.section(summary, "winner")
    assert "How the most advantageous tender was assessed" in winner
    assert f"Section 4 says how the tender of {BETA} was assessed." in reading.words(summary)


def test_the_winner_has_the_most_advantageous_tender_by_the_whole_methodology() -> None:
    summary = reading.summary(over("A"), "B")

    outcome = reading.section(summary, "outcome")
    assert f"{UNDER} your tender is the most advantageous tender for this lot." in outcome
    assert "intends to award the contract for this lot to you." in outcome
    assert "rank 2." in outcome
    assert (
        "Why the most advantageous tender is not ranked 1 A tender that is ranked above it is not "
        "awarded this lot, by the published rule of the lots. The authority does not say whose."
    ) in " ".join(outcome.split())
    assert "How the tie was settled" not in outcome
    assert ALPHA not in reading.words(summary)


def test_another_loser_is_compared_with_the_winning_tender_at_its_own_rank() -> None:
    summary = reading.summary(over("A"), "E")

    outcome, why = reading.section(summary, "outcome"), reading.section(summary, "why")
    assert "Your tender is not the most advantageous tender for this lot." in outcome
    assert "Total score: 74.00 of 100; rank 2." in outcome
    assert "A tender that is ranked above it is not awarded this lot" in outcome
    assert f"{UNDER} the most advantageous tender is that of {BETA}. Its total score is" in why
    assert "s.19(2) and s.23(4)" in why
    assert ALPHA not in reading.words(summary)


def test_the_mechanism_is_told_as_part_of_the_criteria_in_every_letter_of_the_lot() -> None:
    for bid in ("A", "B", "E"):
        told = reading.section(reading.summary(over("A"), bid), "criteria")

        assert "One supplier may be awarded at most 1 lot. Each lot goes to its" in told
        assert "then by the greater sum of total scores." in told
        assert f"The limit and the rule were published at: {AT}." in told
        assert "s.23(4)" in told
    nobody = reading.section(reading.summary(over(), "A"), "criteria")
    alone = reading.section(reading.summary(tenders.tender(), "A"), "criteria")
    assert "One supplier may be awarded at most 1 lot." in nobody
    assert "lots" not in alone


def test_what_is_not_known_to_be_published_is_a_blank() -> None:
    bare = reading.blanks(reading.summary(over("A", terms=None), "A"))
    nowhere = reading.blanks(reading.summary(over("A", terms=replace(TERMS, rule_at="")), "A"))
    other = reading.blanks(reading.summary(over("A", terms=replace(TERMS, rule_at="")), "E"))

    assert {NO_TERMS, NO_PLACE} <= set(bare)
    assert (NO_TERMS in nowhere, NO_PLACE in nowhere, NO_PLACE in other) == (False, True, True)


def test_a_reason_that_nobody_could_work_out_is_a_blank() -> None:
    found = reading.blanks(reading.summary(over("A", because=""), "A"))

    assert "why the published rule gives this lot to another" in found


def test_a_disqualified_tender_is_told_that_first() -> None:
    outcome = reading.section(reading.summary(over("A", "D"), "D"), "outcome")

    assert "Your tender was disqualified under the published assessment methodology." in outcome


def test_several_above_are_told_in_one_sentence_and_each_of_the_others() -> None:
    winner = reading.section(reading.summary(over("A", "B"), "C"), "outcome")
    second = reading.section(reading.summary(over("A", "B"), "B"), "outcome")

    assert "Tenders that are ranked above it are not awarded this lot" in winner
    assert "Another tender that is ranked above it is also not awarded this lot" in second
    assert "Your tender is ranked second in this lot." in second


def test_a_bid_passed_over_that_others_outrank_changes_no_letter() -> None:
    for bid in tenders.tender().bids:
        assert reading.summary(over("E"), bid.id) == reading.summary(over(), bid.id)


def test_the_letters_can_be_written() -> None:
    made = over("A")

    found = lint(made, evaluate(made, tenders.findings()))

    assert found == lint(over(), evaluate(over(), tenders.findings()))


def test_no_summary_is_written_where_nobody_is_left_or_the_place_is_shared() -> None:
    nobody = evaluate(over("A", "B", "C", "E"), tenders.findings())
    made = over("A")
    twin = replace(made.bids[1], id="F", bidder="Twin Ltd")
    shared = evaluate(replace(made, bids=(*made.bids, twin)), tenders.findings())

    assert no_summaries_because(nobody) == (
        "Every tender that is ranked is passed over, so there is no award to be explained"
    )
    assert shared.awardable[0] == ("B", "F")
    assert no_summaries_because(shared) == (
        "The first place among the tenders that the lot may be awarded to is shared, so there is "
        "no award to be explained. Have the lots awarded by the published rule; nothing that was "
        "not published may decide between them"
    )
