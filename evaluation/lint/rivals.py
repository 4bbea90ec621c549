"""How a text measures one tender against the others, or tells what another one asked."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction

from evaluation.model import Model, PriceCriterion
from evaluation.tender import Bid

_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|[0-9]+"
_TENDERS = (
    "bids?|bidders?|tenders?|tenderers?|submissions?|proposals?|suppliers?|responses?|answers?|"
    "competitors?|contenders?"
)
_SURELY_TENDERS = "bids?|bidders?|tenders?|tenderers?|competitors?|rivals?|contenders?"
_MANY_TENDERS = "bids|bidders|tenders|tenderers|submissions|competitors|rivals|contenders"
_PAPERS = (
    r"(?! (?:documents?|papers?|forms?|files?|packs?|returns?|requirements?)\b"
    r"| (?:in|of|within) (?:this|the|its) (?:tender|bid|submission|response)\b)"
)
_DEEDS = (
    r"(?:(?:offer|ask|propos|promis|quot|pric|cost|scor|show|nam)[a-z]*|gave|gives?|had|has|have|"
    r"was|were|did|do(?:es)?|bid|set|said|says?)"
)
_BETTER = (
    r"(?:better|worse|stronger|weaker|poorer|cheaper|dearer|fuller|clearer|superior|inferior|"
    r"(?:more|less) (?:convincing|detailed|credible|complete|compelling|persuasive|thorough|"
    r"expensive|advantageous|ambitious|specific))"
)
_BEST = (
    r"(?:best|worst|strongest|weakest|poorest|cheapest|dearest|lowest|highest|fullest|clearest|"
    r"largest|smallest|longest|shortest|fastest|slowest|greatest|soundest|thinnest|closest|"
    r"(?:most|least) [a-z]+)"
)
_MEASURED = (
    r"(?:than|unlike|compared (?:with|to|against)|in comparison (?:with|to)|as [a-z]+ as|"
    r"relative to|against|ahead of|beats?|outperforms?|surpass(?:es)?)"
)
_ENDS = r"(?=\s*(?:[.,;:!?)]|$)| (?:and|but|on|in|at|for|here|because|since|as|by|received|were)\b)"

COMPARISON = re.compile(
    rf"\b{_MEASURED} (?:that of |those of )?(?:(?:all|any|most|some|both|each|every) )?(?:of )?"
    rf"(?:the |its |their )?(?:(?:{_NUMBERS}) )?"
    r"(?:other|others|another|competing|rival|remaining|next|winning|cheapest|best|losing) ?"
    rf"(?:(?:{_NUMBERS}) )?(?:placed |ranked )?(?:{_TENDERS})\b{_PAPERS}"
    rf"|\b{_MEASURED} (?:of |the |its |their )*(?:all|any|most|some|both|many|{_NUMBERS}) (?:of )?"
    rf"(?:the |its |their )?(?:{_MANY_TENDERS})\b(?! (?:were|are|must|had|have|need|should|can)\b)"
    rf"|\b(?:{_BETTER} than|unlike|outperforms?|beats?|surpass(?:es)?|ahead of) "
    r"(?:all |any |most |each |both )?(?:of )?(?:the |its |their )?"
    rf"(?:others|rest|competition|competitors|rivals|any other|other (?:{_NUMBERS}|one|ones))"
    rf"\b(?:{_ENDS}| of (?:the|those|these) (?:{_MANY_TENDERS}|field)\b)"
    rf"|\b(?!(?:lowest|cheapest) of (?:{_NUMBERS}) )(?:{_BEST}|{_BETTER}|"
    r"first|second|third|last|only one) (?:[a-z-]+ ){0,3}?"
    r"(?:of|among|amongst|in|out of|from) (?:all )?(?:of )?(?:the |these |those |our )?"
    rf"(?:(?:{_NUMBERS}) )?(?:other |competing |rival )?(?:(?:{_NUMBERS}) )?"
    rf"(?:{_MANY_TENDERS}|field of [a-z]+)\b"
    r"|\b(?:best|strongest|weakest|worst|poorest|cheapest|dearest|winning|losing|runner-up) "
    rf"(?:{_SURELY_TENDERS})\b{_PAPERS}"
    rf"|\b(?:the|these|those|all|both|any|every|no) (?:(?:{_NUMBERS}) )?"
    rf"(?:other|rival|competing|remaining) (?:(?:{_NUMBERS}) )?(?:{_SURELY_TENDERS})\b{_PAPERS}"
    rf"|\b(?:another|other|others|rival|competing) (?:{_SURELY_TENDERS}) (?:also |only )?"
    rf"{_DEEDS}\b"
    rf"|\b(?:competitors|rivals) (?:also |only )?{_DEEDS}\b"
    r"|\bthe others (?:also |only )?(?:offer(?:ed)?|ask(?:ed)?|bid|priced|scored|promised)\b"
    rf"|\b(?:{_MEASURED}|behind) (?:that of |those of )?(?:all |any of )?"
    r"(?:(?:the|its|their) (?:competitors|rivals|competition|field)|the (?:winner|runner-up))\b"
    rf"|\b(?:among|amongst) (?:all )?(?:of )?(?:the |these |those )?(?:(?:{_NUMBERS}) )?"
    r"(?:bids|bidders|tenders|tenderers|competitors)\b"
    rf"|\bof (?:all )?(?:the |these )(?:{_NUMBERS}) (?:bids|bidders|tenders|tenderers)\b"
    r"|\bthe only (?:bid|bidder|tender|tenderer|submission) (?:that|to|which|who|with)\b"
    r"|\b(?:most|least) (?!advantageous|recent|economically)[a-z]+ (?:bid|bidder|tender|tenderer)\b"
    rf"{_PAPERS}"
)
"""What finds a comparison with others in a text in small letters; the published criteria are the
only measure (Procurement Act 2023 s.19(2))."""

_BY_BARE_ID = re.compile(
    r"\b(?i:than|unlike|compared (?:with|to)) (?:that of )?(?P<id>[A-Za-z0-9][A-Za-z0-9._-]*)"
)
_SHORTEST_BARE_AMOUNT = 5
"""A number of so many digits is an amount without a pound sign or commas; shorter ones count."""
_FEWEST_FIGURES = 3
"""A rounded amount of fewer figures, such as £5m, is more likely an insurance than a price."""
_TIMES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9,
          "billion": 10**9}  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<sign>£\s?|\bGBP\s?)?(?<![\w.,])"
    r"(?P<number>[0-9]{1,3}(?:[,\u00a0\u202f' ][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?:\s?(?P<times>k|m|mn|thousand|million|bn|billion)\b)?(?![0-9])(?P<after>\s?(?:pounds|GBP)\b)?",
    re.IGNORECASE,
)


def comparison_in(text: str) -> str:
    """Return the words of a text in small letters that measure a tender against others."""
    found = COMPARISON.search(text)
    return found.group().strip() if found else ""


def names_by_comparison(text: str, ids: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Yield the bids that a text compares with by their bare ids, as in "stronger than B"."""
    for found in _BY_BARE_ID.finditer(text):
        id_ = found["id"].rstrip(".-")
        if id_ in ids and not id_.isdecimal():
            yield id_, found.group().rstrip(".-")


