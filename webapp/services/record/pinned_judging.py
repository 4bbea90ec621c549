"""What of the rows in the tables is not as the acts of the log have it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from webapp.services.record.pinned_keys import Digest, Key


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row that is not what the log says: `what` it is, and `act`, which pins it, if one does."""

    what: str
    problem: str
    act: int | None = None

    def __str__(self) -> str:
        """Return it in one line."""
        by = f" Act {self.act:,} has its digest." if self.act is not None else ""
        return f"{self.what}: {self.problem}.{by}"


@dataclass(frozen=True, slots=True)
class Compared:
    """How many rows are as the log pins them, those that are not, and how many nothing pins.

    `before` counts rows of acts that were noted before the log held digests of such rows: one row
    for each such act, of its kind and its moment. Whether they were changed nothing tells.
    """

    fit: int
    unfit: tuple[Unfit, ...]
    before: int


@dataclass(frozen=True, slots=True)
class Told:
    """The digests that acts hold, with their numbers, and how many rows acts without one tell of.

    The rows of these are counted by procurement, kind and moment.
    """

    pinned: Mapping[Key, tuple[Digest, int]]
    before: Mapping[Key, int]


def compared_with(told: Told, held: Mapping[Key, Digest]) -> Compared:
    """Return how what stands in the tables compares with what acts tell."""
    before = _from_before(told, held)
    rest = {key: digest for key, digest in held.items() if key not in before}
    found = tuple(_judged(told.pinned, rest))
    fit = len(rest) - sum(key in rest for key, _ in found)
    return Compared(fit, tuple(one for _, one in found), len(before))


def _from_before(told: Told, held: Mapping[Key, Digest]) -> set[Key]:
    """Return the rows of which acts without a digest tell: a row beyond these is of no act."""
    left, found = Counter(told.before), set()
    for key in sorted(held.keys() - told.pinned.keys()):
        procurement, kind, *_ = key
        at = held[key][-1]
        if left[procurement, kind, at] > 0:
            left[procurement, kind, at] -= 1
            found.add(key)
    return found


def _judged(
    pinned: Mapping[Key, tuple[Digest, int]], held: Mapping[Key, Digest]
) -> Iterator[tuple[Key, Unfit]]:
    for key, (digest, act) in pinned.items():
        if key not in held:
            yield key, Unfit(", ".join(key), "it is gone", act)
        elif held[key] != digest:
            yield key, Unfit(", ".join(key), "it was changed", act)
    for key in held.keys() - pinned.keys():
        yield key, Unfit(", ".join(key), "it was put in, and no act tells of it")
