"""Runs of text broken into lines: words kept whole where they fit, cut where they do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from webapp.documents.pdf.theme import TAG_MARGIN, TAG_PADDING, Colour, Style
from webapp.documents.pdf.typeface import Face, regular, strong


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks, and where it leads.

    `link` is an anchor of the document and `said` what the link is called; `boxed` draws an
    outline around the run.
    """

    face: Face
    size: float
    colour: Colour
    link: str = ""
    said: str = ""
    boxed: bool = False

    @property
    def padding(self) -> float:
        """The room on either side of an outlined run, within and without the outline."""
        return TAG_PADDING + TAG_MARGIN if self.boxed else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. Words are parted by spaces; no-break spaces part none."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class _Fragment:
    text: str
    look: Look
    width: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Text of one look at a distance from the beginning of its line."""

    x: float
    text: str
    look: Look
    width: float


@dataclass(frozen=True, slots=True)
class _Word:
    """What no line break parts; `is_cut` where the word goes on in the next one."""

    fragments: tuple[_Fragment, ...]
    is_cut: bool = False

    @property
    def width(self) -> float:
        return sum(fragment.width for fragment in self.fragments)

    @property
    def space(self) -> float:
        """The width of the space after it."""
        last = self.fragments[-1].look
        return last.face.width(" ", last.size)


Line = tuple[Placed, ...]
_BREAK_AFTER = "-/_,;@"


def look_of(style: Style) -> Look:
    """Return the look of a style's running text."""
    return Look(strong() if style.strong else regular(), style.size, style.colour)


def broken(runs: Sequence[Run], width: float) -> list[Line]:
    """Return runs broken into lines that fit a width."""
    lines = list(_broken(_words(runs), width))
    return [_placed(line, is_last=index == len(lines)) for index, line in enumerate(lines, 1)]


def _words(runs: Sequence[Run]) -> Iterator[_Word]:
    word: list[_Fragment] = []
    for run in runs:
        text = run.look.face.showable(run.text)
        for index, part in enumerate(text.split(" ")):
            if index and word:
                yield _Word(tuple(word))
                word = []
            if part:
                width = run.look.face.width(part, run.look.size) + 2 * run.look.padding
                word.append(_Fragment(part, run.look, width))
    if word:
        yield _Word(tuple(word))


def measured(runs: Sequence[Run]) -> tuple[float, float]:
    """Return the width of the longest word, and of all words on one line."""
    narrow = wide = 0.0
    for word in _words(runs):
        width = word.width
        narrow = max(narrow, width)
        wide += width + word.space
    return narrow, wide


def _broken(words: Iterator[_Word], width: float) -> Iterator[list[_Word]]:
    line: list[_Word] = []
    used = 0.0
    for word in words:
        for part in _fitting(word, width):
            space = line[-1].space if line else 0.0
            if line and used + space + part.width > width + 0.01:
                yield line
                line, used, space = [], 0.0, 0.0
            line.append(part)
            used += space + part.width
    yield line


def _fitting(word: _Word, width: float) -> Iterator[_Word]:
    """Yield a word in parts that each fit the width, cut after a mark where there is one."""
    if word.width <= width:
        yield word
        return
    part: list[_Fragment] = []
    used = 0.0
    for fragment in word.fragments:
        rest = fragment
        while rest.text and used + rest.width > width:
            cut = _cut(rest, width - used)
            if cut or not part:
                head, rest = _cut_at(rest, max(cut, 1))
                part.append(head)
            yield _Word(tuple(part), is_cut=True)
            part, used = [], 0.0
        if rest.text:
            part.append(rest)
            used += rest.width
    if part:
        yield _Word(tuple(part))


def _cut(fragment: _Fragment, room: float) -> int:
    face, size = fragment.look.face, fragment.look.size
    used, fits, after_mark = 2 * fragment.look.padding, 0, 0
    for index, character in enumerate(fragment.text, start=1):
        used += face.width(character, size)
        if used > room:
            break
        fits = index
        after_mark = index if character in _BREAK_AFTER else after_mark
    return after_mark or fits


def _cut_at(fragment: _Fragment, index: int) -> tuple[_Fragment, _Fragment]:
    look = fragment.look

    def made(text: str) -> _Fragment:
        return replace(
            fragment, text=text, width=look.face.width(text, look.size) + 2 * look.padding
        )

    return made(fragment.text[:index]), made(fragment.text[index:])


def _placed(words: list[_Word], *, is_last: bool) -> Line:
    """Join the words of a line to pieces of one look, each with the space after it.

    The space at a line's end is drawn too, so that who reads or copies the text gets its words.
    """
    pieces: list[Placed] = []
    x = 0.0
    for number, word in enumerate(words, start=1):
        for fragment in word.fragments:
            last = pieces[-1] if pieces else None
            if last is not None and last.look == fragment.look and not fragment.look.boxed:
                width = x - last.x + fragment.width
                pieces[-1] = Placed(last.x, last.text + fragment.text, last.look, width)
            else:
                pieces.append(Placed(x, fragment.text, fragment.look, fragment.width))
            x += fragment.width
        if not word.is_cut and not (is_last and number == len(words)):
            last = pieces[-1]
            pieces[-1] = Placed(last.x, last.text + " ", last.look, last.width)
        x += word.space
    return tuple(pieces)
