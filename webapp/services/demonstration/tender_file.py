"""The tender that ships with Podium, read as what bidders write and what a panel says of it.

It is the tender that the command line evaluates: what the browser shows of it comes to the same.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.numbers import plain
from evaluation.tender import Bid, CommitmentVerdict, GateScore, Score, Scored, Tender
from forms.tender import read_tender
from rules.wording import upper_first
from webapp.services.demonstration.award import TENDER
from webapp.services.demonstration.notice import FOLDER
from webapp.services.demonstration.panel import SCORERS, Marked
from webapp.services.demonstration.people import Seat
from webapp.services.demonstration.tendering import Written
from webapp.services.tendering.inviting import Supplier

ANSWERS = FOLDER / "grounds-maintenance-bids.json"
GATE_SCORERS = SCORERS[:1]
"""Those who look at a requirement; the file has marks of single evaluators for questions alone."""

_PLACE = re.compile(r" \((?:page|annex) \w+\)$")
_SENTENCE = re.compile(r"(?<=[.]) (?=[A-Z])")
_AFTERWARDS = re.compile(r"; agreed to .*$")
_FEWEST_WORDS = 8
_IDS: Mapping[str, Seat] = {f"e{number}": seat for number, seat in enumerate(SCORERS, start=1)}


@dataclass(frozen=True, slots=True)
class Entered:
    """A bid of the file: its number among those invited, who makes it, and what it says."""

    number: int
    bid: Bid
    written: Written

    @property
    def supplier(self) -> Supplier:
        """Who makes it."""
        bid = self.bid
        return Supplier(bid.bidder, bid.email, bid.address, bid.identifier)

    @property
    def uncounted(self) -> dict[str, str]:
        """What shows of each promise that does not count why it doesn't, by measure."""
        return {id_: one.because for id_, one in self.bid.commitments.items() if one.because}

    @property
    def settled(self) -> tuple[tuple[str, CommitmentVerdict], ...]:
        """The promises that a person settled, with what was found."""
        return tuple(
            (id_, one.settled.verdict)
            for id_, one in self.bid.commitments.items()
            if one.settled is not None
        )

    def agreed(self, question: str) -> Marked:
        """Return what the panel agrees of an answer."""
        score = self.bid.scores[question]
        who, _, held = score.dissent.partition(" ")
        return Marked(
            _text(score.agreed),
            score.rationale,
            self._quoted(question, score),
            upper_first(held),
            _IDS.get(who),
        )

    def given(self, question: str, seat: Seat) -> Marked:
        """Return what an evaluator gives an answer, before the panel has spoken of it."""
        score = self.bid.scores[question]
        own = next((one for one in score.individual if _IDS[one.evaluator] == seat), None)
        mark = own.score if own else score.agreed
        reason = _AFTERWARDS.sub(".", own.rationale) if own and own.rationale else ""
        quoted = self._quoted(question, score)
        return Marked(_text(mark), reason or _reason(seat, score, quoted), quoted)

    def _quoted(self, question: str, score: Score) -> str:
        words = _PLACE.sub("", score.quotation)
        return words if question in self.written.answers else ""


def shipped() -> tuple[Tender, tuple[Entered, ...]]:
    """Return the tender that ships with Podium, and its bids as bidders make them."""
    tender = read_tender(TENDER.read_bytes(), name=TENDER.name)
    answers: dict[str, dict[str, str]] = json.loads(ANSWERS.read_text())
    titles = {id_: measure.title for id_, (_, measure) in tender.model.measures.items()}
    entered = (
        Entered(number, bid, _written(bid, answers[bid.id], titles))
        for number, bid in enumerate(tender.bids, start=1)
    )
    return tender, tuple(entered)


def _written(bid: Bid, answers: Mapping[str, str], titles: Mapping[str, str]) -> Written:
    shown = {
        id_: _PLACE.sub("", one.quotation) or f"{titles[id_]}: our log each quarter shows them."
        for id_, one in bid.commitments.items()
    }
    return Written("" if bid.price is None else plain(bid.price), answers, bid.commitments, shown)


def _reason(seat: Seat, score: Score, quoted: str) -> str:
    """Return what an evaluator writes where the file has no words of theirs.

    The file has one text of the panel for each answer: one evaluator saw what it says first,
    another what it says last, and the third goes by the words that are quoted.
    """
    sentences = _SENTENCE.split(score.rationale)
    if seat == SCORERS[0]:
        return sentences[0]
    if seat == SCORERS[1] and len(sentences[-1].split()) >= _FEWEST_WORDS:
        return sentences[-1]
    return f"I go by what it says itself: “{quoted}”" if quoted else score.rationale


def _text(mark: Scored | None) -> str:
    if mark is None:
        return ""
    return mark.value if isinstance(mark, GateScore) else plain(mark)


def questions_of(tender: Tender) -> Iterator[tuple[str, tuple[Seat, ...]]]:
    """Yield the questions of a tender's model by id, each with those who score it."""
    for question in tender.model.questions:
        is_gate = question.weight is None
        yield question.id, GATE_SCORERS if is_gate else SCORERS
