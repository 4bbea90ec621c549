"""Clauses as their pages show them: frozen values that the templates lay out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for

from evaluation.outline.clause_problems import CLAUSE, library_clause, unfilled
from evaluation.outline.clauses import ClauseChoice, Part, Take, Texts, is_outdated, texts_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice
from evaluation.outline.proposal_problems import Problem
from evaluation.outline.variables import (
    FROM_PROCUREMENT,
    NAMES,
    Piece,
    Reading,
    reading,
    variable,
)
from rules.condition import Literal
from rules.pack import Clause, Rule
from rules.stack import Stack
from rules.wording import listed, lower_first
from webapp.documents.redline import Run, redline
from webapp.services.clauses import OpenClauses, standing_of
from webapp.views.places import Places
from webapp.views.proposal.proposal_words import ProblemLine


@dataclass(frozen=True, slots=True)
class TextShown:
    """A text of a clause: its title, its words with what fills them, what was changed in them."""

    title: str
    pieces: tuple[Piece, ...]
    changes: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """What a clause is tied to: the outcome before it, the criterion and the KPI after it."""

    outcome: str
    criteria: tuple[str, ...]
    is_competed: bool
    kpi: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """The clause of a measure: where it comes from, what was settled, what it is tied to."""

    measure: str
    title: str
    use: str
    library: str
    state: str
    tag: str
    because: str
    gaps: str
    is_settled: bool
    is_outdated: bool
    texts: tuple[TextShown, ...]
    thread: Thread
    address: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that proposes a clause: its title, and where it can be read."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """A clause of the library: what it is for, its texts, its gaps, the rules that propose it."""

    id: str
    version: int
    measure: str
    outcome: str
    pillar: str
    texts: tuple[tuple[str, str], ...]
    variables: str
    rules: tuple[RuleLine, ...]


def clause_lines(found: OpenClauses, ground: Ground) -> tuple[ClauseLine, ...]:
    """Return the clause of each measure that is included, in the order of the proposal."""
    return tuple(_line(found, ground, choice) for choice in found.included)


def _line(found: OpenClauses, ground: Ground, choice: Choice) -> ClauseLine:
    library = library_clause(choice.measure, ground)
    settled = found.clauses.choice(choice.measure)
    standing = standing_of(found, choice)
    outdated = (
        settled is not None and settled.take is not Take.NONE and is_outdated(settled, library)
    )
    blanks = unfilled(choice, settled, found.clauses) if settled else ()
    state, tag = _state(settled, blanks, is_outdated=outdated)
    return ClauseLine(
        choice.measure,
        ground.title(choice),
        choice.use.words,
        library_words(library),
        state,
        tag,
        settled.because if settled else "",
        listed(lower_first(variable(name).title) for name in blanks),
        settled is not None,
        outdated,
        texts_shown(found, choice, standing) if standing else (),
        thread(found, ground, choice, settled),
        url_for(
            "settling_clauses.clause",
            procurement_id=found.preparation.id,
            measure_id=choice.measure,
        ),
    )


def _state(
    settled: ClauseChoice | None, blanks: tuple[str, ...], *, is_outdated: bool
) -> tuple[str, str]:
    """Return the word for how far a clause is, and its shade."""
    if settled is None:
        return "To be settled", "questions"
    if is_outdated:
        return "The library has changed", "unsure"
    if blanks:
        return f"{settled.take.words}, with gaps", "questions"
    return settled.take.words, "quiet" if settled.take is Take.NONE else "decided"


def library_words(clause: Clause | None) -> str:
    """Return which clause of the library is meant."""
    return "" if clause is None else f"{clause.id}, version {clause.version}"


def texts_shown(found: OpenClauses, choice: Choice, settled: ClauseChoice) -> tuple[TextShown, ...]:
    """Return the texts of a clause as the contract has them, with what differs from the library."""
    read = reading(settled, found.clauses, choice.use, found.known)
    shown = []
    for part in Part:
        text, before = settled.texts.of(part), settled.library.of(part)
        is_edited = settled.take is Take.EDITED and bool(before) and text != before
        if text or is_edited:
            changes = redline(before, text) if is_edited else ()
            title = part.words_where(is_competed=choice.use.is_award)
            shown.append(TextShown(title, read.pieces(text), changes))
    return tuple(shown)


def sentence_with(gap: str, read: Reading, texts: Texts) -> str:
    """Return the sentence of a clause in which a variable stands, empty where none has it.

    The obligation is looked at before the question, the indicator and the rest.
    """
    mark = f"{{{gap}}}"
    ordered = (texts.of(Part.OBLIGATION), *(texts.of(part) for part in Part))
    sentences = (one for text in ordered for one in _SENTENCES.split(text))
    found = next((one for one in sentences if mark in one), "")
    return "".join(piece.text for piece in read.pieces(found))


_SENTENCES = re.compile(r"(?<=[.?])\s+(?=[A-Z])")


def library_changes(settled: ClauseChoice, clause: Clause | None) -> tuple[TextShown, ...]:
    """Return how the library's clause differs from the one that was read when it was settled."""
    if clause is None:
        return ()
    now = texts_of(clause)
    return tuple(
        TextShown(part.words, (), redline(settled.library.of(part), now.of(part)))
        for part in Part
        if settled.library.of(part) != now.of(part)
    )


