"""Checks that a rationale is about this tender: not one that would fit any, and not a copy."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from evaluation.lint.reading import Explanation, LintFinding, Reading
from evaluation.lint.stock import PHRASES, STOCK
from evaluation.lint.wording import Pair, folded, pairs, stem, stems, words
from evaluation.model import ScoredCriterion
from evaluation.tender import Tender

FEWEST_WORDS = 8
"""A rationale of fewer words is too short to say what was found and where."""
FEWEST_SPECIFIC_WORDS = 5
"""So many different words must be the tender's own, not words that would fit any tender."""
NEARLY_THE_SAME = Fraction(13, 20)
"""Of the pairs of neighbouring words of two texts, the share in common that makes one a copy."""
LONG_ENOUGH_TO_COPY = 6
"""Texts of fewer words are alike by chance, and too short anyway."""


def generic(reading: Reading) -> Iterator[LintFinding]:
    """Find rationales that say nothing of this tender: too short, or made of stock words.

    Why a gate was failed may be said in a few words, so only marks are looked at.
    """
    for item in reading.explanations:
        finding = generic_in(item)
        if finding is not None:
            yield finding


def generic_in(item: Explanation) -> LintFinding | None:
    """Return what is generic about one rationale, None if nothing is."""
    is_scored = isinstance(item.criterion, ScoredCriterion)
    if not is_scored or not item.rationale or item.is_unanswered:
        return None
    length = len(words(item.rationale))
    specific = specific_words(item)
    if length < FEWEST_WORDS:
        long = "1 word" if length == 1 else f"{length} words"
        message = f"The rationale is {long} long: too short to explain a score."
    elif len(specific) < FEWEST_SPECIFIC_WORDS:
        message = _what_is_generic(item, specific)
    else:
        return None
    remedy = "Say what this tender offers, where it falls short, and which part of it shows that."
    return item.finding("generic", message, remedy)


def specific_words(item: Explanation) -> list[str]:
    """Return the different words of a rationale that are about this tender.

    Stock words are not, nor those of the question, its title and its scale's descriptors, nor
    the bidder's name, nor a number of the scale.
    """
    descriptors = item.criterion.descriptors
    known = STOCK | stems((item.criterion.title, item.criterion.asked, item.bid.bidder))
    known |= stems(tuple(descriptors.values())) | set(descriptors)
    found: dict[str, str] = {}
    for word in words(item.rationale):
        root = stem(word)
        if root not in known and (len(word) > 2 or word.isdecimal()):  # noqa: PLR2004 - "of", "is"
            found.setdefault(root, word)
    return list(found.values())


def _what_is_generic(item: Explanation, specific: list[str]) -> str:
    text = folded(item.rationale)
    phrases = [f"‘{phrase}’" for phrase in PHRASES if phrase in text]
    said = f" It uses stock phrases: {', '.join(phrases[:4])}." if phrases else ""
    if not specific:
        return f"The rationale names nothing of this tender; it would fit any.{said}"
    named = ", ".join(f"‘{word}’" for word in specific)
    return f"The rationale would fit almost any tender: all it says of this one is {named}.{said}"


def copied(reading: Reading) -> Iterator[LintFinding]:
    """Find rationales and quotations that another bidder has too, names and numbers aside."""
    yield from copied_among(reading.explanations, _names(reading.tender))


def copied_among(items: Iterable[Explanation], names: Collection[str]) -> Iterator[LintFinding]:
    """Find those of some explanations that are copies of one before, these names left out."""
    written: dict[tuple[str, str], _Written] = {}
    for item in items:
        if item.is_unanswered:
            continue
        for part, text in (("rationale", item.rationale), ("quotation", item.quotation)):
            bare = [word for word in words(text) if not word[0].isdigit() and word not in names]
            if len(bare) < LONG_ENOUGH_TO_COPY:
                continue
            earlier = written.setdefault((item.criterion.id, part), _Written())
            like = earlier.like(pairs(bare))
            if like is None:
                earlier.add(item.bid.id, pairs(bare))
            else:
                yield item.finding("copied", *_what_is_copied(part, like))


def _what_is_copied(part: str, like: str) -> tuple[str, str]:
    message = (
        f"The {part} is the same as that of bid {like}, or nearly, once names and numbers are left "
        "out."
    )
    if part == "quotation":
        return message, "Check which tender the words stand in, and quote the right one."
    remedy = "Explain each tender by its own content; if two answer alike, say where each does so."
    return message, remedy


class _Written:
    """What was written of one question so far, found by the pairs of words that it shares."""

    def __init__(self) -> None:
        self.bids: list[str] = []
        self.sizes: list[int] = []
        self.holding: dict[Pair, list[int]] = {}

    def add(self, bid: str, content: frozenset[Pair]) -> None:
        """Keep a text that is like none before it."""
        for pair in content:
            self.holding.setdefault(pair, []).append(len(self.bids))
        self.bids.append(bid)
        self.sizes.append(len(content))

    def like(self, content: frozenset[Pair]) -> str | None:
        """Return the first bid whose text is nearly the same, None where there is none."""
        shared = Counter(number for pair in content for number in self.holding.get(pair, ()))
        alike = [
            number
            for number, common in shared.items()
            if is_nearly_the_same(common, len(content), self.sizes[number])
        ]
        return self.bids[min(alike)] if alike else None


def is_nearly_the_same(common: int, first: int, second: int) -> bool:
    """Return whether two sets of these sizes share enough (the Jaccard index).

    >>> is_nearly_the_same(13, 15, 18), is_nearly_the_same(13, 16, 18)
    (True, False)
    """
    return common >= NEARLY_THE_SAME * (first + second - common)


def _names(tender: Tender) -> frozenset[str]:
    return frozenset(word for bid in tender.bids for word in words(f"{bid.bidder} {bid.id}"))
