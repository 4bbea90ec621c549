"""The one vocabulary of facts and conclusions that every rule pack speaks."""

from rules.vocabulary.bids import BID_CONCLUSIONS, BID_FACTS, stages_of
from rules.vocabulary.conclusions import CONCLUSIONS
from rules.vocabulary.facts import FACTS
from rules.vocabulary.kinds import (
    OF_PROCUREMENTS,
    ORDERED_KINDS,
    Combination,
    Conclusion,
    Fact,
    Kind,
    Stage,
    Supply,
    Value,
)

FACT_BY_NAME: dict[str, Fact] = {fact.name: fact for fact in (*FACTS, *BID_FACTS)}
CONCLUSION_BY_NAME: dict[str, Conclusion] = {
    item.name: item for item in (*CONCLUSIONS, *BID_CONCLUSIONS)
}
CONCLUSIONS_BY_STAGE: dict[Stage, tuple[Conclusion, ...]] = {
    stage: tuple(item for item in CONCLUSION_BY_NAME.values() if item.stage is stage)
    for stage in Stage
}

__all__ = [
    "BID_CONCLUSIONS",
    "BID_FACTS",
    "CONCLUSIONS",
    "CONCLUSIONS_BY_STAGE",
    "CONCLUSION_BY_NAME",
    "FACTS",
    "FACT_BY_NAME",
    "OF_PROCUREMENTS",
    "ORDERED_KINDS",
    "Combination",
    "Conclusion",
    "Fact",
    "Kind",
    "Stage",
    "Supply",
    "Value",
    "stages_of",
]
