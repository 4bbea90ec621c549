"""What was published of how lots are awarded together: the limit, the rule, and equal awards.

A contracting authority may limit the number of lots that one supplier is awarded, and in doing so
provides an objective mechanism for supplier selection where a supplier would otherwise exceed the
limit (Procurement Act 2023 s.23(4)): that is part of the award criteria.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rules.wording import counted


class Rule(StrEnum):
    """By which published rule it is decided who wins which lot."""

    BIDDER_PREFERENCE = "bidder_preference"
    BEST_TOTAL = "best_total"
    LOWEST_COST = "lowest_cost"
    IN_ORDER = "in_order"

    @property
    def compares_sums(self) -> bool:
        """Whether combinations of awards are compared by what they come to."""
        return self in {Rule.BEST_TOTAL, Rule.LOWEST_COST}


@dataclass(frozen=True, slots=True)
class LotTerms:
    """The published terms of a lot that is awarded together with others.

    `limit` is how many lots one supplier may be awarded, None for any number; `tie_break` names
    the sums that decide where the rule leaves awards equal; `rule_at` says where all that was
    published, and is empty where that is not said. `lot` is which one it is, as in ‘2 (Parks,
    south) of COV-2026-010’, empty where that is not said. `has_orders` says that the model of any
    of the lots has an order for equal figures, `has_own_limits` that some suppliers have a limit of
    their own.
    """

    rule: Rule
    limit: int | None = None
    tie_break: tuple[Rule, ...] = ()
    rule_at: str = ""
    lot: str = ""
    has_orders: bool = False
    has_own_limits: bool = False

    @property
    def is_limited(self) -> bool:
        """Whether any supplier may be awarded no more than a number of lots."""
        return self.limit is not None or self.has_own_limits


def lot_called(id_: str, title: str) -> str:
    """Return a lot with its title, where it has one.

    >>> lot_called("2", "Parks, south"), lot_called("2", "")
    ('2 (Parks, south)', '2')
    """
    return f"{id_} ({title})" if title not in {"", id_} else id_


def terms_of_lot(terms: LotTerms, id_: str, title: str, *, reference: str) -> LotTerms | None:
    """Return the terms of all lots as one of them has them, None where they decide nothing.

    Without a limit the rule decides nothing, and without an order for equal awards no lot could go
    but to whoever is first. `reference` is that of all lots together.
    """
    if not terms.is_limited and not terms.tie_break:
        return None
    return replace(terms, lot=f"{lot_called(id_, title)} of {reference}")


@dataclass(frozen=True, slots=True)
class SumWords:
    """The words for a sum that awards are compared by.

    `sum` is what it is called, `of_one` what one award adds to it; `best`, `better` and `worse` are
    put before either.
    """

    sum: str
    of_one: str
    best: str
    better: str
    worse: str


SUM_WORDS = {
    Rule.BEST_TOTAL: SumWords(
        "sum of total scores", "total score", best="greatest", better="greater", worse="lower"
    ),
    Rule.LOWEST_COST: SumWords(
        "sum of prices", "price", best="lowest", better="lower", worse="higher"
    ),
}


def order_words(rules: Sequence[Rule], *, has_orders: bool = False) -> str:
    """Return by what equal awards are parted, one thing after the other; empty where by nothing.

    With `has_orders` the lots’ own orders for equal figures come last.

    >>> order_words([Rule.LOWEST_COST, Rule.BEST_TOTAL])
    'the lower sum of prices, then by the greater sum of total scores'
    """
    order = [f"the {SUM_WORDS[one].better} {SUM_WORDS[one].sum}" for one in rules]
    if has_orders:
        order.append("the places in the lots’ own orders for equal figures")
    return ", then by ".join(order)


JUSTIFIED = (
    "in which each tender that is ranked above the one awarded a lot is of a supplier at the limit"
)
"""Of a combination of awards, put after it: that nobody is passed over but by the limit."""

OF_THE_JUSTIFIED = (
    f"of the combinations of awards {JUSTIFIED}, and which award as many lots as can be awarded,"
)
"""Among which combinations a rule that goes by sums looks for the best."""

FIRST_PLACES = (
    "Each lot goes to its first-ranked tender, or to one of those that share first place, where "
    "every lot can be awarded so within the limit."
)
"""What comes before every rule: it is not needed where nobody has to exceed the limit."""

ELSE = "Where that cannot be,"
"""What a rule is said after."""

RULES = {
    Rule.BIDDER_PREFERENCE: (
        "a supplier that would exceed the limit keeps the lots that it prefers, by its own order "
        "of them, and each other lot goes to the next tender for it"
    ),
    **{
        rule: f"{OF_THE_JUSTIFIED} the one with the {words.best} {words.sum} is made"
        for rule, words in SUM_WORDS.items()
    },
    Rule.IN_ORDER: (
        "the lots are awarded one after the other in their published order, and a supplier at the "
        "limit is passed over in those that follow"
    ),
}
"""What each rule comes to, after `ELSE`."""


def terms_words(terms: LotTerms) -> tuple[str, ...]:
    """Return the published terms in sentences, which are the same for every lot."""
    together = "Several lots are awarded together."
    if not terms.is_limited:
        return (together, "Each lot goes to its first-ranked tender.", _of_first_place(terms))
    limits: tuple[str, ...] = ()
    if terms.limit is not None:
        limits += (f"One supplier may be awarded at most {counted(terms.limit, 'lot')}.",)
    if terms.has_own_limits:
        limits += ("Some suppliers have a lower limit of their own, which each of them is told.",)
    return (
        together,
        *limits,
        FIRST_PLACES,
        f"{ELSE} {RULES[terms.rule]}.",
        _of_equal_awards(terms),
    )


def _of_first_place(terms: LotTerms) -> str:
    if not terms.tie_break:
        return "Nothing further was published for tenders that share first place."
    best, *then = (
        f"the one with the {SUM_WORDS[one].better} {SUM_WORDS[one].of_one}"
        for one in terms.tie_break
    )
    after = "".join(f"; where these are equal too, {one}" for one in then)
    return f"Where several share first place, {best} has the lot{after}."


def _of_equal_awards(terms: LotTerms) -> str:
    has_orders = terms.rule.compares_sums and terms.has_orders
    order = order_words(terms.tie_break, has_orders=has_orders)
    if not order:
        return "Nothing further was published for awards that are still equal by this."
    if not terms.rule.compares_sums:
        order = f"the greater number of lots awarded, then by {order}"
    return f"If several awards are equal by this, they go by {order}."
