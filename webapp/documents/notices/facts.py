"""What notices are made from: the purchase, what is offered, the award and the contract."""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from evaluation.letters.standstill import Standstill
from evaluation.model import Model
from evaluation.outline.lots import Lots
from evaluation.publication import PriceBasis
from rules.money import STANDARD_RATE, Money, Percent, VatBasis


@dataclass(frozen=True, slots=True)
class Authority:
    """Who buys: `group` is central or sub_central, empty where the rules do not say."""

    name: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What is bought, as every notice of it says.

    `is_above` is whether it reaches its threshold, None where that is not determined.
    `special_rules`, `framework` and `procedure` are members of the vocabulary's lists, empty where
    they are not known. `kpis_minimum` is how many key performance indicators the law asks for,
    `standstill_days` how many working days of standstill, None where the rules do not say.
    `kpis_described` is how many of the indicators the details notice describes, and
    `suppliers_named_above` the value above which the award notice names who did not win: None
    where the law has no such figure on the day of the procurement.
    """

    reference: str
    title: str
    authority: Authority
    category: str
    also_includes: tuple[str, ...] = ()
    value: Money | None = None
    is_above: bool | None = None
    special_rules: str = "none"
    framework: str = "none"
    procedure: str = ""
    duration_months: int | None = None
    extension_months: int | None = None
    cpv: tuple[str, ...] = ()
    lots: Lots = field(default_factory=Lots)
    kpis_minimum: int = 0
    standstill_days: int | None = None
    kpis_described: int | None = None
    suppliers_named_above: Money | None = None
    is_copy_published: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offered:
    """On which terms bids are asked for; moments are None before the tender is published."""

    model: Model
    deadline_at: datetime | None = None
    questions_until: datetime | None = None
    contact: str = ""
    documents_at: str = ""
    price_basis: PriceBasis = PriceBasis.UNSAID
    has_conflicts_assessment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Winner:
    """The supplier of the most advantageous tender, by its bid; what is empty is not on record.

    `price` is in pounds as it was bid, None where the model asks for none; `vat` is whether it
    counts value added tax, None while nobody has said. `is_price_of_year` says that it is for one
    year, so that it is not the value of the contract.
    """

    bid: str
    name: str
    email: str = ""
    address: str = ""
    identifier: str = ""
    price: Fraction | None = None
    vat: VatBasis | None = None
    is_price_of_year: bool = False
    rate: Percent = STANDARD_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award decision of which bidders were told.

    `bids` is how many bidders had sent one by the deadline and not taken it back, read or not.
    `assessed` is how many were assessed and not disregarded: a late one that was admitted too.
    `standstill` is that which the notice started, None before it is published. `cancelled` is how
    many awards before it had a notice published and were taken back.
    """

    winner: Winner
    decided_on: date
    told_at: datetime
    bids: int
    assessed: int
    standstill: Standstill | None = None
    cancelled: int = 0

    @property
    def id(self) -> str:
        """The id of the award in the process: one that was taken back keeps its own."""
        return str(self.cancelled + 1)


@dataclass(frozen=True, slots=True)
class Kpi:
    """A promise of the winner that becomes a key performance indicator.

    `id` is the measure's, and `outcome` the policy's outcome that it serves, or empty.
    """

    id: str
    title: str
    description: str
    quantity: Fraction
    unit: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that was entered into, with what its performance is measured by.

    `left_out` are the titles of what the winner promised and what did not count.
    """

    award: Award
    signed_on: date
    kpis: tuple[Kpi, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """That a procurement ended without award: when that was decided, and why.

    `cancelled` is how many awards had a notice published and were taken back.
    """

    decided_on: date
    because: str
    cancelled: int = 0
