"""The one vocabulary of facts and conclusions that every rule pack speaks."""

from rules.vocabulary.conclusions import CONCLUSIONS
from rules.vocabulary.facts import FACTS
from rules.vocabulary.kinds import Combination, Conclusion, Fact, Kind, Stage, Supply, Value

FACT_BY_NAME: dict[str, Fact] = {fact.name: fact for fact in FACTS}
CONCLUSION_BY_NAME: dict[str, Conclusion] = {item.name: item for item in CONCLUSIONS}

__all__ = [
    "CONCLUSIONS",
    "CONCLUSION_BY_NAME",
    "FACTS",
    "FACT_BY_NAME",
    "Combination",
    "Conclusion",
    "Fact",
    "Kind",
    "Stage",
    "Supply",
    "Value",
]
