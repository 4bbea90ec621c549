"""The stages of a decision as headings, each with a sentence that says what it settles."""

from types import MappingProxyType
from typing import NamedTuple

from rules.vocabulary import Stage


class StageTitle(NamedTuple):
    """How a stage is headed, and what it settles."""

    title: str
    intro: str


STAGE_TITLES = MappingProxyType(
    {
        Stage.REGIME: StageTitle(
            "Which law governs",
            "The day on which a procurement commences, who buys and what decides which law it "
            "falls under.",
        ),
        Stage.THRESHOLD: StageTitle(
            "The threshold", "The value from which the full rules of the law apply."
        ),
        Stage.COVERAGE: StageTitle(
            "Above or below the threshold",
            "On which side of the threshold a procurement stands, and which special rules apply.",
        ),
        Stage.REQUIREMENTS: StageTitle(
            "What the law requires", "What has to be done, and what may be, in this procurement."
        ),
        Stage.PROPORTIONALITY: StageTitle(
            "How much social value is proportionate",
            "The tier in which a procurement stands. Everything that is asked of bidders follows "
            "from it.",
        ),
        Stage.PILLARS: StageTitle(
            "Pillars, and how much is asked of bidders",
            "Which pillars a contract can carry, and how many measures it may have.",
        ),
        Stage.OUTCOMES: StageTitle(
            "Relevant outcomes", "Which outcomes of the policy this contract can bring about."
        ),
        Stage.WEIGHTING: StageTitle(
            "The weight of social value", "The share of the total score that social value carries."
        ),
        Stage.CLAUSES: StageTitle(
            "Criteria, obligations and model clauses",
            "Which indicators bidders compete on, which become obligations, and in which words.",
        ),
        Stage.DUTIES: StageTitle("Which duties fall due", "What has to be done, and by when."),
        Stage.GOVERNANCE: StageTitle(
            "Who approves", "Whose approval is needed before the procurement goes on."
        ),
        Stage.COMMITMENTS: StageTitle(
            "What counts in a bid",
            "Which of the promises that a bid makes in numbers earn points. Read once for each "
            "promise.",
        ),
        Stage.PLANNING_LAW: StageTitle(
            "Planning applications: which law governs",
            "Which law says what a major development is, for a planning application.",
        ),
        Stage.DEVELOPMENT: StageTitle(
            "Planning applications: major developments", "Which developments are major ones."
        ),
        Stage.PLANNING: StageTitle(
            "Planning applications: social value",
            "What a planning permission carries: conditions, plans, targets and duties.",
        ),
    }
)
"""Every stage of the vocabulary; a test fails where one is missing."""


def stage_title(stage: Stage) -> StageTitle:
    """Return a stage's heading, and what it settles."""
    return STAGE_TITLES[stage]
