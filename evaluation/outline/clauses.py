"""The clauses as a buyer settles them: what is taken of the library, edited, filled, left out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rules.pack import Clause

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class Part(StrEnum):
    """The five texts of a clause, in their order."""

    QUESTION = "question"
    OBLIGATION = "obligation"
    KPI = "kpi"
    EVIDENCE = "evidence"
    IF_MISSED = "if_missed"

    @property
    def words(self) -> str:
        """The part as people read it."""
        return _PART_WORDS[self]

    def words_where(self, *, is_competed: bool) -> str:
        """Return the part as people read it, a question that earns nothing named as one.

        >>> Part.QUESTION.words_where(is_competed=False)
        'Question to bidders (not scored)'
        """
        is_unscored = self is Part.QUESTION and not is_competed
        return f"{self.words} (not scored)" if is_unscored else self.words


_PART_WORDS = {
    Part.QUESTION: "Question to bidders",
    Part.OBLIGATION: "Obligation",
    Part.KPI: "Key performance indicator",
    Part.EVIDENCE: "Evidence",
    Part.IF_MISSED: "If missed",
}


class Take(StrEnum):
    """How much is taken of the library's clause."""

    AS_IS = "as_is"
    PART = "part"
    EDITED = "edited"
    NONE = "none"

    @property
    def words(self) -> str:
        """The choice as people read it."""
        return _TAKE_WORDS[self]


_TAKE_WORDS = {
    Take.AS_IS: "As it is",
    Take.PART: "Some of its parts",
    Take.EDITED: "Edited",
    Take.NONE: "No clause",
}


@dataclass(frozen=True, slots=True)
class Texts:
    """The five texts of a clause; an empty one is left out."""

    question: str = ""
    obligation: str = ""
    kpi: str = ""
    evidence: str = ""
    if_missed: str = ""

    def of(self, part: Part) -> str:
        """Return the text of a part."""
        return {
            Part.QUESTION: self.question,
            Part.OBLIGATION: self.obligation,
            Part.KPI: self.kpi,
            Part.EVIDENCE: self.evidence,
            Part.IF_MISSED: self.if_missed,
        }[part]

    @property
    def kept(self) -> tuple[Part, ...]:
        """The parts that have a text."""
        return tuple(part for part in Part if self.of(part))

    def only(self, parts: Iterable[Part]) -> "Texts":
        """Return the texts of some parts alone."""
        wanted = set(parts)
        return Texts(**{part.value: self.of(part) if part in wanted else "" for part in Part})

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names of the variables in the texts, in the order in which they first stand."""
        found = (name for part in Part for name in PLACEHOLDER.findall(self.of(part)))
        return tuple(dict.fromkeys(found))


def texts_of(clause: Clause) -> Texts:
    """Return the texts of a clause of the library."""
    return Texts(clause.question, clause.obligation, clause.kpi, clause.evidence, clause.if_missed)


@dataclass(frozen=True, slots=True)
class Filled:
    """A variable with what stands in its place, written plainly: `120`, `2027-03-31`, `85`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ClauseChoice:
    """What was settled of the clause of one measure.

    `clause` is the library's id and `version` the one that was read, with its texts in `library`,
    so that a later version can be compared; empty for a measure that the library has none for.
    `texts` are those of the contract, variables still in them.
    """

    measure: str
    take: Take
    because: str = ""
    clause: str = ""
    version: int = 0
    library: Texts = field(default_factory=Texts)
    texts: Texts = field(default_factory=Texts)
    filled: tuple[Filled, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """What stands in the place of its variables, by name."""
        return {one.name: one.value for one in self.filled}


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a procurement, and the values that all of them share unless one says else."""

    choices: tuple[ClauseChoice, ...] = ()
    shared: tuple[Filled, ...] = ()

    def choice(self, measure: str) -> ClauseChoice | None:
        """Return what was settled of a measure's clause, None where nothing was yet."""
        return next((one for one in self.choices if one.measure == measure), None)

    @property
    def values(self) -> dict[str, str]:
        """The shared values, by name."""
        return {one.name: one.value for one in self.shared}


def with_clauses(clauses: Clauses, choices: Iterable[ClauseChoice]) -> Clauses:
    """Return the clauses with choices in place of earlier ones of the same measures."""
    given = {one.measure: one for one in choices}
    kept = tuple(given.pop(one.measure, one) for one in clauses.choices)
    return replace(clauses, choices=(*kept, *given.values()))


def with_shared(clauses: Clauses, shared: tuple[Filled, ...]) -> Clauses:
    """Return the clauses with other shared values."""
    return replace(clauses, shared=shared)


def as_it_is(measure: str, clause: Clause) -> ClauseChoice:
    """Return the choice that takes a clause of the library whole."""
    texts = texts_of(clause)
    return ClauseChoice(measure, Take.AS_IS, "", clause.id, clause.version, texts, texts)


def is_outdated(choice: ClauseChoice, clause: Clause | None) -> bool:
    """Whether the library's clause is not the one any more that was read for a choice."""
    if not choice.clause:
        return clause is not None
    return clause is None or clause.version != choice.version or texts_of(clause) != choice.library