def thread(
    found: OpenClauses, ground: Ground, choice: Choice, settled: ClauseChoice | None
) -> Thread:
    """Return what the clause of a measure is tied to."""
    outcome = ground.stack.outcomes.get(ground.outcome(choice.measure, choice.own))
    read = reading(settled, found.clauses, choice.use, found.known) if settled else None
    kpi = read.pieces(settled.texts.kpi) if read and settled else ()
    return Thread(
        outcome.title if outcome else "",
        tuple(one.title for one in found.criteria_fed(choice.measure)),
        choice.use.is_award,
        "".join(piece.text for piece in kpi),
    )


def clause_problem_lines(
    problems: Iterable[Problem], found: OpenClauses
) -> tuple[ProblemLine, ...]:
    """Return problems with the pages on which they are mended."""
    return tuple(
        ProblemLine(
            one.problem,
            one.remedy,
            url_for(
                "settling_clauses.clause",
                procurement_id=found.preparation.id,
                measure_id=one.place.removeprefix(CLAUSE),
            ),
        )
        for one in problems
    )


def library_lines(stack: Stack, sought: str) -> tuple[LibraryLine, ...]:
    """Return the clauses of the library in which every word that is sought occurs."""
    wanted = sought.casefold().split()
    rules, places = _rules_by_clause(stack), Places(stack)
    lines = (_library_line(stack, one, rules, places) for one in stack.clauses.values())
    return tuple(line for line in lines if all(word in _searched(line) for word in wanted))


def _library_line(
    stack: Stack, clause: Clause, rules: dict[str, list[Rule]], places: Places
) -> LibraryLine:
    outcome = stack.outcomes[stack.indicators[clause.indicator].outcome]
    texts = texts_of(clause)
    return LibraryLine(
        clause.id,
        clause.version,
        stack.title_of(clause.indicator),
        outcome.title,
        stack.title_of(outcome.theme),
        tuple((part.words, texts.of(part)) for part in texts.kept),
        _variables_words(texts.placeholders),
        tuple(RuleLine(one.title, places.address(one.id)) for one in rules.get(clause.id, [])),
    )


def _variables_words(names: tuple[str, ...]) -> str:
    """Return what is typed into a clause and how, and what the procurement fills."""
    typed = [name for name in NAMES if name in names and name not in FROM_PROCUREMENT]
    typed += [name for name in names if name not in NAMES]
    told = listed(f"{lower_first(one.title)} ({one.kind.words})" for one in map(variable, typed))
    taken = listed(lower_first(variable(name).title) for name in FROM_PROCUREMENT if name in names)
    texts = [f"To be filled in: {told}."] if told else []
    texts += [f"From the procurement: {taken}."] if taken else []
    return " ".join(texts)


def _searched(line: LibraryLine) -> str:
    texts = (text for _, text in line.texts)
    return " ".join((line.id, line.measure, line.outcome, line.pillar, *texts)).casefold()


def _rules_by_clause(stack: Stack) -> dict[str, list[Rule]]:
    """Return the rules that propose each clause, or the indicator that it is for."""
    for_indicator: dict[str, list[str]] = {}
    for clause in stack.clauses.values():
        for_indicator.setdefault(clause.indicator, []).append(clause.id)
    found: dict[str, dict[str, Rule]] = {}
    for rule in stack.rules.values():
        for id_ in _concluded(rule, "clauses"):
            found.setdefault(id_, {})[rule.id] = rule
        for indicator in _concluded(rule, "award_indicators", "performance_indicators"):
            for id_ in for_indicator.get(indicator, ()):
                found.setdefault(id_, {})[rule.id] = rule
    return {id_: list(rules.values()) for id_, rules in found.items()}


def _concluded(rule: Rule, *conclusions: str) -> Iterator[str]:
    """Yield the ids that a rule puts into some conclusions."""
    for name, operand in rule.then:
        if name in conclusions and isinstance(operand, Literal):
            for value in operand.values:
                yield from value if isinstance(value, tuple) else (str(value),)
