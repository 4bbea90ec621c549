"""What the checks read: each explained score of each bid that an assessment summary is due to."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evaluation.lint.wording import folded
from evaluation.marks import mark_of
from evaluation.model import Question, ScoredCriterion
from evaluation.result import BidResult, Evaluation, ReasonRule
from evaluation.tender import Bid, GateScore, Score, Tender


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Something in the way of a letter: what it is, and what would mend it.

    `criterion` is empty where the finding is about the bid as a whole. `check` is the id of
    the check. `message` and `remedy` are sentences for people. What only `warns` leaves a blank
    in the letter to be filled in by hand; anything else withholds it. `lacks` is the key that a
    bid leaves out, where that is all that is wrong.
    """

    bid: str
    criterion: str
    check: str
    message: str
    remedy: str
    warns: bool = False
    lacks: str = ""


@dataclass(frozen=True)
class Explanation:
    """The score of one bid for one question or gate, and the words that explain it."""

    bid: Bid
    criterion: Question
    score: Score

    @cached_property
    def mark(self) -> Fraction | None:
        """The mark that stands, agreed or the mean of the individual ones; None at a gate."""
        return mark_of(self.score)

    @cached_property
    def share(self) -> Fraction | None:
        """How far up its scale the mark stands, from 0 to 1; None at a gate."""
        if self.mark is None or not isinstance(self.criterion, ScoredCriterion):
            return None
        scale = self.criterion.scale
        return (self.mark - scale.minimum) / (scale.maximum - scale.minimum)

    @property
    def is_failed_gate(self) -> bool:
        """Whether it is a gate that the bid failed."""
        return self.score.agreed is GateScore.FAILED

    @property
    def is_unanswered(self) -> bool:
        """Whether the lowest mark is explained by there being no answer: there is no more to say.

        A rationale that says so is rightly short, quotes nothing and is the same for every
        bidder who left the question out.
        """
        return self.share == 0 and says_nothing_was_given(self.rationale)

    @property
    def rationale(self) -> str:
        """The words of the agreed score, without white space around them."""
        return self.score.rationale.strip()

    @property
    def quotation(self) -> str:
        """The words of the tender that the score rests on, without white space around them."""
        return self.score.quotation.strip()

    def finding(self, check: str, message: str, remedy: str) -> LintFinding:
        """Return a finding about this score."""
        return LintFinding(self.bid.id, self.criterion.id, check, message, remedy)


_NOTHING_GIVEN = (
    "no answer", "no response was", "no response to", "gives no response", "not answered",
    "left blank", "left unanswered", "does not answer", "did not answer", "did not respond",
    "nothing was submitted", "nothing was provided", "was not submitted", "no submission",
)  # fmt: skip


def says_nothing_was_given(rationale: str) -> bool:
    """Return whether a rationale says that the question was left out.

    >>> says_nothing_was_given("The tender gives no answer to this question.")
    True
    """
    text = folded(rationale)
    return any(phrase in text for phrase in _NOTHING_GIVEN)


@dataclass(frozen=True)
class Reading:
    """A tender and its evaluation, as the checks read them."""

    tender: Tender
    evaluation: Evaluation

    @cached_property
    def bids(self) -> tuple[Bid, ...]:
        """The bids that an assessment summary is due to: those that were not disregarded.

        Procurement Act 2023 s.50(3) and (5): a tender that was disregarded, such as an excluded
        supplier's, is no assessed tender.
        """
        results = self.evaluation.by_id
        return tuple(bid for bid in self.tender.bids if not is_disregarded(results[bid.id]))

    @cached_property
    def explanations(self) -> tuple[Explanation, ...]:
        """Every score of a question or a gate that those bids have: bids first, then the tree."""
        return tuple(self._explanations())

    @cached_property
    def evaluators(self) -> tuple[str, ...]:
        """The ids of everyone who gave an individual score, in order."""
        found = {
            each.evaluator
            for bid in self.tender.bids
            for score in bid.scores.values()
            for each in score.individual
        }
        return tuple(sorted(found))

    def _explanations(self) -> Iterator[Explanation]:
        explained = self.tender.model.questions
        for bid in self.bids:
            for leaf in explained:
                score = bid.scores.get(leaf.id)
                if score is not None:
                    yield Explanation(bid, leaf, score)


def is_disregarded(result: BidResult) -> bool:
    """Return whether a bid was disregarded as an excluded supplier's, not assessed and failed."""
    return any(reason.rule is ReasonRule.EXCLUSION for reason in result.reasons)
