"""Checks that a letter gives away nothing: notes between colleagues, and other bidders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.lint.notes import NOTES, evaluators_named
from evaluation.lint.reading import LintFinding, Reading
from evaluation.lint.wording import folded
from evaluation.tender import Bid

_LEGAL_FORMS = frozenset(
    {"ltd", "limited", "plc", "llp", "lp", "llc", "inc", "cic", "cio", "co", "company", "group",
     "holdings", "uk", "the", "&", "and", "gb"}
)  # fmt: skip
_SHORTEST_NAME = 4
_BIDS = "bids?|bidders?|tenders?|tenderers?|submissions?|suppliers?|responses?|answers?"
_COMPARISON = re.compile(
    r"\b(?:than|unlike|compared (?:with|to)|as (?:good|strong|weak) as|relative to|against) "
    r"(?:(?:all|any|most|some|both) )?(?:of )?(?:the )?"
    r"(?:other|others|competing|rival|remaining|next|winning|cheapest|best) ?"
    rf"(?:placed |ranked )?(?:{_BIDS})\b"
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
                    f"The text holds {what}: «{found.group().strip()}».",
                    "Take it out: the supplier will read this text.",
                )


def other_bidder(reading: Reading) -> Iterator[LintFinding]:
    """Find texts that name another bidder, or measure a tender against the others.

    An unsuccessful supplier is given its own assessment and that of the most advantageous
    tender, nothing of others (regulation 31(3)); and a tender is scored against the published
    criteria, not against its rivals (Procurement Act 2023 s.19(2)).
    """
    names = [_Name.of(bid) for bid in reading.tender.bids]
    for bid, criterion, text in _printed(reading):
        small = folded(text)
        own = folded(bid.bidder)
        told = [
            f"names bidder {name.bid}, «{said}»"
            for name in names
            if name.bid != bid.id and (said := name.said_in(text, small, own))
        ]
        comparison = _COMPARISON.search(small)
        if comparison:
            told.append(f"compares it with others, «{comparison.group()}»")
        for what in told:
            yield LintFinding(
                bid.id,
                criterion,
                "other-bidder",
                f"The text is about bid {bid.id} and {what}.",
                "Explain each tender by its own content and the published criteria alone.",
            )


def _printed(reading: Reading) -> Iterator[tuple[Bid, str, str]]:
    """Yield every text of the authority that a letter prints; quotations are the bidder's."""
    for item in reading.explanations:
        yield item.bid, item.criterion.id, item.rationale
    measures = reading.tender.model.measures
    for bid in reading.tender.bids:
        for measure, commitment in bid.commitments.items():
            if commitment.settled is not None and measure in measures:
                yield bid, measures[measure][0].id, commitment.settled.because
        for exclusion in bid.exclusions:
            yield bid, "", exclusion.because


@dataclass(frozen=True, slots=True)
class _Name:
    """What a bidder may be called in a text that is about another."""

    bid: str
    whole: str
    core: str
    by_id: re.Pattern[str]
    by_core: re.Pattern[str]

    @classmethod
    def of(cls, bid: Bid) -> "_Name":
        core = name_without_legal_form(bid.bidder)
        noun = "bid|bidder|tender|tenderer|supplier|submission|company"
        return cls(
            bid.id,
            folded(bid.bidder),
            core,
            re.compile(rf"\b(?i:{noun}) {re.escape(bid.id)}(?![\w-]|\.\w)"),
            re.compile(rf"(?<![\w-]){re.escape(core)}(?!\w)(?! (?!Ltd|Limited|PLC|LLP|CIC)[A-Z])"),
        )

    def said_in(self, text: str, small: str, own: str) -> str:
        """Return how the bidder is named in a text about the bidder called `own`."""
        found = self.by_id.search(text)
        if found:
            return found.group()
        if self.whole == own:
            return ""
        if self.whole and self.whole in small and self.whole not in own:
            return self.whole
        if len(self.core) < _SHORTEST_NAME or folded(self.core) in own:
            return ""
        found = self.by_core.search(text)
        return found.group() if found else ""


def name_without_legal_form(bidder: str) -> str:
    """Return a bidder's name without what only says its legal form.

    >>> name_without_legal_form("Alpha Grounds (UK) Ltd")
    'Alpha Grounds'
    """
    parts = re.sub(r"[().,]", " ", bidder).split()
    while parts and parts[-1].casefold() in _LEGAL_FORMS:
        parts.pop()
    while parts and parts[0].casefold() == "the":
        parts.pop(0)
    return " ".join(parts)
