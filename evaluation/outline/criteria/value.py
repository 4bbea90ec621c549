"""The criteria as a buyer builds them: a tree that may still lack what a published model needs."""

from dataclasses import dataclass
from enum import StrEnum

MOST_CRITERIA = 120
"""How many criteria a tree may have: all of their weights are edited on one page."""

DEEPEST = 4
"""How many criteria may stand within one another."""

MOST_LEVELS = 21
"""How many marks a scale may have, from 0 to 10 in halves, so that each can be described."""

MOST_MEASURES = 20
"""How many measures one criterion may ask quantities of."""

LONGEST_ASKED = 4_000
"""How many characters a question, as bidders are to answer it, may have."""

MOST_WORDS = 10_000
"""The highest limit of words that an answer may be given."""


class CriterionKind(StrEnum):
    """The kinds of criterion, named as a published model names them."""

    GROUP = "group"
    PRICE = "price"
    SCORED = "scored"
    COMMITMENTS = "commitments"
    GATE = "gate"


class ZeroPriceRule(StrEnum):
    """What a price of zero comes to; `UNSAID` until somebody says."""

    UNSAID = ""
    REJECT_BID = "reject_bid"
    FULL_MARKS = "full_marks"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Level:
    """What earns one mark of a scale, or passes or fails a gate."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class MarksFrom:
    """A scale: its lowest and highest mark and the step between marks, as decimal text."""

    lowest: str
    highest: str
    step: str = "1"


@dataclass(frozen=True, slots=True)
class MinimumAsked:
    """What a bid must reach: a mark, or per cent; `disqualifies` is None until somebody says."""

    amount: str
    is_percent: bool
    disqualifies: bool | None


@dataclass(frozen=True, slots=True)
class MeasureAsked:
    """A measure of which bidders promise quantities; `value` is pounds a unit, `cap` a quantity.

    `id` is that of the indicator where the measure is one of the proposal's.
    """

    id: str
    title: str
    unit: str
    value: str = ""
    cap: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltCriterion:
    """A criterion of the tree; what its kind does not have, or nobody has said yet, is empty.

    Numbers are decimal text. `within` is the id of the group that it stands in, empty at the top.
    `outcome` is a policy's, `indicators` those of the proposal that a question asks about. What
    `is_for_climate` carries the weight that some policies want for it beside social value's, and
    serves no outcome. `asked` is the question as bidders are to answer it, of a requirement what
    shows that it is met; `most_words` how many words an answer may have.
    """

    id: str
    title: str
    kind: CriterionKind
    within: str = ""
    weight: str = ""
    outcome: str = ""
    indicators: tuple[str, ...] = ()
    minimum: MinimumAsked | None = None
    scale: MarksFrom | None = None
    descriptors: tuple[Level, ...] = ()
    formula: str = ""
    floor: str = ""
    ceiling: str = ""
    factor: str = ""
    target: str = ""
    zero_price: ZeroPriceRule = ZeroPriceRule.UNSAID
    replaced_by: str = ""
    measures: tuple[MeasureAsked, ...] = ()
    is_for_climate: bool = False
    asked: str = ""
    most_words: str = ""


@dataclass(frozen=True, slots=True)
class PriceScreen:
    """From where on a price is asked about as abnormally low, in per cent below; empty for never.

    `below_mean` compares with the mean of the prices, `below_next` with the next higher one.
    """

    below_mean: str = ""
    below_next: str = ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """How bids will be judged: the criteria, those of a group in the order in which they stand.

    `tie_break` holds the ids of the criteria that are compared in turn where bids are equal.
    """

    criteria: tuple[BuiltCriterion, ...] = ()
    tie_break: tuple[str, ...] = ()
    price_screen: PriceScreen = PriceScreen()
