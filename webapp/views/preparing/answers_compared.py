"""Answers side by side: what stands and what would, one's own and somebody else's."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import MultiDict

from rules.procurement import Answers
from rules.stack import Stack
from rules.vocabulary import FACT_BY_NAME
from rules.wording import NOT_ANSWERED
from webapp.services.preparing.answering import OtherAnswer
from webapp.services.preparing.effects import Changes
from webapp.views.wording import answer_words

CHOICE = "choice-"
CONFLICT = "conflict"
MINE, THEIRS = "mine", "theirs"
_OWN = frozenset({"csrf_token", "version", "again", "confirmed"})
"""The fields that a page between sets itself, and so doesn't carry on."""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer as it stands and as it would."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """A conclusion that is a list: the titles of what would leave it, and of what would join."""

    title: str
    gone: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def words(self) -> str:
        """How many leave and join, in words."""
        counts = ((self.gone, "no longer"), (self.new, "new"))
        return ", ".join(f"{len(items)} {word}" for items, word in counts if items)


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A question that two people answered: both answers in words, and whose the other is."""

    fact: str
    title: str
    mine: str
    theirs: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen of a conflict: the questions whose answer stays, those not decided yet."""

    theirs: frozenset[str]
    missing: frozenset[str]


def answer_changes(before: Answers, answers: Answers) -> tuple[AnswerChange, ...]:
    """Return the answers that differ, in words."""
    return tuple(
        AnswerChange(
            FACT_BY_NAME[name].title,
            answer_words(name, before[name]) if name in before else NOT_ANSWERED,
            answer_words(name, value),
        )
        for name, value in answers.items()
    )


def list_changes(changes: Changes, stack: Stack) -> tuple[ListChange, ...]:
    """Return the lists that would differ; of a list that can't be said yet nothing is told."""
    return tuple(
        ListChange(
            change.conclusion.title,
            tuple(stack.title_of(item) for item in change.before if item not in change.after),
            tuple(stack.title_of(item) for item in change.after if item not in change.before),
        )
        for change in changes.conclusions
        if isinstance(change.before, tuple) and isinstance(change.after, tuple)
    )


def conflict_rows(answers: Answers, others: Iterable[OtherAnswer]) -> tuple[ConflictRow, ...]:
    """Return each question that somebody else answered meanwhile, with both answers."""
    return tuple(
        ConflictRow(
            other.fact,
            FACT_BY_NAME[other.fact].title,
            answer_words(other.fact, answers.get(other.fact)),
            answer_words(other.fact, other.value),
            other.by,
            other.at,
        )
        for other in others
    )


def chosen_of(sent: MultiDict[str, str]) -> Chosen:
    """Return what the page of a conflict was answered with; nothing where there was none."""
    asked = {fact for fact in sent.getlist(CONFLICT) if fact in FACT_BY_NAME}
    by_fact = {fact: sent.get(CHOICE + fact, "") for fact in asked}
    return Chosen(
        frozenset(fact for fact, choice in by_fact.items() if choice == THEIRS),
        frozenset(fact for fact, choice in by_fact.items() if choice not in (MINE, THEIRS)),
    )


def carried_fields(
    sent: MultiDict[str, str], *, without: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Return what was sent, to be carried on as hidden fields so that nothing is lost.

    What was chosen of a conflict is carried too, save of the questions that are asked about anew.
    """
    return tuple(
        (name, value)
        for name, value in sent.items(multi=True)
        if name not in _OWN
        and name not in {CHOICE + fact for fact in without}
        and not (name == CONFLICT and value in without)
    )
