"""Red flags: what a panel should ask about before it awards, and never what it should think.

A flag that is raised says what was seen and puts a question; an innocent answer is common. Most
ideas are practitioners' own, such as indicators R018, R024, R028, R035 and R036 of the Open
Contracting Partnership's guide, which its program Cardinal computes. The thresholds are ours,
not facts: each is a named constant beside its check.
"""

from evaluation.red_flags import competition, prices, rules, scores
from evaluation.red_flags.finding import Check, FlagVerdict, RedFlag
from evaluation.result import Evaluation
from evaluation.tender import Tender

CHECKS: tuple[Check, ...] = (
    *competition.CHECKS,
    *prices.CHECKS,
    *scores.CHECKS,
    *rules.CHECKS,
)
"""Every check, in the order in which a report shows it."""


def red_flags(tender: Tender, evaluation: Evaluation) -> tuple[RedFlag, ...]:
    """Return what each check found, with the reason wherever one does not apply."""
    return tuple(check.flag(tender, evaluation) for check in CHECKS)


__all__ = ["CHECKS", "FlagVerdict", "RedFlag", "red_flags"]
