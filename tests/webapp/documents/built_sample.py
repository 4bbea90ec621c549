"""What a buyer built for grounds maintenance, for the tests of the documents."""

from datetime import date

from evaluation.outline.case import Case, Level, Risk
from evaluation.outline.checklist import Checklist, Item, State, Topic
from evaluation.outline.criteria import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    MarksFrom,
    MinimumAsked,
    ZeroPriceRule,
)
from evaluation.outline.criteria import (
    Level as Mark,
)
from evaluation.outline.lots import Division, Lot, Lots
from evaluation.outline.proposal import (
    Allowing,
    Choice,
    OwnMeasure,
    Proposal,
    Screen,
    Screened,
    Standing,
    Use,
)
from rules.decision import Decision
from webapp.documents.outline.built import Attached, Built, StressVerdict

MARKS = (
    Mark("0", "Nothing that answers the question."),
    Mark("5", "Every point is answered, with evidence for each."),
)

STORY = Case(
    need="The contract ends on 31 March.\n\nWithout it 214 sites are not cut.",
    options="The council itself: £60,000 more a year. A framework: no small firms on it.",
    budget="£75,000 a year from parks revenue.",
    approved_where="Cabinet, 11 February 2026, minute 97.",
    ask="To approve grounds maintenance in two lots, with social value at 10 per cent.",
    risks=(
        Risk("Fuel prices rise", Level.MEDIUM, Level.LOW, "Indexed by CPI.", "Parks manager"),
        Risk("Nobody bids for the north", Level.LOW, Level.HIGH, "Engagement in January", "Buyer"),
        Risk("Staff do not transfer", Level.HIGH, Level.HIGH, "Details were asked for", "HR"),
        Risk("The depot opens late", Level.LOW, Level.LOW, "Lease to June", "Estates"),
    ),
)
CHECKLIST = Checklist(
    (
        Item(Topic.REVIEW, State.DONE, "The standard is met at £82,000 a year."),
        Item(Topic.MARKET, State.NOT_NEEDED, "The market is well known."),
    )
)
LOTS = Lots(
    Division.DIVIDED,
    "Two lots let small firms bid for one area.",
    (Lot(1, "North", "214 sites", 180_000_00), Lot(2, "South")),
    most_lots=1,
    limit_reasons="So that one failure does not stop all mowing.",
)
CRITERIA = Criteria(
    (
        BuiltCriterion(
            id="price",
            title="Price",
            kind=CriterionKind.PRICE,
            weight="40",
            formula="relative_to_lowest",
            zero_price=ZeroPriceRule.REJECT_BID,
        ),
        BuiltCriterion(id="quality", title="Quality", kind=CriterionKind.GROUP, weight="60"),
        BuiltCriterion(
            id="method",
            title="Method",
            kind=CriterionKind.SCORED,
            within="quality",
            weight="100",
            scale=MarksFrom("0", "5"),
            descriptors=MARKS,
            minimum=MinimumAsked("3", is_percent=False, disqualifies=True),
            asked="How do you keep the grounds?\nSay who does what, and when.",
            most_words="800",
        ),
        BuiltCriterion(
            id="insured",
            title="Insurance",
            kind=CriterionKind.GATE,
            asked="Give the number of your policy and its amount.",
        ),
    )
)
OWN = OwnMeasure(
    title="Bat boxes put up",
    definition="Boxes of a kind that the trust recommends.",
    unit="count",
    outcome="cov-2022-young-people",
    evidence="A photograph of each",
)


def proposal_of(decision: Decision) -> Proposal:
    """Return a proposal that takes two measures, leaves one out and adds one of its own."""
    award = decision.findings["award_indicators"].ids()
    return Proposal(
        choices=(
            Choice(award[0], Use.AWARD, screens=_screens()),
            Choice(award[1], Use.LEFT_OUT, "Already required by the specification."),
            Choice("own-1", Use.PERFORMANCE, "The friends' group asked for it.", (), OWN),
        ),
        weight=1200,
        weight_because="The market can bear a little more.",
        allowings=(
            Allowing(
                "measures_minimum",
                "nothing",
                "Few are relevant",
                "a",
                "Ann",
                date(2026, 2, 20),
                Standing.ALLOWED,
                "b",
                "Bo",
                "procurement_officer",
                "Agreed",
                date(2026, 2, 21),
            ),
        ),
        authors=("a",),
    )


def built(decision: Decision) -> Built:
    """Return everything that a buyer builds."""
    return Built(
        checklist=CHECKLIST,
        story=STORY,
        lots=LOTS,
        proposal=proposal_of(decision),
        criteria=CRITERIA,
        stress=StressVerdict(
            "Nothing keeps this model from being published.",
            ("Price decides in 61 of 100 draws.",),
            date(2026, 2, 28),
        ),
        attached=(Attached("plan.pdf", "Plan of the sites", 81_234, "a" * 64),),
    )


def _screens() -> tuple[Screened, ...]:
    return tuple(Screened(screen, passes=True, because="It does.") for screen in Screen)
