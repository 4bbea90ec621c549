"""Facts of one commitment in a bid, and what rules conclude of it.

They are told of each commitment when bids are evaluated, and are unknown of a procurement.
"""

from rules.vocabulary.kinds import (
    Combination,
    Conclusion,
    Fact,
    Kind,
    Stage,
    Supply,
)

OUTCOME_STANDINGS = (
    "applies",
    "pillar_not_applicable",
    "outcome_not_applicable",
    "not_in_policy",
    "not_named",
)

COMMITMENT_VERDICTS = ("counted", "not_counted")


def _answer(name: str, title: str, question: str, why: str) -> Fact:
    return Fact(name, Kind.BOOLEAN, question, why, "commitment", title, Supply.BID)


BID_FACTS: tuple[Fact, ...] = (
    _answer(
        "in_area",
        "Delivered in the area",
        "Is what is promised delivered in the area that the tender documents name?",
        "Social value is sought for the authority's own area.",
    ),
    _answer(
        "counted_elsewhere",
        "Counted elsewhere",
        "Is the same activity counted in another commitment, contract or grant?",
        "An activity counts once.",
    ),
    _answer(
        "method_statement",
        "Method statement",
        "Does the bid say how the promise will be kept?",
        "A number without a method cannot be relied on or monitored.",
    ),
    _answer(
        "beyond_requirement",
        "Beyond the requirement",
        "Does it go beyond what the contract or the law requires anyway?",
        "What has to be done anyway adds nothing.",
    ),
    Fact(
        "outcome_standing",
        Kind.ENUMERATION,
        "",
        "",
        "commitment",
        "Standing of the measure's outcome",
        Supply.BID,
        values=OUTCOME_STANDINGS,
    ),
    Fact(
        "measure_place",
        Kind.INTEGER,
        "",
        "",
        "commitment",
        "Place among the measures that the bid offers",
        Supply.BID,
        minimum=1,
        maximum=10_000,
    ),
)

BID_CONCLUSIONS: tuple[Conclusion, ...] = (
    Conclusion(
        "commitment_verdict",
        "Whether the commitment counts",
        Kind.ENUMERATION,
        Stage.COMMITMENTS,
        Combination.HIGHEST,
        "commitment_verdict",
        values=COMMITMENT_VERDICTS,
    ),
)
