"""The award that a report is written of: the tender, its evaluation, and what was asked of both."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from evaluation.low_price_questions import Without, open_questions
from evaluation.moderation import ModeratedAnswer, Moderation
from evaluation.numbers import rounded
from evaluation.red_flags import FlagVerdict, RedFlag
from evaluation.result import (
    AbnormallyLowPrice,
    BidResult,
    BidVerdict,
    CommitmentFinding,
    Evaluation,
)
from evaluation.robustness.result import Chances, Robustness
from evaluation.tender import CommitmentVerdict, Tender
from evaluation.wording import listed
from rules.decision import Decision
from rules.pack import Confidence
from webapp.documents.content import plain
from webapp.documents.report.words import measure_words


@dataclass(frozen=True)
class Award:
    """A tender, its evaluation, and whatever else was computed of it.

    `robustness` and `moderation` are None, and `chances` are empty, where they were not asked for.
    `decision` is the packs' on the procurement, None where the tender has none; `authority` and
    `title` are for a tender without a procurement, which has its own. `without` holds the
    evaluation without each tender whose price is in question. `confidences` says how sure what
    was not seen is, by its id: the rules, parameters and sources that findings rest on.
    """

    tender: Tender
    evaluation: Evaluation
    red_flags: tuple[RedFlag, ...]
    robustness: Robustness | None = None
    moderation: Moderation | None = None
    chances: tuple[Chances, ...] = ()
    decision: Decision | None = None
    authority: str = ""
    title: str = ""
    without: tuple[Without, ...] = ()
    confidences: Mapping[str, Confidence] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each bid is called: its bidder, with its id where two bidders share a name."""
        bids = self.tender.bids
        often = Counter(plain(bid.bidder) for bid in bids)
        return MappingProxyType(
            {
                bid.id: name if often[name] == 1 and name else f"{name} ({bid.id})".strip()
                for bid in bids
                for name in (plain(bid.bidder),)
            }
        )

    def named(self, bids: Iterable[str]) -> str:
        """Return bids as a sentence lists them."""
        return listed(tuple(self.names[bid] for bid in bids))

    def criterion(self, id_: str) -> str:
        """Return the title of a criterion."""
        return plain(self.tender.model.by_id[id_].title)

    @property
    def in_order(self) -> tuple[BidResult, ...]:
        """The bids as a report lists them: the best first, the disqualified last."""
        return self.evaluation.in_order

    @cached_property
    def ranked(self) -> tuple[BidResult, ...]:
        """The bids that are ranked, the best first."""
        return tuple(bid for bid in self.in_order if bid.verdict is BidVerdict.RANKED)

    @cached_property
    def disqualified(self) -> tuple[BidResult, ...]:
        """The bids that are disqualified, in the order given."""
        return tuple(bid for bid in self.evaluation.bids if bid.verdict is BidVerdict.DISQUALIFIED)

    @cached_property
    def to_review(self) -> tuple[tuple[str, str, CommitmentFinding], ...]:
        """The commitments that nobody has settled yet, by bid and measure."""
        return tuple(
            (bid.id, measure, finding)
            for bid in self.in_order
            for measure, finding in bid.commitments.items()
            if finding.verdict is CommitmentVerdict.NEEDS_REVIEW
        )

    @cached_property
    def open_prices(self) -> tuple[AbnormallyLowPrice, ...]:
        """The prices that are asked about and that nobody has settled."""
        return open_questions(self.tender, self.evaluation)

    @cached_property
    def raised(self) -> tuple[RedFlag, ...]:
        """The red flags that put a question."""
        return tuple(flag for flag in self.red_flags if flag.verdict is FlagVerdict.RAISED)

    @cached_property
    def answers(self) -> Mapping[tuple[str, str], ModeratedAnswer]:
        """What is known of the marks of each answer, by bid and criterion."""
        found = self.moderation.answers if self.moderation else ()
        return MappingProxyType({(one.bid, one.criterion): one for one in found})

    def points(self, value: Fraction) -> str:
        """Return points or a percentage, rounded as the model publishes them."""
        return rounded(value, self.evaluation.places)

    def measured(self, bid: BidResult) -> str:
        """Return what a bid is ranked by, nothing for one without a rank."""
        if bid.measured is None:
            return ""
        evaluation = self.evaluation
        return measure_words(bid.measured.value, evaluation.method, evaluation.places)
