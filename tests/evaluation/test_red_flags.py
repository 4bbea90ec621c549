"""Red flags ask and never accuse; each is raised, is silent, and says where it does not apply."""

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import Criterion
from evaluation.red_flags import CHECKS, FlagVerdict, RedFlag, red_flags
from evaluation.result import CommitmentFinding
from evaluation.tender import Bid, CommitmentVerdict, Exclusion, Tender
from tests.evaluation.builders import (
    bid,
    commitments,
    contested,
    gate,
    measure,
    model,
    panel,
    price,
    scored,
    tender,
)

RAISED, SILENT, NOT_APPLICABLE = (
    FlagVerdict.RAISED,
    FlagVerdict.NOT_RAISED,
    FlagVerdict.NOT_APPLICABLE,
)
UNSEEN = "on what no source that was seen says, such as proposed settings."
RULES = "rules-in-the-tender-documents"
ACCUSING = ("collus", "fraud", "corrupt", "rigg", "cartel", "guilty", "suspici", "cheat")


def flag(check: str, made: Tender) -> RedFlag:
    """Return what one check finds."""
    found = {each.id: each for each in red_flags(made, evaluate(made))}
    return found[check]


def priced(*prices: str, first: str = "5") -> Tender:
    """Return bids A, B, C … with these prices, of which the first has the better marks."""
    bids = (
        bid(name, amount, {"q1": first if name == "A" else "2"})
        for name, amount in zip("ABCDEFG", prices, strict=False)
    )
    return tender(model(price("40"), scored("q1", "60")), *bids)


def gated(**results: str) -> Tender:
    """Return bids with a price each, that pass or fail two gates: `A="passed failed"`."""
    made = model(gate("g1"), gate("g2"), price("40"), scored("q1", "60"))
    amounts = iter(("100", "110", "120", "130"))
    return tender(
        made,
        *(
            bid(
                name,
                next(amounts),
                {"q1": "3"} | dict(zip(("g1", "g2"), told.split(), strict=True)),
            )
            for name, told in results.items()
        ),
    )


def promising(*offers: dict[str, str]) -> Tender:
    """Return bids that promise quantities of two measures."""
    offer = commitments("offer", "100", measure("jobs", "10"), measure("trees", "1"))
    return tender(
        model(offer),
        *(bid(name, promises=each) for name, each in zip("ABC", offers, strict=False)),
    )


def marked(*bids: Bid, questions: int = 2) -> Tender:
    """Return bids on questions q1, q2, … of equal weight."""
    weight = {2: "50", 4: "25"}[questions]
    criteria: tuple[Criterion, ...] = tuple(
        scored(f"q{number}", weight) for number in range(1, questions + 1)
    )
    return tender(model(*criteria), *bids)


def panels(name: str, *marks: tuple[str, ...], agreed: str = "3") -> Bid:
    """Return a bid with the marks of a panel on q1, q2 and on."""
    scores = {f"q{n}": panel(*each, agreed=agreed) for n, each in enumerate(marks, 1)}
    return bid(name, marks=scores)


def marks(name: str, *agreed: str) -> Bid:
    """Return a bid with agreed marks on q1, q2 and on."""
    return bid(name, marks={f"q{n}": each for n, each in enumerate(agreed, 1)})


