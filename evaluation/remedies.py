"""Which answers would settle what needs review, and under which keys they are given."""

from collections.abc import Iterable
from dataclasses import fields

from evaluation.result import CommitmentFinding, Evaluation
from evaluation.tender import CommitmentVerdict, Tender
from evaluation.wording import listed
from rules.procurement import Procurement
from rules.vocabulary import BID_FACTS

OF_A_PROMISE = frozenset(fact.name for fact in BID_FACTS)
_OWN_KEYS = frozenset(each.name for each in fields(Procurement))


def keys_of_procurement(names: Iterable[str]) -> str:
    """Return under which keys of a procurement facts are given, as a sentence begins.

    >>> keys_of_procurement(("work_in_area", "duration_months"))
    'Give this under `procurement.answers`: work_in_area; and `procurement.duration_months`'
    """
    chosen = tuple(dict.fromkeys(names))
    inside = tuple(name for name in chosen if name not in _OWN_KEYS)
    own = tuple(f"`procurement.{name}`" for name in chosen if name in _OWN_KEYS)
    if not inside:
        return f"Give {listed(own)}"
    these = "this" if len(inside) == 1 else "these"
    told = f"Give {these} under `procurement.answers`: {', '.join(inside)}"
    return f"{told}; and {listed(own)}" if own else told


def remedy_of_procurement(tender: Tender, evaluation: Evaluation) -> str:
    """Return what to answer of the procurement, told once for all promises; empty for nothing."""
    names: dict[str, None] = {}
    outcomes: dict[str, None] = {}
    for bid in evaluation.bids:
        for measure, finding in bid.commitments.items():
            missing = missing_of_procurement(finding)
            if missing:
                criterion, promised = tender.model.measures[measure]
                names |= dict.fromkeys(missing)
                outcomes[promised.outcome or tender.model.outcomes[criterion.id]] = None
    if not names:
        return ""
    hangs = "hangs on it" if len(names) == 1 else "hangs on them"
    are = "outcome" if len(outcomes) == 1 else "outcomes"
    apply = "applies" if len(outcomes) == 1 else "apply"
    return (
        f"{keys_of_procurement(names)} (whether the {are} {listed(tuple(outcomes))} {apply} "
        f"{hangs})."
    )


def remedy_of_promise(bid: str, measure: str, finding: CommitmentFinding) -> str:
    """Return what to answer of one promise; empty where nothing of it is missing."""
    missing = tuple(name for name in _missing(finding) if name in OF_A_PROMISE)
    if not missing:
        return ""
    keys = listed(tuple(f"`{name}`" for name in missing))
    return f"Give {keys} under bids[{bid}].commitments.{measure}.answers."


def missing_of_procurement(finding: CommitmentFinding) -> tuple[str, ...]:
    """Return which facts of the procurement a finding still hangs on."""
    return tuple(name for name in _missing(finding) if name not in OF_A_PROMISE)


def _missing(finding: CommitmentFinding) -> tuple[str, ...]:
    return finding.hangs_on if finding.verdict is CommitmentVerdict.NEEDS_REVIEW else ()
