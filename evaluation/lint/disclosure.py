"""Checks that a letter gives away nothing: notes between colleagues, and other bidders."""

import re
from collections.abc import Iterator

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
    names = _Names(reading.tender.bids)
    for bid, criterion, text in _printed(reading):
        small = folded(text)
        told = [
            f"names bidder {other}, «{said}»" for other, said in names.said_in(text, small, bid)
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
            if measure not in measures:
                continue
            if commitment.settled is not None:
                yield bid, measures[measure][0].id, commitment.settled.because
            yield bid, measures[measure][0].id, commitment.because
        for exclusion in bid.exclusions:
            yield bid, "", exclusion.because


class _Names:
    """What each bidder may be called in a text that is about another."""

    def __init__(self, bids: tuple[Bid, ...]) -> None:
        self.ids = {bid.id for bid in bids}
        self.names = [
            (bid.id, folded(bid.bidder), name_without_legal_form(bid.bidder)) for bid in bids
        ]

    def said_in(self, text: str, small: str, own: Bid) -> Iterator[tuple[str, str]]:
        """Yield each other bidder that a text names, and how: by its id, or by its name."""
        by_id = {
            identifier: found.group().rstrip(".")
            for found in _BY_ID.finditer(text)
            for identifier in (found["id"], found["id"].rstrip("."))
            if identifier in self.ids
        }
        own_name = folded(own.bidder)
        for bid, whole, core in self.names:
            if bid == own.id:
                continue
            said = by_id.get(bid) or _name_in(text, small, whole, core, own_name)
            if said:
                yield bid, said


_BY_ID = re.compile(
    r"\b(?i:bid|bidder|tender|tenderer|supplier|submission|company) "
    r"(?P<id>[A-Za-z0-9][A-Za-z0-9._-]*)"
)


def _name_in(text: str, small: str, whole: str, core: str, own: str) -> str:
    """Return how a bidder is named; a name that is part of the own bidder's says nothing."""
    small_core = folded(core)
    if small_core not in small or not small_core:
        return ""
    if whole not in own and re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", small):
        return whole
    if len(core) < _SHORTEST_NAME or small_core in own:
        return ""
    longer = r"(?! (?!Ltd|Limited|PLC|LLP|CIC)[A-Z])"
    found = re.search(rf"(?<![\w-]){re.escape(core)}(?!\w){longer}", text)
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
