"""An evaluator's own score of one answer: what it lacks before it can be handed in, what is odd.

What is lacking stands in the way; a doubt asks whether the words are meant as they are. Neither
looks at what another evaluator gave.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from evaluation.lint.reading import Explanation
from evaluation.lint.substance import copied_among, generic_in
from evaluation.lint.wording import words
from evaluation.model import GateCriterion, Question
from evaluation.numbers import Mark, exact, is_number, plain
from evaluation.quotations import Quotation, stands
from evaluation.tender import Bid, GateScore, Score, Scored

LONGEST_RATIONALE = 10_000
LONGEST_QUOTATION = 2_000
MOST_QUOTATIONS = 20


@dataclass(frozen=True, slots=True)
class OwnScore:
    """What an evaluator says of one answer; `score` is empty while none is chosen.

    `score` is a mark as exact decimal text, or `passed` or `failed`.
    """

    score: str = ""
    rationale: str = ""
    quotations: tuple[Quotation, ...] = ()


class Part(StrEnum):
    """The parts of an own score, which a page has fields for."""

    SCORE = "score"
    RATIONALE = "rationale"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Lack:
    """What keeps a score from being handed in, in the words of an instruction."""

    part: Part
    words: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is odd about the words of a score, and what would mend it: two sentences."""

    message: str
    remedy: str


def levels(question: Question) -> tuple[tuple[str, str], ...]:
    """Return what can be given for an answer, the best first, each with what it means or nothing.

    A mark stands as exact decimal text.
    """
    if isinstance(question, GateCriterion):
        given = tuple(level.value for level in (GateScore.PASSED, GateScore.FAILED))
    else:
        scale = question.scale
        marks = (scale.maximum - scale.step * count for count in range(scale.steps + 1))
        given = tuple(plain(mark) for mark in marks)
    return tuple((level, question.descriptors.get(level, "")) for level in given)


def scored(question: Question, text: str) -> Scored | None:
    """Return what a text gives for an answer, None where it is on no level of the question."""
    if isinstance(question, GateCriterion):
        return GateScore(text) if text in set(GateScore) else None
    if not is_number(text):
        return None
    mark = exact(text)
    return Mark(mark) if question.scale.holds(mark) else None


def lacks(question: Question, own: OwnScore, answer: str) -> tuple[Lack, ...]:
    """Return everything that keeps a score from being handed in.

    Where a bid has no answer there is nothing to quote, and none has to be quoted.
    """
    found = []
    if scored(question, own.score) is None:
        found.append(Lack(Part.SCORE, "Select a score"))
    if not own.rationale.strip():
        found.append(Lack(Part.RATIONALE, "Enter your reasons for the score"))
    lost = [one for one in own.quotations if not stands(answer, one)]
    if lost:
        found.append(Lack(Part.QUOTATION, not_there(lost[0].words)))
    elif answer.strip() and not own.quotations:
        found.append(Lack(Part.QUOTATION, "Quote the words of the answer that the score rests on"))
    return tuple(found)


_SHOWN = 60


def not_there(quoted: str) -> str:
    """Return that words do not stand in the answer, and what to do."""
    text = " ".join(quoted.split())
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
    return f"“{shown}” does not stand in the answer: copy the words from it exactly"


def doubts(
    question: Question, bidder: str, own: OwnScore, others: Iterable[tuple[str, OwnScore]] = ()
) -> tuple[Doubt, ...]:
    """Return what is odd about the words of a score that lacks nothing.

    Args:
        question: What is scored.
        bidder: What the bidder is called on the page.
        own: The score.
        others: The same evaluator's scores of the other bidders' answers to this question.
    """
    item = _explanation(question, bidder, own)
    generic = generic_in(item)
    found = [] if generic is None else [generic]
    for name, other in others:
        pair = (_explanation(question, name, other), item)
        names = frozenset(words(f"{name} {bidder}"))
        found += copied_among(pair, names)
    said = (Doubt(one.message.replace("that of bid ", "that of "), one.remedy) for one in found)
    return tuple(dict.fromkeys(said))


def _explanation(question: Question, bidder: str, own: OwnScore) -> Explanation:
    bid = Bid(id=bidder, bidder=bidder)
    quoted = "\n".join(one.words for one in own.quotations)
    given = Score(scored(question, own.score), rationale=own.rationale, quotation=quoted)
    return Explanation(bid, question, given)
