"""What needs review, and whether the first place hangs on it, in sentences."""

from fractions import Fraction
from typing import assert_never

from evaluation.model import Method
from evaluation.numbers import plain, rounded
from evaluation.pending import Change, Key, Pending
from evaluation.tender import Tender
from evaluation.wording import grouped, listed

_BOTH = 2


def pending_words(tender: Tender, pending: Pending) -> str:
    """Return whether what needs review can change the first place; empty where nothing does."""
    many = len(pending.commitments)
    if not many:
        return ""
    if not pending.changes:
        if pending.complete:
            return "What needs review cannot change the first place."
        return (
            f"Whether what needs review can change the first place was not tried for every "
            f"combination of its {many} promises; no case that was tried changes it."
        )
    change = pending.changes[0]
    words = _Words(tender, pending)
    told = (
        f"What needs review can change the first place: if {words.counting(change)}, "
        f"{words.outcome(change)}."
    )
    others = tuple(
        dict.fromkeys(
            bid for each in pending.changes[1:] for bid in each.first if bid not in change.first
        )
    )
    if others:
        told += f" Under other verdicts {words.named(others)} could be first or share the place."
    if not pending.complete:
        told += f" Not every combination of the {many} promises under review was tried."
    return told


class _Words:
    """Names of bids and of what they promise, and figures as the model publishes them."""

    def __init__(self, tender: Tender, pending: Pending) -> None:
        self._tender, self._pending = tender, pending
        self._name = tender.name_of

    def named(self, bids: tuple[str, ...]) -> str:
        return listed(tuple(self._name(bid) for bid in bids))

    def counting(self, change: Change) -> str:
        """Return what has to count: a bid's promises together where all of them do."""
        bids = tuple(dict.fromkeys(bid for bid, _ in change.counted))
        parts = tuple(part for bid in bids for part in self._promises(bid, change.counted))
        is_one = len(parts) == 1 and len(change.counted) == 1
        left = len(self._pending.commitments) - len(change.counted)
        told = f"{listed(parts)} {'counts' if is_one else 'count'}"
        return f"{told} and nothing else under review does" if left else told

    def _promises(self, bid: str, counted: tuple[Key, ...]) -> tuple[str, ...]:
        mine = tuple(measure for whose, measure in counted if whose == bid)
        pending = sum(whose == bid for whose, _ in self._pending.commitments)
        if len(mine) < pending or len(mine) == 1:
            titles = (self._tender.model.measures[measure][1].title for measure in mine)
            return tuple(f"‘{title}’ of {self._name(bid)}" for title in titles)
        all_of = "both" if pending == _BOTH else f"all {pending}"
        return (f"{all_of} promises of {self._name(bid)}",)

    def outcome(self, change: Change) -> str:
        """Return who is first then, with what."""
        if change.measured is None:
            return "no bid is ranked"
        figure = self._figure(change.measured)
        if len(change.first) > 1:
            return f"{self.named(change.first)} share the first place with {figure}"
        told = f"{self._name(change.first[0])} is first with {figure}"
        if change.next_best is None:
            return f"{told}, and no other bid is ranked"
        if change.next_best == change.measured:
            return f"{told}, level with the next bid, by the published order of ties"
        behind = self._rounded(change.next_best)
        if behind == self._rounded(change.measured):
            least = plain(Fraction(1, 10**self._tender.model.places))
            return f"{told}, less than {self._sign}{least} ahead"
        return f"{told} to {behind}"

    @property
    def _sign(self) -> str:
        return "" if self._tender.model.method is Method.WEIGHTED_SUM else "£"

    def _rounded(self, value: Fraction) -> str:
        text = f"{self._sign}{grouped(rounded(value, self._tender.model.places))}"
        return text.replace("£-", "-£")

    def _figure(self, value: Fraction) -> str:
        text = self._rounded(value)
        match self._tender.model.method:
            case Method.WEIGHTED_SUM:
                return f"{text} points"
            case Method.PRICE_PER_QUALITY_POINT:
                return f"a price of {text} for each quality point"
            case Method.QUALITY_CREDIT:
                return f"a price less credit for quality of {text}"
            case _ as never:
                assert_never(never)
