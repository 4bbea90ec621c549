"""The packs in a folder, loaded once, stacked as a decision needs them."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from rules.errors import PackIsBroken, UnknownPack
from rules.evaluators import evaluators_of
from rules.loader import load_pack, manifest_of
from rules.pack import Pack
from rules.stack import Stack
from rules.trial import try_packs

SHIPPED = Path(__file__).parent / "packs"
LAW = "uk"


class Library:
    """The packs in a folder, by id; a pack is read when it is first asked for.

    A pack that cannot be read stands in no other's way: it is refused when it is asked for.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        """Look for packs in a folder: each folder in it that holds a pack.yaml."""
        self._folder = folder
        self._stands_on: dict[str, tuple[Path, tuple[str, ...]]] = {}
        self._broken: dict[str, PackIsBroken] = {}
        self._packs: dict[str, Pack] = {}
        self._stacks: dict[str | None, Stack] = {}
        self._look()

    def _look(self) -> None:
        for manifest in sorted(self._folder.glob("*/pack.yaml")):
            try:
                id_, stands_on = manifest_of(manifest.parent)
            except PackIsBroken as error:
                self._broken[manifest.parent.name] = error
            else:
                self._add(id_, manifest.parent, stands_on)

    def _add(self, id_: str, folder: Path, stands_on: tuple[str, ...]) -> None:
        if id_ in self._stands_on:
            other = self._stands_on[id_][0].name
            self._broken[id_] = PackIsBroken(
                f"{folder.name}/pack.yaml:1",
                f"the folders {other} and {folder.name} both hold a pack «{id_}»",
                "Rename one",
            )
        self._stands_on[id_] = (folder, stands_on)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all packs, broken ones too, the law first."""
        return tuple(sorted({*self._stands_on, *self._broken}, key=lambda id_: (id_ != LAW, id_)))

    def pack(self, id_: str, *, above: tuple[str, ...] = ()) -> Pack:
        """Return a pack by its id, and load what it stands on; `above` stands on it.

        Raises:
            UnknownPack: there is no such pack.
            PackIsBroken: its files are not in the form that packs have.
        """
        if id_ in self._broken:
            raise self._broken[id_]
        if id_ not in self._stands_on:
            raise UnknownPack(
                "pack", f"there is no pack «{id_}»", f"Name one of: {', '.join(self.ids())}"
            )
        if id_ not in self._packs:
            folder, stands_on = self._stands_on[id_]
            path = (*above, id_)
            if id_ in above:
                raise PackIsBroken(
                    f"{folder.name}/pack.yaml:1",
                    f"the packs stand on each other: {' → '.join(path)}",
                    "Mend «stands_on»",
                )
            below = [self.pack(other, above=path) for other in stands_on]
            self._packs[id_] = load_pack(folder, below)
        return self._packs[id_]

    def stack(self, policy: str | None) -> Stack:
        """Return the law with a policy on it, or the law alone.

        Raises:
            UnknownPack: there is no such pack, or it is no policy.
            PackIsBroken: its files are not in the form that packs have.
        """
        if policy not in self._stacks:
            top = self._policy(policy) if policy else self.pack(LAW)
            below = tuple(self.pack(other) for other in top.stands_on)
            self._stacks[policy] = Stack((*below, top))
        return self._stacks[policy]

    def _policy(self, id_: str) -> Pack:
        policies = [one for one, (_, stands_on) in self._stands_on.items() if stands_on]
        if id_ not in policies and id_ not in self._broken:
            raise UnknownPack(
                "policy",
                f"there is no policy «{id_}»",
                f"Name one of: {', '.join(policies)}, or none for the law alone",
            )
        return self.pack(id_)

    def reload(self) -> None:
        """Read every pack that is in use anew, and decide with them from now on.

        They are tried in a process of their own first: either all of them load, compile and
        pass their tests, or everything stays as it was.

        Raises:
            PackIsBroken: with the first fault; the library keeps the packs it had.
        """
        try_packs(self._folder, self._packs)
        fresh = Library(self._folder)
        for id_ in self._packs:
            fresh.pack(id_)
        for policy in self._stacks:
            evaluators_of(fresh.stack(policy))
        self._stands_on, self._broken = fresh._stands_on, fresh._broken
        self._packs, self._stacks = fresh._packs, fresh._stacks

    def fingerprint(self) -> tuple[tuple[str, int, int], ...]:
        """Return what tells whether a file of a pack has changed since it was read."""
        found: list[tuple[str, int, int]] = []
        for path in sorted(self._folder.glob("*/**/*.yaml")):
            with suppress(FileNotFoundError):  # an editor may be putting another in its place
                status = path.stat()
                found.append((str(path), status.st_mtime_ns, status.st_size))
        return tuple(found)


@lru_cache(maxsize=1)
def shipped() -> Library:
    """Return the library of the packs that ship with Podium."""
    return Library()


def stack(policy: str | None) -> Stack:
    """Return the shipped law with a shipped policy on it, or the law alone."""
    return shipped().stack(policy)
