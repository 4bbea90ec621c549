"""Who could be first once what needs review is settled, one way or the other.

While a commitment needs review it earns nothing, so that the first place as it stands is that of
one case among many: that none of them counts. Here the others are evaluated too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, combinations
from typing import TypeAlias

from evaluation.evaluate import evaluate
from evaluation.result import BidResult, CommitmentFindings, Evaluation, ReasonRule
from evaluation.tender import CommitmentVerdict, Tender

MOST_IN_FULL = 6
"""Of so many commitments every combination of verdicts is evaluated: 64 cases."""

MOST_FIGURES = 400_000
"""How many prices, scores and promises may be evaluated again, so that no tender is held up."""

_BY_POINTS = frozenset({ReasonRule.MINIMUM, ReasonRule.NO_QUALITY_POINTS})

Key: TypeAlias = tuple[str, str]
"""A commitment by its bid and its measure."""


@dataclass(frozen=True, slots=True)
class Change:
    """A first place other than the present one, and what has to count for it.

    `first` holds the bids that are first, several where they share the place; `measured` is
    what they are ranked by, `next_best` the same of the place behind, None where there is none.
    """

    counted: tuple[Key, ...]
    first: tuple[str, ...]
    measured: Fraction | None
    next_best: Fraction | None


@dataclass(frozen=True, slots=True)
class Pending:
    """What the commitments that need review could do to the first place.

    `commitments` are those of bids that stand, or would if they counted. `winners` are, in the
    order of the bids, those that are first or share the first place in a case that was tried, the
    present one included; `complete` says whether these are all cases. `changes` has one entry for
    each other first place, with the fewest commitments that have to count.
    """

    commitments: tuple[Key, ...] = ()
    winners: tuple[str, ...] = ()
    complete: bool = True
    changes: tuple[Change, ...] = ()


NOTHING_PENDING = Pending()


def pending(tender: Tender, findings: CommitmentFindings, evaluation: Evaluation) -> Pending:
    """Return what can become of the first place; `findings` are those of the evaluation.

    Each verdict is taken to be free of the others, though two may hang on one answer. Every
    combination is evaluated where there are few; otherwise each bid with all
    of its own counted and none of the others', and the other way about.
    """
    keys = _pending_of(evaluation)
    figures = sum(1 + len(bid.scores) + len(bid.commitments) for bid in tender.bids)
    most = MOST_FIGURES // max(1, figures)
    is_complete = len(keys) <= MOST_IN_FULL and 2 ** len(keys) <= most
    cases = list(_all_cases(keys) if is_complete else _extremes(keys))
    now = _first(evaluation)
    found: dict[tuple[str, ...], Change] = {}
    for counted in cases if is_complete else cases[:most]:
        other = evaluate(tender, _settled(findings, evaluation, keys, counted))
        first = _first(other)
        if first != now and first not in found:
            found[first] = _change(other, counted)
    ever = set(now).union(*found)
    return Pending(
        commitments=keys,
        winners=tuple(bid.id for bid in tender.bids if bid.id in ever),
        complete=is_complete,
        changes=tuple(found.values()),
    )


def _pending_of(evaluation: Evaluation) -> tuple[Key, ...]:
    return tuple(
        (bid.id, measure)
        for bid in evaluation.bids
        if _could_stand(bid)
        for measure, finding in bid.commitments.items()
        if finding.verdict is CommitmentVerdict.NEEDS_REVIEW
    )


def _could_stand(bid: BidResult) -> bool:
    """Return whether nothing disqualifies a bid but points, which what it promises may add to."""
    return all(reason.rule in _BY_POINTS for reason in bid.reasons if reason.disqualifies)


def _all_cases(keys: tuple[Key, ...]) -> Iterator[tuple[Key, ...]]:
    """Yield what counts in every case but the present one, the fewest first."""
    return chain.from_iterable(combinations(keys, many) for many in range(1, len(keys) + 1))


def _extremes(keys: tuple[Key, ...]) -> Iterator[tuple[Key, ...]]:
    """Yield each bid's best case, then everything, then each bid's worst case."""
    bids = tuple(dict.fromkeys(bid for bid, _ in keys))
    for bid in bids:
        yield tuple(key for key in keys if key[0] == bid)
    yield keys
    for bid in bids:
        yield tuple(key for key in keys if key[0] != bid)


def _settled(
    findings: CommitmentFindings,
    evaluation: Evaluation,
    keys: tuple[Key, ...],
    counted: tuple[Key, ...],
) -> CommitmentFindings:
    """Return findings in which these count and the other pending ones do not."""
    verdicts = dict.fromkeys(keys, CommitmentVerdict.NOT_COUNTED)
    verdicts |= dict.fromkeys(counted, CommitmentVerdict.COUNTED)
    settled = {
        (bid, measure): replace(evaluation.by_id[bid].commitments[measure], verdict=verdict)
        for (bid, measure), verdict in verdicts.items()
    }
    return {**findings, **settled}


def _first(evaluation: Evaluation) -> tuple[str, ...]:
    return evaluation.ranking[0] if evaluation.ranking else ()


def _change(other: Evaluation, counted: tuple[Key, ...]) -> Change:
    best = [other.measured(place[0]) for place in other.ranking[:2]]
    measured = best[0] if best else None
    return Change(counted, _first(other), measured, best[1] if best[1:] else None)
