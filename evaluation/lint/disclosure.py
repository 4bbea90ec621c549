"""Checks that a letter gives away nothing: notes between colleagues, and other bidders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.lint.naming import Naming
from evaluation.lint.notes import NOTES, evaluators_named
from evaluation.lint.reading import LintFinding, Reading
from evaluation.lint.rivals import Prices, comparison_in, names_by_comparison
from evaluation.lint.wording import folded
from evaluation.tender import Bid, Tender

_BY_ID = re.compile(
    r"\b(?i:bid|bidder|tender|tenderer|supplier|submission|company) "
    r"(?P<id>[A-Za-z0-9][A-Za-z0-9._-]*)"
)


def internal_comment(reading: Reading) -> Iterator[LintFinding]:
    """Find words that were meant for colleagues, in any text that a letter would print."""
    evaluators = evaluators_named(reading.evaluators)
    sought = dict(NOTES) if evaluators is None else {**NOTES, "an evaluator": evaluators}
    for bid, criterion, text in _printed(reading):
        for what, pattern in sought.items():
            found = pattern.search(text)
            if found:
                yield LintFinding(
                    bid.id,
                    criterion,
                    "internal-comment",
                    f"The text holds {what}: ‘{found.group().strip()}’.",
                    "Take it out: the supplier will read this text.",
                )


def other_bidder(reading: Reading) -> Iterator[LintFinding]:
    """Find texts that name another bidder, or measure a tender against the others.

    An unsuccessful supplier is given its own assessment and that of the most advantageous
    tender, nothing of others (regulation 31(3)); and a tender is scored against the published
    criteria, not against its rivals (Procurement Act 2023 s.19(2)).
    """
    made = reading.tender
    others = _Others({bid.id for bid in made.bids}, Naming(made), Prices(made.model, made.bids))
    for bid, criterion, text in _printed(reading):
        for what in others.told_in(text, bid):
            yield LintFinding(
                bid.id,
                criterion,
                "other-bidder",
                f"The text is about bid {bid.id} and {what}.",
                "Explain each tender by its own content and the published criteria alone.",
            )


def told_of_others(tender: Tender, bid: Bid, text: str) -> tuple[str, ...]:
    """Return what a text to a bidder tells of the others, each in words that continue “it”."""
    others = _Others(
        {one.id for one in tender.bids}, Naming(tender), Prices(tender.model, tender.bids)
    )
    return tuple(others.told_in(text, bid))


def _printed(reading: Reading) -> Iterator[tuple[Bid, str, str]]:
    """Yield every text of the authority that a letter prints; quotations are the bidder's."""
    for item in reading.explanations:
        yield item.bid, item.criterion.id, item.rationale
    measures = reading.tender.model.measures
    for bid in reading.tender.bids:
        for measure, commitment in bid.commitments.items():
            if measure not in measures:
                continue
            if commitment.settled is not None:
                yield bid, measures[measure][0].id, commitment.settled.because
            yield bid, measures[measure][0].id, commitment.because
        for exclusion in bid.exclusions:
            yield bid, "", exclusion.because
        if bid.abnormally_low is not None:
            yield bid, "", bid.abnormally_low.because
    for over in reading.tender.passed_over:
        yield reading.tender.by_id[over.bid], "", over.because


@dataclass(frozen=True)
class _Others:
    """What a text about one bid may say of the others."""

    ids: set[str]
    naming: Naming
    prices: Prices

    def told_in(self, text: str, own: Bid) -> Iterator[str]:
        """Yield what a text tells of other bidders: each by its id or name, prices, comparisons."""
        if not text:
            return
        small = folded(text)
        said = dict(names_by_comparison(text, self.ids - {own.id}))
        said |= dict(self.naming.named_in(text, small, own))
        said |= {id_: words for id_, words in self._by_id(text) if id_ != own.id}
        for bid in sorted(said):
            yield f"names bidder {bid}, ‘{said[bid]}’"
        for bid, amount in self.prices.told_in(text, own):
            yield f"tells the price of bid {bid}, ‘{amount}’"
        comparison = comparison_in(small)
        if comparison:
            yield f"compares it with others, ‘{comparison}’"

    def _by_id(self, text: str) -> Iterator[tuple[str, str]]:
        for found in _BY_ID.finditer(text):
            for identifier in (found["id"], found["id"].rstrip(".")):
                if identifier in self.ids:
                    yield identifier, found.group().rstrip(".")
