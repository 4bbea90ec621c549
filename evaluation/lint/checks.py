"""The registry: every check, in the order in which its findings are told."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from evaluation.lint.completeness import (
    missing_particulars,
    no_quotation,
    provisional,
    unexplained,
    unshown_promise,
)
from evaluation.lint.contradiction import another_level, faults_at_the_top, praise_at_the_bottom
from evaluation.lint.disclosure import internal_comment, other_bidder
from evaluation.lint.reading import LintFinding, Reading
from evaluation.lint.substance import copied, generic
from evaluation.result import Evaluation
from evaluation.tender import Tender

Check: TypeAlias = Callable[[Reading], Iterator[LintFinding]]

CHECKS: tuple[Check, ...] = (
    missing_particulars,
    provisional,
    unexplained,
    no_quotation,
    unshown_promise,
    generic,
    copied,
    faults_at_the_top,
    praise_at_the_bottom,
    another_level,
    internal_comment,
    other_bidder,
)
"""One more check is one more function here; its findings carry the id of what they are about."""


def lint(tender: Tender, evaluation: Evaluation) -> tuple[LintFinding, ...]:
    """Return everything that stands in the way of the tender's assessment summaries.

    No findings does not mean that the explanations are right, only that none of the faults
    was found which a machine can find.

    Returns:
        findings by bid as given, then by the tree of criteria (the bid as a whole first), then
        by check.
    """
    reading = Reading(tender, evaluation)
    bids = {bid.id: place for place, bid in enumerate(tender.bids)}
    leaves = {leaf.id: place for place, leaf in enumerate(tender.model.leaves)}
    found = [finding for check in CHECKS for finding in check(reading)]
    return tuple(sorted(found, key=lambda each: (bids[each.bid], leaves.get(each.criterion, -1))))
