"""Facts of a development that permission is sought for, and what rules conclude of it.

A planning application is not a procurement: who decides it and in which nation are told of both,
everything else of one or of the other.
"""

from datetime import date

from rules.area import LARGEST_AREA
from rules.vocabulary.declarations import derived
from rules.vocabulary.kinds import Combination, Conclusion, Fact, Kind, Stage, Supply
from rules.vocabulary.purchase import FIRST_DAY

DATED_BY = "determined_on"
"""The fact that every development has, and by which its decision is dated."""

SHARED_FACTS = frozenset({"authority_type", "nation"})
"""The facts that procurements and developments have both."""

PLANNING_LAWS = ("dmpo_2010", "dmpo_2015", "outside")

MOST_DWELLINGS = 1_000_000

_LAW = "law"


def _area(name: str, title: str, unit: str, question: str, why: str) -> Fact:
    return Fact(
        name,
        Kind.AREA,
        question,
        why,
        "development",
        title,
        Supply.DEVELOPMENT,
        unit=unit,
        minimum=0,
        maximum=LARGEST_AREA,
    )


DEVELOPMENT_FACTS: tuple[Fact, ...] = (
    Fact(
        "dwellings",
        Kind.INTEGER,
        "How many dwellings, flats included, does the development provide?",
        "From a number of dwellings on it is a major development.",
        "development",
        "Dwellings",
        Supply.DEVELOPMENT,
        unit="dwellings",
        minimum=0,
        maximum=MOST_DWELLINGS,
    ),
    _area(
        "floor_area_m2",
        "Floor space",
        "m²",
        "How many square metres of floor space does it create?",
        "From a floor space on it is a major development.",
    ),
    _area(
        "site_area_ha",
        "Site",
        "ha",
        "How many hectares has the site?",
        "From a size of the site on it is a major development.",
    ),
    Fact(
        "minerals_or_waste",
        Kind.BOOLEAN,
        "Is it for the working of minerals, or for waste?",
        "Such development is major whatever its size.",
        "development",
        "Minerals or waste",
        Supply.DEVELOPMENT,
        default=False,
    ),
    Fact(
        DATED_BY,
        Kind.DATE,
        "On which day was, or will, the application be determined?",
        "The law and the policy of that day decide.",
        "development",
        "Application determined",
        Supply.DEVELOPMENT,
        minimum=FIRST_DAY,
        maximum=date(2027, 12, 31),
    ),
    derived("dwellings_known", Kind.BOOLEAN, "dwellings", title="The number of dwellings is known"),
)


def _ids(name: str, title: str, refers_to: str, path: str) -> Conclusion:
    return Conclusion(
        name,
        title,
        Kind.IDS,
        Stage.PLANNING,
        Combination.ALL,
        path,
        refers_to=refers_to,
    )


def _finding(name: str, title: str) -> Conclusion:
    return Conclusion(name, title, Kind.BOOLEAN, Stage.PLANNING, Combination.ANY, name)


DEVELOPMENT_CONCLUSIONS: tuple[Conclusion, ...] = (
    Conclusion(
        "planning_law",
        "Which law defines a major development",
        Kind.ENUMERATION,
        Stage.PLANNING_LAW,
        Combination.ONLY,
        "planning_law",
        _LAW,
        values=PLANNING_LAWS,
    ),
    Conclusion(
        "major_development",
        "Major development",
        Kind.BOOLEAN,
        Stage.DEVELOPMENT,
        Combination.ONLY,
        "major_development",
        _LAW,
    ),
    _finding("planning_condition", "Social value condition or obligation"),
    _finding("planning_action_plan", "Social value action plan"),
    _ids("planning_indicators", "Targets, by measure", "indicator", "planning_indicators"),
    _ids("planning_duties", "Duties", "duty", "duties"),
)

OF_DEVELOPMENTS_ALONE = frozenset(
    {fact.name for fact in DEVELOPMENT_FACTS} | {item.name for item in DEVELOPMENT_CONCLUSIONS}
)
"""The names of facts and conclusions that only a development has."""
