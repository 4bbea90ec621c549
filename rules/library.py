"""The packs that ship with Podium, loaded once, stacked as a decision needs them."""

from functools import lru_cache
from pathlib import Path

from rules.errors import UnknownPack
from rules.loader import load_pack, manifest_of
from rules.pack import Pack
from rules.stack import Stack

SHIPPED = Path(__file__).parent / "packs"
LAW = "uk"


class Library:
    """The packs in a folder, by id; a pack is read when it is first asked for."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        """Look for packs in a folder: each folder in it that holds a pack.yaml."""
        self._folders: dict[str, tuple[Path, tuple[str, ...]]] = {}
        for manifest in sorted(folder.glob("*/pack.yaml")):
            id_, stands_on = manifest_of(manifest.parent)
            self._folders[id_] = (manifest.parent, stands_on)
        self._packs: dict[str, Pack] = {}
        self._stacks: dict[str | None, Stack] = {}

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all packs, the law first."""
        return tuple(sorted(self._folders, key=lambda id_: (id_ != LAW, id_)))

    def pack(self, id_: str) -> Pack:
        """Return a pack by its id, and load what it stands on.

        Raises:
            UnknownPack: there is no such pack.
            PackIsBroken: its files are not in the form that packs have.
        """
        if id_ not in self._folders:
            raise UnknownPack(
                "policy", f"there is no pack «{id_}»", f"Name one of: {', '.join(self.ids())}"
            )
        if id_ not in self._packs:
            folder, stands_on = self._folders[id_]
            below = [self.pack(other) for other in stands_on]
            self._packs[id_] = load_pack(folder, below)
        return self._packs[id_]

    def stack(self, policy: str | None) -> Stack:
        """Return the law with a policy on it, or the law alone."""
        if policy not in self._stacks:
            top = self.pack(policy or LAW)
            below = tuple(self.pack(other) for other in top.stands_on)
            self._stacks[policy] = Stack((*below, top))
        return self._stacks[policy]


@lru_cache(maxsize=1)
def shipped() -> Library:
    """Return the library of the packs that ship with Podium."""
    return Library()


def stack(policy: str | None) -> Stack:
    """Return the shipped law with a shipped policy on it, or the law alone."""
    return shipped().stack(policy)


def pack_ids() -> tuple[str, ...]:
    """Return the ids of the packs that ship with Podium."""
    return shipped().ids()