SAME, APART = ("3", "3"), ("2", "4")
CASES = [
    ("single-bid", priced("100"), RAISED, "Only A Ltd (A) sent a bid."),
    ("single-bid", priced("100", "110"), SILENT, "2 bids were received."),
    ("all-but-one-disqualified", gated(A="passed passed", B="failed passed"), RAISED,
     "Of 2 bids only A Ltd (A) is ranked; the other is disqualified."),
    ("all-but-one-disqualified", gated(A="passed passed", B="passed passed"), SILENT,
     "2 of 2 bids are ranked."),
    ("all-but-one-disqualified", priced("100"), NOT_APPLICABLE, "There is only one bid."),
    ("disqualified-on-one-ground",
     gated(A="passed passed", B="failed passed", C="failed failed"), RAISED,
     "All 2 disqualified bids failed the same thing: the gate G1."),
    ("disqualified-on-one-ground",
     gated(A="passed passed", B="failed passed", C="passed failed"), SILENT,
     "The disqualified bids failed different things."),
    ("disqualified-on-one-ground", gated(A="passed passed", B="failed passed"), NOT_APPLICABLE,
     "Fewer than 2 bids are disqualified."),
    ("identical-commitments",
     promising({"jobs": "3", "trees": "7"}, {"jobs": "3", "trees": "7"}), RAISED,
     "A Ltd (A) and B Ltd (B) promise the same quantity of every measure."),
    ("identical-commitments",
     promising({"jobs": "3", "trees": "7"}, {"jobs": "3", "trees": "8"}), SILENT,
     "No two bids promise the same for 2 measures or more."),
    ("identical-commitments", promising({"jobs": "3"}, {"jobs": "3"}), SILENT,
     "No two bids promise the same for 2 measures or more."),
    ("identical-commitments", priced("100", "110"), NOT_APPLICABLE,
     "The model asks for no commitments."),
    ("identical-prices", priced("100", "110", "110.00"), RAISED,
     "B Ltd (B) and C Ltd (C) each ask £110."),
    ("identical-prices", priced("100", "100.01"), SILENT, "No two prices are the same."),
    ("identical-prices", promising({"jobs": "3"}), NOT_APPLICABLE,
     "Fewer than two prices above zero were offered."),
    ("price-near-the-winner", priced("10000", "10100", "12000"), RAISED,
     "The price of B Ltd (B) is within 1 per cent of the winner’s £10,000."),
    ("price-near-the-winner", priced("10000", "9900", "10050"), RAISED,
     "The prices of B Ltd (B) and C Ltd (C) are each within 1 per cent of the winner’s £10,000."),
    ("price-near-the-winner", priced("10000", "10100.01"), SILENT,
     "No losing price is within 1 per cent of the winner’s."),
    ("price-near-the-winner", priced("100", "100", first="2"), NOT_APPLICABLE,
     "No bid alone is first."),
    ("price-near-the-winner", priced("100", "100"), NOT_APPLICABLE,
     "No other price differs from the winner’s."),
    ("price-near-the-winner", marked(marks("A", "3", "4"), marks("B", "1", "1")), NOT_APPLICABLE,
     "The winner’s price is zero, or the model asks for no price."),
    ("lowest-price-disqualified", gated(A="failed passed", B="passed passed"), RAISED,
     "A Ltd (A) asked less than the lowest price that is ranked, £110, and is disqualified."),
    ("lowest-price-disqualified", gated(A="passed passed", B="failed passed"), SILENT,
     "No disqualified bid asked less than the lowest price that is ranked."),
    ("lowest-price-disqualified", priced("100", "110"), NOT_APPLICABLE,
     "No priced bid is disqualified beside one that is ranked."),
    ("even-price-series", priced("1000", "1070.50", "1141", "1211.50"), RAISED,
     "From the lowest price up, each is £70.50 above the one before."),
    ("even-price-series", priced("1000", "1050", "1102.50", "1157.63"), RAISED,
     "From the lowest price up, each is about 5 per cent above the one before."),
    ("even-price-series", priced("1000", "1050", "1200"), SILENT,
     "Neither the gaps nor the ratios between one price and the next are equal."),
    ("even-price-series", priced("1000", "1050", "1050"), NOT_APPLICABLE,
     "Fewer than 3 different prices above zero were offered."),
    ("round-price-gaps", priced("101234.56", "103234.56", "108234.56"), RAISED,
     "No price is round, and yet all differ by multiples of £1,000."),
    ("round-price-gaps", priced("101234.56", "103234.57", "108234.56"), SILENT,
     "The differences between the prices are not round."),
    ("round-price-gaps", priced("101000", "103000", "108000"), NOT_APPLICABLE,
     "A price is itself a multiple of £1,000."),
    ("round-price-gaps", priced("101234.56", "103234.56"), NOT_APPLICABLE,
     "Fewer than 3 different prices above zero were offered."),
    ("identical-marks", marked(panels("A", SAME, SAME), panels("B", SAME, SAME)), RAISED,
     "All evaluators gave the same mark on each of 4 scores."),
    ("identical-marks", marked(panels("A", SAME, APART), panels("B", SAME, SAME)), SILENT,
     "Evaluators differ on 1 of 4 scores."),
    ("identical-marks", marked(panels("A", SAME, SAME)), NOT_APPLICABLE,
     "Fewer than 4 scores have marks of two evaluators or more."),
    ("agreed-beyond-evaluators", marked(panels("A", SAME, APART, agreed="4")), RAISED,
     "The agreed mark is above or below every evaluator’s own: A Ltd (A) on Q1."),
    ("agreed-beyond-evaluators", marked(panels("A", SAME, APART)), SILENT,
     "Each agreed mark lies within what evaluators gave."),
    ("agreed-beyond-evaluators", priced("100"), NOT_APPLICABLE,
     "No score has both individual marks and an agreed one."),
    ("full-marks-for-the-winner-alone",
     marked(marks("A", "5", "5", "5", "5"), marks("B", "4", "4", "4", "4"), questions=4), RAISED,
     "A Ltd (A) has full marks on all 4 questions, and no other bid has them on any."),
    ("full-marks-for-the-winner-alone",
     marked(marks("A", "5", "5", "5", "5"), marks("B", "5", "4", "4", "4"), questions=4), SILENT,
     "Other bids have full marks on some questions too."),
    ("full-marks-for-the-winner-alone",
     marked(marks("A", "5", "5", "5", "4"), marks("B", "4", "4", "4", "4"), questions=4), SILENT,
     "The winner does not have full marks on every question."),
    ("full-marks-for-the-winner-alone", priced("100", "110"), NOT_APPLICABLE,
     "There is one bid, or fewer than 3 questions."),
    ("full-marks-for-the-winner-alone", priced("100", "100", first="2"), NOT_APPLICABLE,
     "No bid alone is first."),
]  # fmt: skip