class Prices:
    """The prices of a tender's bids, as a text may let one slip."""

    def __init__(self, model: Model, bids: tuple[Bid, ...]) -> None:
        self.bids = bids
        self.published = {
            amount
            for item in model.leaves
            if isinstance(item, PriceCriterion)
            for amount in (item.floor, item.ceiling)
            if amount is not None
        }

    def told_in(self, text: str, own: Bid) -> Iterator[tuple[str, str]]:
        """Yield each other bid whose price a text tells, and the words that tell it.

        The bid's own price and an amount that the model publishes tell nothing of others.
        """
        amounts = list(_amounts_in(text))
        if not amounts:
            return
        open_ = self.published if own.price is None else {*self.published, own.price}
        amounts = [one for one in amounts if not any(_is_same(one, each) for each in open_)]
        for bid in self.bids:
            if bid.id == own.id or not bid.price:
                continue
            said = next((one[0] for one in amounts if _is_same(one, bid.price)), "")
            if said:
                yield bid.id, said


def _amounts_in(text: str) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Yield amounts as written, in pounds, and how far from the exact one each may be."""
    for found in _AMOUNT.finditer(text):
        digits = re.sub(r"[^0-9.]", "", found["number"])
        whole = digits.partition(".")[0]
        is_money = bool(found["sign"] or found["after"])
        is_grouped = len(whole) > _SHORTEST_BARE_AMOUNT - 2 and digits != found["number"]
        times = _TIMES.get((found["times"] or "").casefold(), 1)
        if not (is_money or is_grouped or len(whole) >= _SHORTEST_BARE_AMOUNT or times > 1):
            continue
        number = Decimal(digits)
        rounding = Fraction(0)
        places = len(digits.partition(".")[2])
        if times > 1 and len(digits.replace(".", "").lstrip("0")) >= _FEWEST_FIGURES:
            rounding = Fraction(times, 2 * 10**places)
        elif times == 1 and not places:
            rounding = Fraction(99, 100)
        yield found.group().strip(), Fraction(number) * times, rounding


def _is_same(amount: tuple[str, Fraction, Fraction], price: Fraction) -> bool:
    _, value, rounding = amount
    return abs(value - price) <= rounding
