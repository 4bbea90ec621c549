"""What stands of somebody's declaration of interests, and for which bidders it was made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from evaluation.panel.visibility import Declared
from rules.canonical import canonical_text, sha256_of


class Handling(StrEnum):
    """How a conflict of interest is dealt with, or that there is none."""

    NONE = "none"
    MANAGED = "managed"
    WAIVED = "waived"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What was declared, or decided about it: then `is_decided`, by somebody else."""

    bidders_sha256: str
    handling: Handling
    is_decided: bool


def bidders_sha256(bidders: Iterable[tuple[UUID, str]]) -> str:
    """Return the digest of those a declaration is about, by id and name in any order."""
    listed = sorted([str(bidder_id), name] for bidder_id, name in bidders)
    return sha256_of(canonical_text(listed))


def declared_of(rows: Sequence[Declaration], bidders: str) -> Declared:
    """Return what stands of somebody's declarations, the last row last.

    Somebody who is recused stays so, also when bidders change, until somebody else decides
    otherwise. Any other declaration is asked for again when they do.

    Args:
        rows: The declarations and the decisions on them.
        bidders: The digest of the bidders as they are now.
    """
    if not rows:
        return Declared.MISSING
    last = rows[-1]
    if last.handling is Handling.RECUSED:
        return Declared.RECUSED
    if last.bidders_sha256 != bidders:
        return Declared.MISSING
    if last.handling is Handling.NONE:
        return Declared.NO_CONFLICT
    return Declared.ACCEPTED if last.is_decided else Declared.UNDECIDED
