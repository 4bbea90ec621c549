"""The one vocabulary of facts and conclusions that every rule pack speaks."""

from rules.vocabulary.bids import BID_CONCLUSIONS, BID_FACTS
from rules.vocabulary.conclusions import CONCLUSIONS
from rules.vocabulary.developments import (
    DEVELOPMENT_CONCLUSIONS,
    DEVELOPMENT_FACTS,
    OF_DEVELOPMENTS_ALONE,
    SHARED_FACTS,
)
from rules.vocabulary.facts import FACTS
from rules.vocabulary.kinds import (
    OF_DEVELOPMENTS,
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
from rules.vocabulary.subjects import (
    DATING_FACTS,
    LAWS,
    dated_by,
    duties_of,
    is_of_development,
    law_of,
    law_over,
    stages_of,
)

FACT_BY_NAME: dict[str, Fact] = {
    fact.name: fact for fact in (*FACTS, *BID_FACTS, *DEVELOPMENT_FACTS)
}
CONCLUSION_BY_NAME: dict[str, Conclusion] = {
    item.name: item for item in (*CONCLUSIONS, *BID_CONCLUSIONS, *DEVELOPMENT_CONCLUSIONS)
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
    "DATING_FACTS",
    "DEVELOPMENT_CONCLUSIONS",
    "DEVELOPMENT_FACTS",
    "FACTS",
    "FACT_BY_NAME",
    "LAWS",
    "OF_DEVELOPMENTS",
    "OF_DEVELOPMENTS_ALONE",
    "OF_PROCUREMENTS",
    "ORDERED_KINDS",
    "SHARED_FACTS",
    "Combination",
    "Conclusion",
    "Fact",
    "Kind",
    "Stage",
    "Supply",
    "Value",
    "dated_by",
    "duties_of",
    "is_of_development",
    "law_of",
    "law_over",
    "stages_of",
]
