"""A tender of five bids with one of every trouble, and words as a careful panel writes them.

A and B have exactly equal totals, which the published order sets apart by the method; C's price
is asked about; D misses a minimum that disqualifies; of E's commitments none counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from evaluation.evaluate import evaluate
from evaluation.model import Criterion, GroupCriterion, Model, ScoredCriterion
from evaluation.numbers import Amount, Mark, exact
from evaluation.result import CommitmentFinding, CommitmentFindings, Evaluation
from evaluation.tender import (
    Bid,
    Commitment,
    CommitmentVerdict,
    GateScore,
    IndividualScore,
    Score,
    Tender,
)
from tests.evaluation import builders
from tests.rules.procurements import procurement

DESCRIPTORS = MappingProxyType(
    {
        "0": "Unacceptable: no answer, or one that has nothing to do with the question.",
        "1": "Poor: serious gaps; the requirement would not be met.",
        "2": "Limited: parts of the requirement are addressed, others are not.",
        "3": "Satisfactory: the requirement is addressed, with gaps of lesser weight.",
        "4": "Good: the requirement is addressed in full, with evidence for most of it.",
        "5": "Excellent: the requirement is addressed in full, with evidence for all of it.",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """Why a mark was given, and the words of the tender that it rests on."""

    rationale: str
    quotation: str


METHOD = {
    "A": Words(
        "The rota names the crew, the day and the machine for each of the 41 sites, and the wet "
        "weather plan moves mowing by no more than three days. Hand-over of bank holidays is set "
        "out site by site.",
        "Each of the 41 sites has a named crew and a fixed day; where rain stops mowing, the cut "
        "follows within three days.",
    ),
    "B": Words(
        "Mowing, hedges and litter are planned week by week with the hours for each. Leaf "
        "clearance in autumn is described, but the number of sweepers is left open.",
        "Appendix 2 gives planned hours for every task and week of the year.",
    ),
    "C": Words(
        "The tender promises fortnightly cuts and lists its mowers. It does not say how many "
        "people work on which sites, nor what happens when a machine breaks down.",
        "We will cut all grass every two weeks with modern equipment.",
    ),
    "D": Words(
        "A sample timetable for one park is given. For the other forty sites there is none, and "
        "hedges, beds and burial grounds are not mentioned.",
        "A typical week at Memorial Park is shown on page 9.",
    ),
    "E": Words(
        "Every park has a month by month calendar of tasks. Cover for absent gardeners is to come "
        "from an agency, whose response time is not given.",
        "Our calendar sets out the tasks for each park in each month; agency gardeners cover "
        "absence.",
    ),
}
STAFF = {
    "A": Words(
        "Two supervisors hold the level 3 diploma; the training of the twelve seasonal gardeners "
        "is promised in the first year, without dates or a budget.",
        "Seasonal gardeners will be trained during the first year of the contract.",
    ),
    "B": Words(
        "All nineteen gardeners are named with their certificates for sprayers, chainsaws and "
        "first aid, and the expiry date of each.",
        "Table 6 lists certificates and expiry dates of our nineteen gardeners.",
    ),
    "C": Words(
        "The tender names a contract manager with eleven years in parks. Numbers and "
        "qualifications of the gardeners are missing.",
        "Our contract manager has worked in parks since 2015.",
    ),
    "D": Words(
        "A full matrix of skills for sixteen gardeners is given, renewed each quarter, with a "
        "named trainer and a reserve list of four.",
        "The skills matrix on page 14 is renewed every quarter by our trainer.",
    ),
    "E": Words(
        "Certificates of ten of the fourteen gardeners are attached; those of the other four are "
        "to follow within a month of the start.",
        "Ten certificates are attached; four will follow within one month.",
    ),
}
LOCAL = {
    "A": Words(
        "The apprentices are to be recruited through two colleges, but only one of them has "
        "agreed, and mentoring is not described.",
        "City College has agreed to propose candidates each July.",
    ),
    "B": Words(
        "Recruitment, mentoring and the step into a permanent post are set out with names and "
        "months for each apprentice.",
        "Every apprentice has a named mentor and, from month 24, a permanent post.",
    ),
    "C": Words(
        "One paragraph states an intention to hire local people. Who is to be reached, and how, "
        "is left open.",
        "We intend to hire local people wherever we can.",
    ),
    "D": Words(
        "Work with a day centre is planned in outline for two parks; dates and numbers are to be "
        "agreed later.",
        "We plan planting days with the day centre at two parks.",
    ),
    "E": Words(
        "Planting days with three named schools are dated and staffed. Their maintenance after "
        "the first summer is not covered.",
        "Planting days take place in October with the three schools named in section 8.",
    ),
}
MARKS = {
    "A": ("96000", "5", "3", "3"),
    "B": ("120000", "4", "5", "5"),
    "C": ("60000", "2", "2", "2"),
    "D": ("88000", "1", "5", "3"),
    "E": ("110000", "3", "4", "4"),
}
NAMES = {
    "A": "Arden Grounds Ltd",
    "B": "Broadgate Landscapes LLP",
    "C": "Cheylesmore Green Care CIC",
    "D": "Daventry Parkkeepers Ltd",
    "E": "Earlsdon Horticulture Ltd",
}
PROMISES: Mapping[str, Mapping[str, str]] = {
    "A": {"weeks": "40"},
    "B": {"weeks": "50"},
    "C": {"weeks": "10"},
    "D": {"weeks": "20"},
    "E": {"weeks": "30", "carbon": "20"},
}
SECRETS = ("whispers in the corridor", "e1", "e2", "e3", "would have given a four")
"""What stands in individual scores and dissent, and in no letter."""


def model() -> Model:
    """Return the published model."""
    made = builders.model(
        builders.gate("insurance"),
        builders.price("40"),
        builders.group(
            "quality",
            "50",
            builders.scored("method", "60", minimum=builders.at_least(score="2")),
            builders.scored("staff", "40"),
        ),
        builders.group(
            "social",
            "10",
            builders.commitments(
                "offer",
                "50",
                builders.measure("weeks", "480", "100"),
                builders.measure("carbon", "277.22", "50"),
            ),
            builders.scored("local", "50"),
        ),
        tie_break=("method", "staff"),
        below_mean="40",
        below_next="30",
    )
    criteria = tuple(_described(item) for item in made.criteria)
    return builders.pinned(replace(made, criteria=criteria))


def _described(item: Criterion) -> Criterion:
    match item:
        case ScoredCriterion():
            return replace(item, descriptors=DESCRIPTORS)
        case GroupCriterion():
            return replace(item, criteria=tuple(_described(child) for child in item.criteria))
        case _:
            return item


def score(mark: str, words: Words) -> Score:
    """Return an agreed score with three individual ones behind it, and a dissent."""
    given = tuple(
        IndividualScore(f"e{number}", Mark(exact(mark)), "whispers in the corridor", "")
        for number in (1, 2, 3)
    )
    return Score(
        Mark(exact(mark)), given, words.rationale, words.quotation, "e2 would have given a four"
    )


def bid(identifier: str) -> Bid:
    """Return one of the five bids."""
    price, method, staff, local = MARKS[identifier]
    return Bid(
        id=identifier,
        bidder=NAMES[identifier],
        price=Amount(exact(price)),
        scores={
            "insurance": Score(GateScore.PASSED),
            "method": score(method, METHOD[identifier]),
            "staff": score(staff, STAFF[identifier]),
            "local": score(local, LOCAL[identifier]),
        },
        commitments={
            measure: Commitment(exact(quantity))
            for measure, quantity in PROMISES[identifier].items()
        },
        address=f"{ord(identifier)} Warwick Road, Coventry CV1 2EX",
        email=f"tenders@{NAMES[identifier].split()[0].lower()}.example",
        identifier=f"GB-COH-0{ord(identifier)}14733",
    )


def tender() -> Tender:
    """Return the tender."""
    return Tender(
        "COV-2026-014", model(), tuple(bid(each) for each in NAMES), procurement(), "coventry"
    )


def findings() -> CommitmentFindings:
    """Return what the packs found: E's commitments do not count."""
    found = {
        (identifier, measure): CommitmentFinding(
            CommitmentVerdict.COUNTED, "", rule="cov-bid-counted"
        )
        for identifier, promised in PROMISES.items()
        for measure in promised
    }
    cites = ("Coventry social value policy 2022, app. 1",)
    found["E", "weeks"] = CommitmentFinding(
        CommitmentVerdict.NOT_COUNTED,
        "The apprentices are to work outside the area of the authority.",
        cites,
        "cov-bid-outside-area",
    )
    found["E", "carbon"] = CommitmentFinding(
        CommitmentVerdict.NOT_COUNTED,
        "No method statement was given for this measure.",
        cites,
        "cov-bid-no-method",
    )
    return found


def evaluation() -> Evaluation:
    """Return the evaluation of the tender."""
    return evaluate(tender(), findings())
