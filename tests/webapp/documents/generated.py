"""Generated documents: every kind of block and span, with text of any script."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from rules.decision import PackReference
from rules.pack import Confidence
from webapp.documents.charts.plots import (
    Axis,
    Bar,
    Curve,
    Curves,
    Interval,
    Intervals,
    Mark,
    Plot,
    StackedBars,
    Step,
    Steps,
)
from webapp.documents.content import (
    Blank,
    Block,
    Card,
    Chart,
    Cited,
    Column,
    Document,
    Heading,
    Items,
    KeyFacts,
    Line,
    Lines,
    Link,
    Notice,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Tag,
    Text,
    plain,
)

_T = TypeVar("_T")

AXIS = Axis("Points", "0", "100")
PRICES = Axis("Price", "0", "1000000", "£")
PLOTS: tuple[Plot, ...] = (
    StackedBars("Bidder", AXIS, ("Price", "Quality"), (Bar("A", ("40", "30.5"), "70.50"),)),
    Intervals("Weight", AXIS, "Now", "Stays first", (Interval("Price", "10", "40", "62.2"),)),
    Curves(PRICES, AXIS, (Curve("Points", (("0", "40"), ("900000", "12.5"))),),
           (Mark("Budget", "500000"),)),
    Steps(AXIS, (Step(date(2014, 1, 1), "5", "5%"), Step(date(2022, 11, 9), "", "repealed"))),
)  # fmt: skip
"""One of every kind."""

_CHARACTERS = "aA7 .,:;&<>\"'£–é日ש🌳\u0301\u200d\ufffd\ufffe"
_WORDS = ("the", "Supplier", "provides", "30", "weeks", "£1,250.00", "A45", "")
_ANCHORS = ("law", "rule-uk-above", "a" * 50, "clause-2", "seal", "c-1", "c-2", "c-3")


class _Making:
    """Makes content of every kind from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - examples, not secrets
        self.integer = self.random.randint

    def text(self) -> str:
        """Return a few characters of any script, or a few words."""
        if self.integer(0, 2):
            return " ".join(self.random.choices(_WORDS, k=self.integer(0, 8))).strip()
        return plain("".join(self.random.choices(_CHARACTERS, k=self.integer(0, 30))))

    def many(self, make: Callable[[], _T], most: int) -> tuple[_T, ...]:
        """Return up to so many of a kind."""
        return tuple(make() for _ in range(self.integer(0, most)))

    def anchor(self) -> str:
        """Return the name of a place."""
        return self.random.choice(_ANCHORS)

    def span(self) -> Span:
        """Return a span of any kind."""
        made: tuple[Span, ...] = (
            Text(self.text(), strong=bool(self.integer(0, 1))),
            Cited(self.text()),
            Tag(self.random.choice(_SHOWN)),
            Blank(self.text()),
            Link(self.random.choice((self.text(), "A7", "A8")), self.anchor()),
        )
        return self.random.choice(made)

    def line(self) -> Line:
        """Return a line of a few spans."""
        return self.many(self.span, 4)

    def lines(self) -> Lines:
        """Return a few lines."""
        return self.many(self.line, 3)

    def row(self) -> Row:
        """Return a row of key facts or of a card."""
        return Row(self.text(), self.lines())

    def facts(self) -> KeyFacts:
        """Return key facts."""
        return KeyFacts(self.text(), self.many(self.row, 4))

    def table(self) -> Table:
        """Return a table, each of whose rows has a cell for each column."""
        columns = tuple(
            Column(self.text(), numeric=bool(self.integer(0, 1))) for _ in range(self.integer(1, 4))
        )
        rows = self.many(lambda: tuple(self.lines() for _ in columns), 4)
        return Table(self.text(), columns, rows)

    def block(self) -> Block:
        """Return a block of any kind."""
        makers: tuple[Callable[[], Block], ...] = (
            lambda: Heading(self.integer(3, 4), self.text(), self.anchor()),
            lambda: Paragraph(self.line()),
            lambda: Notice(self.text(), self.line()),
            lambda: Items(self.lines()),
            self.facts,
            self.table,
            lambda: Card(self.anchor(), self.text(), self.text(), self.many(self.row, 3)),
            lambda: Chart(self.anchor(), self.text(), self.text(), self.random.choice(PLOTS)),
        )
        return self.random.choice(makers)()

    def section(self, anchor: str) -> Section:
        """Return a section of a few blocks."""
        number = self.random.choice(("", "1", "2", "Appendix A"))
        return Section(anchor, number, self.text(), self.many(self.block, 6))

    def digest(self) -> str:
        """Return what looks like a digest."""
        return f"{self.random.getrandbits(256):064x}"

    def document(self) -> Document:
        """Return a document of up to six sections."""
        anchors = self.random.sample(("summary", "law", "case", "lots", "trace", "packs"), k=6)
        return Document(
            kind=self.text(),
            title=self.text(),
            reference=self.text(),
            authority=self.text(),
            issued_on=date(2026, self.integer(1, 12), self.integer(1, 28)),
            audit_head=self.digest() if self.integer(0, 1) else "",
            packs=tuple(
                PackReference(name, str(self.integer(1, 3)), self.digest())
                for name in ("uk", "coventry")[: self.integer(0, 2)]
            ),
            front=self.facts(),
            sections=tuple(self.section(one) for one in anchors[: self.integer(1, 6)]),
        )


_SHOWN = tuple(one for one in Confidence if one is not Confidence.SEEN)


def generated(seed: int) -> Document:
    """Return a document of every kind of block and span, the same for a seed."""
    return _Making(seed).document()


seeds = st.integers(0, 2**32)
