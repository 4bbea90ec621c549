"""Two packs side by side."""

from dataclasses import dataclass

from rules.comparison.changes import Chapter, Described, Detail, chapter, worded
from rules.comparison.deciding import Decided, decided
from rules.comparison.described import DESCRIBED
from rules.decision import PackReference
from rules.pack import Pack
from rules.reading import Holding
from rules.reading.rulings import in_force
from rules.stack import Stack


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two packs.

    `is_one_policy` tells that they are versions of one: they share ids, so that what changed
    can be told thing by thing. Between two policies the `chapters` are empty, and `conclusions`
    tell what each decides.
    """

    first: PackReference
    second: PackReference
    titles: tuple[str, str]
    is_one_policy: bool
    manifest: tuple[Detail, ...]
    chapters: tuple[Chapter, ...]
    conclusions: tuple[Decided, ...]

    @property
    def headings(self) -> tuple[str, str]:
        """What the two are called over their columns: by title, and by version if that is one."""
        (one, other), first, second = self.titles, self.first, self.second
        if one != other:
            return self.titles
        if first.version != second.version:
            return f"{one}, version {first.version}", f"{other}, version {second.version}"
        return f"{one}, the first", f"{other}, the second"

    @property
    def is_same(self) -> bool:
        """Whether nothing differs that decides anything or is shown."""
        return self.is_one_policy and not (
            self.manifest or any(part.changes for part in self.chapters)
        )


def compare(first: tuple[Pack, Stack], second: tuple[Pack, Stack]) -> Comparison:
    """Compare two packs, each with the stack that it belongs to, by meaning.

    The order in which things are written, comments and layout make no difference.
    """
    one, other = first[0], second[0]
    is_one_policy = one.id == other.id or bool(_rule_ids(one) & _rule_ids(other))
    chapters = (
        tuple(
            chapter(holding, described(*first), described(*second))
            for holding, described in DESCRIBED.items()
        )
        if is_one_policy
        else ()
    )
    return Comparison(
        first=PackReference(one.id, one.version, one.sha256),
        second=PackReference(other.id, other.version, other.sha256),
        titles=(one.title, other.title),
        is_one_policy=is_one_policy,
        manifest=_manifest(one, other),
        chapters=chapters,
        conclusions=decided(first, second),
    )


def _manifest(first: Pack, second: Pack) -> tuple[Detail, ...]:
    """Return in what the two packs themselves differ."""
    both = chapter(Holding.SOURCE, {"": _described(first)}, {"": _described(second)})
    return tuple(detail for change in both.changes for detail in change.details)


def _described(pack: Pack) -> Described:
    facets = worded(
        title=pack.title,
        authority=pack.authority,
        version=pack.version,
        in_force=in_force(pack.from_on, pack.until_on),
        stands_on=", ".join(pack.stands_on),
    )
    return Described(pack.title, facets)


def _rule_ids(pack: Pack) -> frozenset[str]:
    return frozenset(rule.id for rule in pack.rules)
