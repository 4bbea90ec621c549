"""The packs in a folder, loaded once, stacked as a decision needs them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The packs of a folder as they were found together; each is read once, when first asked for.

    `stands_on` holds each pack's folder and the ids that it stands on, `beneath` the same of
    packs in another folder, on which those of this one may stand. A reload makes another
    snapshot, so that what is read for this one never reaches that.
    """

    stands_on: Mapping[str, tuple[Path, tuple[str, ...]]]
    broken: Mapping[str, PackIsBroken]
    beneath: Mapping[str, tuple[Path, tuple[str, ...]]]
    packs: dict[str, Pack] = field(default_factory=dict)
    stacks: dict[str | None, Stack] = field(default_factory=dict)

    def ids(self) -> tuple[str, ...]:
        return tuple(sorted({*self.stands_on, *self.broken}, key=lambda id_: (id_ != LAW, id_)))

    def pack(self, id_: str, above: tuple[str, ...] = ()) -> Pack:
        if id_ in self.broken:
            raise self.broken[id_]
        if id_ not in self.stands_on and id_ not in self.beneath:
            if above:
                raise self._nothing_below(above[-1], id_)
            raise UnknownPack(
                "pack", f"there is no pack «{id_}»", f"Name one of: {', '.join(self.ids())}"
            )
        if id_ not in self.packs:
            folder, stands_on = self.stands_on.get(id_) or self.beneath[id_]
            path = (*above, id_)
            if id_ in above:
                raise PackIsBroken(
                    f"{folder.name}/pack.yaml:1",
                    f"the packs stand on each other: {' → '.join(path)}",
                    "Mend «stands_on»",
                )
            below = [self.pack(other, path) for other in stands_on]
            self.packs[id_] = load_pack(folder, below)
        return self.packs[id_]

    def _nothing_below(self, id_: str, other: str) -> PackIsBroken:
        folder, _ = self.stands_on.get(id_) or self.beneath[id_]
        known = ", ".join(sorted({*self.stands_on, *self.beneath} - {id_}))
        return PackIsBroken(
            f"{folder.name}/pack.yaml:1",
            f"the pack stands on «{other}», and there is no pack of that id",
            f"Mend «stands_on»; the packs are: {known}",
        )

    def stack(self, policy: str | None) -> Stack:
        if policy not in self.stacks:
            top = self._policy(policy) if policy else self.pack(LAW)
            below = tuple(self.pack(other) for other in top.stands_on)
            self.stacks[policy] = Stack((*below, top))
        return self.stacks[policy]

    def _policy(self, id_: str) -> Pack:
        policies = [one for one, (_, stands_on) in self.stands_on.items() if stands_on]
        if id_ not in policies and id_ not in self.broken:
            raise UnknownPack(
                "policy",
                f"there is no policy «{id_}»",
                f"Name one of: {', '.join(policies)}, or none for the law alone"
                if policies
                else "Name another folder: no pack in this one is a policy",
            )
        return self.pack(id_)


def _found_in(folder: Path, beneath: Path | None) -> _Snapshot:
    """Return the packs in a folder, none of them read yet but for its manifest."""
    found: dict[str, tuple[Path, tuple[str, ...]]] = {}
    broken: dict[str, PackIsBroken] = {}
    for manifest in sorted(folder.glob("*/pack.yaml")):
        try:
            id_, stands_on = manifest_of(manifest.parent)
        except PackIsBroken as error:
            broken[manifest.parent.name] = error
            continue
        if id_ in found:
            other, name = found[id_][0].name, manifest.parent.name
            broken[id_] = PackIsBroken(
                f"{name}/pack.yaml:1",
                f"the folders {other} and {name} both hold a pack «{id_}»",
                "Rename one",
            )
        found[id_] = (manifest.parent, stands_on)
    under = _found_in(beneath, None).stands_on if beneath and beneath != folder else {}
    return _Snapshot(found, broken, under)


class Library:
    """The packs in a folder, by id; a pack is read when it is first asked for.

    A pack that cannot be read stands in no other's way: it is refused when it is asked for.
    Safe to share between threads: each question is answered from one snapshot.
    """

    def __init__(self, folder: Path = SHIPPED, *, beneath: Path | None = None) -> None:
        """Look for packs in a folder: each folder in it that holds a pack.yaml.

        What they stand on and the folder lacks is looked for in the one beneath.
        """
        self._folder = folder
        self._beneath = beneath
        self._snapshot = _found_in(folder, beneath)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all packs, broken ones too, the law first."""
        return self._snapshot.ids()

    def pack(self, id_: str) -> Pack:
        """Return a pack by its id, and load what it stands on.

        Raises:
            UnknownPack: there is no such pack.
            PackIsBroken: its files are not in the form that packs have.
        """
        return self._snapshot.pack(id_)

    def stack(self, policy: str | None) -> Stack:
        """Return the law with a policy on it, or the law alone.

        Raises:
            UnknownPack: there is no such pack, or it is no policy.
            PackIsBroken: its files are not in the form that packs have.
        """
        return self._snapshot.stack(policy)

    def stack_of(self, pack: Pack) -> Stack:
        """Return a pack of this library on top of what it stands on; the law stands alone."""
        return self.stack(pack.id if pack.stands_on else None)

    def reload(self) -> None:
        """Read every pack that is in use anew, and decide with them from now on.

        They are tried in a process of their own first: either all of them load, compile and
        pass their tests, or everything stays as it was.

        Raises:
            PackIsBroken: with the first fault; the library keeps the packs it had.
        """
        held = self._snapshot
        packs, policies = tuple(held.packs), tuple(held.stacks)
        try_packs(self._folder, packs)
        fresh = _found_in(self._folder, self._beneath)
        for id_ in packs:
            fresh.pack(id_)
        for policy in policies:
            evaluators_of(fresh.stack(policy))
        self._snapshot = fresh

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