@pytest.mark.parametrize(("check", "made", "verdict", "because"), CASES)
def test_a_check_finds(check: str, made: Tender, verdict: FlagVerdict, because: str) -> None:
    found = flag(check, made)

    assert (found.verdict, found.because) == (verdict, because)


def test_every_check_is_shown_raised_and_not() -> None:
    shown = {(check, verdict) for check, _, verdict, _ in CASES}
    shown |= {(RULES, verdict) for verdict in (RAISED, SILENT)}

    assert {(check.id, RAISED) for check in CHECKS} <= shown
    assert {(check.id, SILENT) for check in CHECKS} <= shown


def ruled(*found: CommitmentFinding) -> RedFlag:
    """Return what the check of rules finds where a bid's promises were judged so."""
    made = tender(
        model(commitments("offer", "100", *(measure(f"m{n}", "1") for n, _ in enumerate(found)))),
        bid("A", promises={f"m{n}": "1" for n, _ in enumerate(found)}),
    )
    findings = {("A", f"m{number}"): each for number, each in enumerate(found)}
    flags = {each.id: each for each in red_flags(made, evaluate(made, findings))}
    return flags[RULES]


def judged(rule: str, verdict: str = "not_counted", *unverified: str) -> CommitmentFinding:
    """Return what a rule says of a promise, and what it rests on that was not seen."""
    return CommitmentFinding(CommitmentVerdict(verdict), "Why.", rule=rule, unverified=unverified)


@pytest.mark.parametrize(
    ("found", "verdict", "because"),
    [
        ((), NOT_APPLICABLE, "No rule judged what bidders promise."),
        ((judged("r1", "counted"),), SILENT, "Every promise that a rule judged is counted."),
        ((judged("r1"),), RAISED, "1 promise is not counted under r1."),
        (
            (judged("r1", "not_counted", "settings"),),
            RAISED,
            f"1 promise is not counted under r1. That rule rests {UNSEEN}",
        ),
        (
            (judged("r1", "not_counted", "settings"), judged("r2")),
            RAISED,
            f"2 promises are not counted under r1 and r2. Of these rules r1 rests {UNSEEN}",
        ),
        (
            (judged("r1", "not_counted", "settings"), judged("r2", "not_counted", "settings")),
            RAISED,
            f"2 promises are not counted under r1 and r2. These rules rest {UNSEEN}",
        ),
    ],
)
def test_rules_that_count_against_a_bidder_are_asked_for_in_the_tender_documents(
    found: tuple[CommitmentFinding, ...], verdict: FlagVerdict, because: str
) -> None:
    flag_ = ruled(*found)

    assert (flag_.verdict, flag_.because) == (verdict, because)
    assert flag_.bids == (("A",) if verdict is RAISED else ())


def test_a_raised_flag_names_its_bids() -> None:
    found = flag("identical-prices", priced("100", "110", "110", "100"))

    assert found.bids == ("A", "D", "B", "C")


def test_the_same_exclusion_is_the_same_ground() -> None:
    excluded = (Exclusion("Tax evasion", "Convicted"),)
    other = (Exclusion("Misconduct", "Admitted"),)
    made = [
        tender(model(price("40"), scored("q1", "60")),
               bid("A", "10", {"q1": "3"}), bid("B", "11", {"q1": "3"}, exclusions=excluded),
               bid("C", "12", {"q1": "3"}, exclusions=grounds))
        for grounds in (excluded, other)
    ]  # fmt: skip

    found = [flag("disqualified-on-one-ground", each).verdict for each in made]

    assert found == [RAISED, SILENT]


def test_every_check_has_its_own_id_and_asks_a_question() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert all(check.asks.endswith("?") for check in CHECKS)


def test_no_check_accuses() -> None:
    said = [check.title + check.asks for check in CHECKS]
    said += [because for _, _, _, because in CASES]

    assert [text for text in said for word in ACCUSING if word in text.lower()] == []


def test_all_checks_run_on_a_contested_tender_and_on_one_without_a_bid_that_stands() -> None:
    fallen = gated(A="failed passed", B="failed passed")

    assert len(red_flags(contested(), evaluate(contested()))) == len(CHECKS)
    assert len(red_flags(fallen, evaluate(fallen))) == len(CHECKS)
