"""What changed between two documents, section by section and passage by passage, for people."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from webapp.documents.alignment import Pair, aligned
from webapp.documents.content import Document, Section
from webapp.documents.passages import Passage, Words, about, passages_of
from webapp.documents.redline import Run, RunKind, redline

_LEAST_ALIKE = 40
"""Of a hundred words of two passages, how many they share if one became the other."""


class ChangeKind(StrEnum):
    """What became of a passage or a section.

    `SET_OTHERWISE` says the same in the same words: under another number, as a heading of
    another level, with a link that leads elsewhere.
    """

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    SET_OTHERWISE = "set otherwise"


@dataclass(frozen=True, slots=True)
class Redlined:
    """Words of a passage that changed, and what they are of it; empty if they are all of it."""

    of: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that was added, removed or changed.

    `what` says what it is, `title` what it is called, if anything, and `under` the heading
    that it stands under. Of a changed passage `words` holds only what changed; of one that
    moved or is set otherwise it holds what it says only where it has no title.
    """

    kind: ChangeKind
    what: str
    title: str
    under: str
    words: tuple[Redlined, ...]


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """What changed in a section; its kind is that of the whole.

    `heading` is the later one, and `was` the earlier if the section was numbered or called
    otherwise. `is_moved` where it stands elsewhere among the others.
    """

    anchor: str
    heading: str
    kind: ChangeKind
    changes: tuple[Change, ...]
    was: str = ""
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two documents: none only where their digests are equal too.

    `about` is what changed beside the sections: title, front, day of issue, packs.
    """

    about: tuple[Change, ...]
    sections: tuple[SectionChanges, ...]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.about or self.sections)

    def count(self) -> int:
        """Return how many passages were added, removed or changed."""
        return len(self.about) + sum(len(section.changes) for section in self.sections)


def differences(before: Document, after: Document) -> Changes:
    """Return what changed between two documents.

    A section is known by its anchor, a clause or a rule by its own, a row by its table and its
    first cell; a paragraph that says something else is told as changed where it shares at
    least two words of five with the earlier one, else as removed and added. The same two
    documents always give the same changes.
    """
    if before == after:
        return Changes((), ())
    return Changes(_changes(about(before), about(after)), tuple(_sections(before, after)))


def _sections(before: Document, after: Document) -> Iterator[SectionChanges]:
    for pair in aligned(before.sections, after.sections, _anchor, lambda _, __: 0):
        match pair:
            case Pair(Section() as was, Section() as now):
                if was != now or pair.is_moved:
                    yield _section(was, now, is_moved=pair.is_moved)
            case Pair(Section() as was, None):
                yield _whole(was, ChangeKind.REMOVED)
            case Pair(None, Section() as now):
                yield _whole(now, ChangeKind.ADDED)
            case _:
                pass


def _anchor(section: Section) -> str:
    return section.anchor


def _section(was: Section, now: Section, *, is_moved: bool) -> SectionChanges:
    changes = _changes(passages_of(was), passages_of(now))
    old = was.heading() if was.heading() != now.heading() else ""
    kind = ChangeKind.CHANGED
    if not changes and not old and not is_moved:
        kind = ChangeKind.SET_OTHERWISE
    return SectionChanges(now.anchor, now.heading(), kind, changes, old, is_moved)


def _whole(section: Section, kind: ChangeKind) -> SectionChanges:
    changes = tuple(_alone(passage, kind) for passage in passages_of(section))
    return SectionChanges(section.anchor, section.heading(), kind, changes)


def _changes(before: Sequence[Passage], after: Sequence[Passage]) -> tuple[Change, ...]:
    pairs = aligned(before, after, _known_by, _likeness())
    return tuple(change for pair in pairs if (change := _change(pair)) is not None)


def _change(pair: Pair[Passage]) -> Change | None:
    match pair:
        case Pair(Passage() as was, Passage() as now):
            if was.content != now.content:
                return _changed(was, now)
            return _set(now, ChangeKind.MOVED) if pair.is_moved else None
        case Pair(Passage() as was, None):
            return _alone(was, ChangeKind.REMOVED)
        case Pair(None, Passage() as now):
            return _alone(now, ChangeKind.ADDED)
        case _:
            return None


def _known_by(passage: Passage) -> Hashable:
    return passage.known_by


def _likeness() -> Callable[[Passage, Passage], int]:
    """Return how alike two passages are: shared words in a hundred, 0 below what makes a pair."""
    counted: dict[Passage, Counter[str]] = {}

    def count(passage: Passage) -> Counter[str]:
        if passage not in counted:
            counted[passage] = Counter(passage.text().split())
        return counted[passage]

    def likeness(one: Passage, other: Passage) -> int:
        if one.kind != other.kind:
            return 0
        first, second = count(one), count(other)
        shared = (first & second).total()
        alike = 200 * shared // max(first.total() + second.total(), 1)
        return alike if alike >= _LEAST_ALIKE else 0

    return likeness


def _alone(passage: Passage, kind: ChangeKind) -> Change:
    run = RunKind.NEW if kind is ChangeKind.ADDED else RunKind.GONE
    words = tuple(
        Redlined(words.of, (Run(words.text, run),)) for words in passage.words if words.text
    )
    return Change(kind, passage.kind, passage.title, passage.under, words)


def _changed(was: Passage, now: Passage) -> Change:
    words = tuple(
        Redlined((pair.after or pair.before or _NOTHING).of, redline(one, other))
        for pair in aligned(was.words, now.words, _of, lambda _, __: 0)
        if (one := (pair.before or _NOTHING).text) != (other := (pair.after or _NOTHING).text)
    )
    if not words and was.title != now.title:
        words = (Redlined("Name", redline(was.title, now.title)),)
    if not words:
        return _set(now, ChangeKind.SET_OTHERWISE)
    return Change(ChangeKind.CHANGED, now.kind, now.title, now.under, words)


def _set(passage: Passage, kind: ChangeKind) -> Change:
    """Return that a passage stands or is set otherwise; one without a name gives its words."""
    words = tuple(
        Redlined(words.of, (Run(words.text, RunKind.SAME),))
        for words in passage.words
        if words.text and not passage.title
    )
    return Change(kind, passage.kind, passage.title, passage.under, words)


_NOTHING = Words("", "")


def _of(words: Words) -> str:
    return words.of
