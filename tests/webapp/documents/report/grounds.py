"""The award of a grounds maintenance contract: five bids with one of every trouble.

Earlsdon failed a gate; Dunsmore's price is asked about; Bablake and Cathedral have equal totals,
which the model's order for ties sets apart; two commitments do not count.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from evaluation.evaluate import evaluate
from evaluation.low_price_questions import without_low_prices
from evaluation.model import Criterion, GroupCriterion, Model, ScoredCriterion
from evaluation.moderation import moderation
from evaluation.numbers import Mark
from evaluation.red_flags import red_flags
from evaluation.result import CommitmentFinding
from evaluation.robustness import robustness
from evaluation.robustness.result import Chances
from evaluation.tender import (
    Bid,
    Commitment,
    CommitmentVerdict,
    IndividualScore,
    Score,
    Tender,
)
from tests.evaluation import builders as make
from tests.rules.procurements import gross, procurement
from tests.webapp.documents.builders import decision
from webapp.documents.report import Award

COUNTED, NOT_COUNTED = CommitmentVerdict.COUNTED, CommitmentVerdict.NOT_COUNTED
EVALUATORS = ("Grounds lead", "Parks officer", "Ecologist")
_CITE = "Coventry City Council, Social Value and Sustainability Policy, app.1"
_LEVELS = MappingProxyType(
    {
        "0": "Nothing relevant.",
        "1": "Major concerns: most of what is asked for is missing.",
        "2": "Minor concerns: parts are missing or not supported.",
        "3": "Acceptable: all is answered, with some support.",
        "4": "Good: all is answered in detail, and supported by evidence.",
        "5": "Excellent: as good, with benefits beyond what is asked for.",
    }
)
QUESTIONS = {
    "method": "Method and programme",
    "staff": "Staff and training",
    "managing": "Contract management",
    "sv-method": "Method statement on social value",
}
BIDDERS = {
    "A": "Arden Landscapes Ltd",
    "B": "Bablake Grounds Ltd",
    "C": "Cathedral Green Services Ltd",
    "D": "Dunsmore Amenity Ltd",
    "E": "Earlsdon Environmental CIC",
}
PRICES = {"A": "1040000", "B": "985000", "C": "985000", "D": "760000", "E": "931250.50"}
MARKS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "A": {"method": ("5", "4", "5", "5"), "staff": ("4", "4", "4", "4"),
          "managing": ("5", "5", "4", "5"), "sv-method": ("4", "3", "4", "4")},
    "B": {"method": ("4", "3", "4", "4"), "staff": ("4", "4", "3", "4"),
          "managing": ("3", "2", "4", "3"), "sv-method": ("3", "3", "3", "3")},
    "C": {"method": ("4", "4", "4", "4"), "staff": ("3", "3", "3", "3"),
          "managing": ("4", "4", "3", "4"), "sv-method": ("3", "2", "3", "3")},
    "D": {"method": ("3", "2", "3", "3"), "staff": ("3", "1", "4", "3"),
          "managing": ("2", "2", "3", "2"), "sv-method": ("2", "2", "2", "2")},
}  # fmt: skip
RATIONALES = {
    ("A", "method"): "The weekly rota names every site, its machine and the wet-weather plan; the "
    "panel saw benefits beyond the requirement in the meadow trials.",
    ("A", "staff"): "Twelve of fourteen operatives hold the pesticide certificate; the other two "
    "are booked in for March.",
    ("A", "managing"): "One named manager, monthly joint inspections and an open defect log.",
    ("A", "sv-method"): "Names the college, the weeks and who supervises each apprentice.",
    ("B", "method"): "Detailed and supported, but the programme for autumn leaf clearance stops "
    "a fortnight early.",
    ("B", "staff"): "A full training matrix with dates of renewal.",
    ("B", "managing"): "Answers everything asked; escalation has no times.",
    ("B", "sv-method"): "Targets are clear, the evidence for them is thin.",
    ("C", "method"): "Supported by two years of inspection results from a like contract.",
    ("C", "staff"): "Training is described in general; no certificate is named.",
    ("C", "managing"): "Good escalation times, with a sample monthly report.",
    ("C", "sv-method"): "Clear on local spend; says little on apprentices.",
    ("D", "method"): "All sites are covered, with less detail on cemeteries.",
    ("D", "staff"): "Covers the numbers; supervision of seasonal staff is only acceptable.",
    ("D", "managing"): "No named manager, and inspections only each quarter.",
    ("D", "sv-method"): "Repeats the question and gives no method for half of it.",
}
QUOTATIONS = {
    ("A", "method"): "Each of the 214 sites has its own card, in the cab and on the tablet.",
    ("D", "managing"): "A manager will be appointed on award.",
}
DISSENT = {
    ("B", "managing"): "The Ecologist would have kept 4: the partnering charter is strong.",
    ("D", "staff"): "The Parks officer holds that 1 was right, as no supervisor is named.",
}
OFFERS = {
    "A": {"apprentices": "156", "local-spend": "180000"},
    "B": {"apprentices": "52", "local-spend": "240000"},
    "C": {"apprentices": "52", "local-spend": "210000"},
    "D": {"apprentices": "26"},
}
_NOT = {
    ("B", "local-spend"): ("cov-spend-in-area", "The suppliers named are outside the area."),
    ("C", "local-spend"): (
        "cov-counted-once",
        "It is already counted under the highways contract.",
    ),
}


DRAWN = Chances(
    assumption="Any weights of the criteria at the top that fill 100, each as likely as any other",
    draws=100_000,
    seed=1,
    alone={"A": 74_512, "B": 2_118, "C": 9, "D": 23_358},
    shared=3,
    checked=12,
)


def grounds_model() -> Model:
    """Return the published model: price 40, quality 50, social value 10."""
    quality = make.group(
        "quality", "50",
        make.scored("method", "40", minimum=make.at_least(score="3")),
        make.scored("staff", "30"), make.scored("managing", "30"),
        minimum=make.at_least(percent="50"),
    )  # fmt: skip
    weeks = replace(make.measure("apprentices", "250", "208"), title="Weeks of apprentices on site",
                    unit="weeks")  # fmt: skip
    spend = replace(make.measure("local-spend", "0.30"), title="Spend with local suppliers",
                    unit="pounds")  # fmt: skip
    social = make.group(
        "sv", "10", make.commitments("sv-offer", "50", weeks, spend), make.scored("sv-method", "50")
    )
    made = make.model(
        make.gate("insurance"), make.price("40"), quality, social,
        tie_break=("staff", "managing"), below_mean="15", below_next="20",
    )  # fmt: skip
    return make.pinned(replace(made, criteria=tuple(_titled(item) for item in made.criteria)))


_TITLES = QUESTIONS | {
    "insurance": "Public liability insurance of £10 million",
    "price": "Price",
    "quality": "Quality",
    "sv": "Social value",
    "sv-offer": "Commitments",
}


def _titled(item: Criterion) -> Criterion:
    made = replace(item, title=_TITLES[item.id])
    if isinstance(made, ScoredCriterion):
        return replace(made, descriptors=_LEVELS)
    if isinstance(made, GroupCriterion):
        return replace(made, criteria=tuple(_titled(child) for child in made.criteria))
    return made


def _score(bid: str, question: str) -> Score:
    *own, agreed = MARKS[bid][question]
    return Score(
        agreed=Mark(Fraction(agreed)),
        individual=tuple(
            IndividualScore(name, Mark(Fraction(mark)))
            for name, mark in zip(EVALUATORS, own, strict=True)
        ),
        rationale=RATIONALES[bid, question],
        quotation=QUOTATIONS.get((bid, question), ""),
        dissent=DISSENT.get((bid, question), ""),
    )


def grounds_bid(bid: str) -> Bid:
    """Return one of the five bids."""
    scores: dict[str, str | Score] = {"insurance": "failed" if bid == "E" else "passed"}
    scores |= {question: _score(bid, question) for question in MARKS.get(bid, ())}
    made = make.bid(bid, PRICES[bid], scores, OFFERS.get(bid))
    return replace(made, bidder=BIDDERS[bid])


def grounds() -> Tender:
    """Return the tender."""
    made = make.tender(grounds_model(), *(grounds_bid(bid) for bid in BIDDERS))
    bought = replace(
        procurement(),
        title="Grounds maintenance, 2026 to 2029",
        estimated_value=gross(1_260_000),
    )
    return replace(made, reference=bought.reference, procurement=bought, policy="coventry")


def findings(tender: Tender) -> Mapping[tuple[str, str], CommitmentFinding]:
    """Return what the packs would say of each commitment."""
    return {
        (bid.id, measure): _finding(bid.id, measure, commitment)
        for bid in tender.bids
        for measure, commitment in bid.commitments.items()
    }


def _finding(bid: str, measure: str, commitment: Commitment) -> CommitmentFinding:
    del commitment
    if (bid, measure) in _NOT:
        rule, because = _NOT[bid, measure]
        return CommitmentFinding(NOT_COUNTED, because, (_CITE,), rule)
    because = "It is in the area, counted once and beyond the requirement."
    return CommitmentFinding(COUNTED, because, (_CITE,), "cov-commitment-counts")


def award(tender: Tender | None = None) -> Award:
    """Return the award with all that is computed of it."""
    made = grounds() if tender is None else tender
    found = findings(made)
    evaluation = evaluate(made, found)
    return Award(
        tender=made,
        evaluation=evaluation,
        red_flags=red_flags(made, evaluation),
        robustness=robustness(made, found, evaluation),
        decision=decision(),
        moderation=moderation(made, found, evaluation),
        chances=(DRAWN,),
        without=without_low_prices(made, found, evaluation),
    )
