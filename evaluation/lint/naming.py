"""How a text names another bidder: by its name, or by the first words of it."""

import re
from collections.abc import Iterator
from functools import cached_property

from evaluation.lint.stock import STOCK
from evaluation.lint.wording import folded, stem, words
from evaluation.tender import Bid, Tender

_LEGAL_FORMS = frozenset(
    {"ltd", "limited", "plc", "llp", "lp", "llc", "inc", "cic", "cio", "co", "company", "group",
     "holdings", "uk", "the", "&", "and", "gb"}
)  # fmt: skip
_SHORTEST_NAME = 4
_ORDINARY = frozenset(
    words("""
    january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday spring summer autumn winter christmas easter
    north south east west northern southern eastern western central midland midlands city town
    county borough urban rural local national international global royal england english britain
    british wales welsh scotland scottish europe european green blue black white grey silver gold
    golden bright clean clear care caring community cleaning grounds landscapes landscape facilities
    building construction environmental environment energy engineering consulting security safety
    health home homes house housing social people public first prime premier elite total complete
    direct express advance advanced modern future smart digital data systems technology technical
    maintenance management property estate estates garden gardens park parks forest waste water
    street road transport school schools college university church saint king queen prince crown
    alpha beta gamma delta omega apex best better active power trust united union alliance partners
    brothers sons bidder supplier contractor tender annex appendix section page table part lot
    """)
)
_LONGER = r"(?! (?!Ltd|Limited|PLC|LLP|CIC)[A-Z])"
_PLACE_WORDS = frozenset(
    {"in", "at", "near", "on", "around", "through", "across", "via", "between", "from", "to",
     "towards", "the", "into", "of", "and"}
)  # fmt: skip
_ITS_OFFER = re.compile(
    r"\b(?:bids?|tenders?|offers?|offered|prices?|priced|quotes?|responses?|answers?|submissions?|"
    r"proposals?|that|those|supplier|bidder|company|firm) (?:from|of|by|to)$"
)
_DEEDS = (
    r"(?: (?:also |only )?(?:offers?|offered|asks|asked|bids?|proposes|proposed|quotes|quoted|"
    r"priced|scored|promises|promised|submitted|undercuts?)\b|['\N{RIGHT SINGLE QUOTATION MARK}]s )"
)


class Naming:
    """What each bidder of a tender may be called in a text that is about another."""

    def __init__(self, tender: Tender) -> None:
        self.tender = tender
        self.beginning: dict[str, list[tuple[str, str, str]]] = {}
        for bid in tender.bids:
            core = name_without_legal_form(bid.bidder)
            for first in words(core)[:1]:
                self.beginning.setdefault(first, []).append((bid.id, bid.bidder, core))

    def named_in(self, text: str, small: str, own: Bid) -> Iterator[tuple[str, str]]:
        """Yield each other bidder that a text names, and how; `small` is the text folded."""
        if not self.beginning:
            return
        own_name = folded(own.bidder)
        said_words = dict.fromkeys(words(text))
        said_words |= {word.removesuffix("'s"): None for word in said_words}
        for word in said_words:
            for bid, whole, core in self.beginning.get(word, ()):
                if bid == own.id:
                    continue
                said = _name_in(text, small, whole, core, own_name)
                said = said or self._first_words_in(text, core, own_name)
                if said:
                    yield bid, said

    def _first_words_in(self, text: str, core: str, own: str) -> str:
        """Return the distinctive start of a name, where a text uses it as a name."""
        start = _distinctive_start(core)
        if not start or start not in text or start.casefold() == core.casefold():
            return ""
        if set(words(start)) & {*words(own), *self._vocabulary}:
            return ""
        for found in re.finditer(rf"(?<![\w-]){re.escape(start)}(?![\w-]){_LONGER}", text):
            before, after = text[: found.start()].rstrip(), text[found.end() :]
            if re.match(_DEEDS, after) or _is_name_after(before):
                return start
        return ""

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words of the purchase itself, and what its texts write in small letters."""
        made, bought = self.tender.model, self.tender.procurement
        published = [item.title for item in made.walk]
        published += [text for item in made.walk for text in item.descriptors.values()]
        published += [item.asked for item in made.questions]
        published += [measure.title for _, measure in made.measures.values()]
        if bought is not None:
            published += [bought.title, bought.authority.name]
        written = {
            word
            for bid in self.tender.bids
            for score in bid.scores.values()
            for text in (score.rationale, score.quotation)
            for word in re.findall(r"\b[a-z]{4,}\b", text)
        }
        return frozenset(written | {word for text in published for word in words(text)})


def _is_name_after(before: str) -> bool:
    """Return whether a capital after these words begins a name, not a sentence or a place."""
    if not before or before[-1] in ".!?:;(\"'“‘\N{RIGHT SINGLE QUOTATION MARK}":
        return False
    last = before.rsplit(maxsplit=1)[-1].strip(",")
    if _ITS_OFFER.search(before.casefold()):
        return True
    return not last[:1].isupper() and last not in _PLACE_WORDS


def _distinctive_start(core: str) -> str:
    """Return the first words of a name up to the first that could be no ordinary word.

    >>> _distinctive_start("Birch Facilities"), _distinctive_start("City Cleaning")
    ('Birch', '')
    >>> _distinctive_start("Green Oakley Grounds")
    'Green Oakley'
    """
    parts = core.split()
    for number, part in enumerate(parts, start=1):
        small = part.casefold()
        is_ordinary = small in _ORDINARY or stem(small) in STOCK or len(part) < _SHORTEST_NAME
        if not is_ordinary and part[:1].isupper() and part.isalpha():
            return " ".join(parts[:number])
    return ""


def _name_in(text: str, small: str, whole: str, core: str, own: str) -> str:
    """Return how a bidder is named; a name that is part of the own bidder's says nothing."""
    small_core, small_whole = folded(core), folded(whole)
    if small_core not in small or not small_core:
        return ""
    if small_whole not in own and re.search(rf"(?<!\w){re.escape(small_whole)}(?!\w)", small):
        return whole
    if len(core) < _SHORTEST_NAME or small_core in own:
        return ""
    found = re.search(rf"(?<![\w-]){re.escape(core)}(?!\w){_LONGER}", text)
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
