"""The words and tags of lots that are awarded together."""

from collections.abc import Sequence

from evaluation.lots import LotOutcome, Rule
from forms.lot_awards import RULES
from rules.wording import lower_first

OUTCOMES = {
    LotOutcome.AWARDED: ("Decided", "decided"),
    LotOutcome.TIED: ("Not decided by the rule", "undecided"),
    LotOutcome.NOT_AWARDED: ("Not awarded", "questions"),
}
"""What came of a lot, and the tag that it has."""

VERDICTS = {
    "awarded": "Has the lot",
    "tied": "Equal with others",
    "passed_over": "Passed over",
    "outranked": "Ranked below",
    "disqualified": "Disqualified",
}
"""What came of a bid for a lot."""


def rule_words(rule: Rule) -> str:
    """Return what a rule is called."""
    return RULES[rule]


def ties_words(tie_break: Sequence[Rule]) -> str:
    """Return what decides where a rule leaves awards equal."""
    named = (lower_first(RULES[one]) for one in tie_break)
    return ", then ".join(named) if tie_break else "Nothing was published: they stay equal"
