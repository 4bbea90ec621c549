"""What the fields of each part are called on the record, as the pages of the part call them.

Each field of each class that a part is made of has its line here, and a test finds one that has
none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from evaluation.outline.case import PROMPTS, Case, Risk
from evaluation.outline.checklist import Checklist, Item
from evaluation.outline.clauses import ClauseChoice, Clauses, Filled, Part, Texts
from evaluation.outline.criteria import (
    BuiltCriterion,
    Criteria,
    Level,
    MarksFrom,
    MeasureAsked,
    MinimumAsked,
    PriceScreen,
)
from evaluation.outline.lots import Lot, Lots
from evaluation.outline.proposal import Allowing, Choice, Judging, OwnMeasure, Proposal, Screened
from webapp.services.record import part_saying as say
from webapp.services.record.part_saying import Say


@dataclass(frozen=True, slots=True)
class Shown:
    """A field on the record: its title, how what it holds is said, how an item of it is named.

    What holds others and has no title of its own adds nothing to theirs.
    """

    title: str = ""
    say: Say = say.plain
    item: Say | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """A field that is not shown, and why not."""

    why: str


_IN_NAME: Final = Hidden("it names the item that the other lines are of")
_OF_ACCOUNT: Final = Hidden("it is the id of an account; the act says who, or a name stands by")

TITLES: Final[Mapping[type, Mapping[str, Shown | Hidden]]] = MappingProxyType(
    {
        Checklist: {"items": Shown(item=say.stage)},
        Item: {
            "topic": _IN_NAME,
            "state": Shown("How far it is"),
            "note": Shown("What came of it"),
        },
        Case: {
            **{prompt.name: Shown(prompt.title) for prompt in PROMPTS},
            "risks": Shown(item=say.named_risk),
        },
        Risk: {
            "what": Shown("What could go wrong"),
            "likelihood": Shown("Likelihood"),
            "gravity": Shown("Gravity"),
            "response": Shown("What is done about it"),
            "owner": Shown("Who sees to it"),
        },
        Lots: {
            "division": Shown("Division into lots"),
            "reasons": Shown("Why, or why not"),
            "lots": Shown(item=say.numbered),
            "most_lots": Shown("Lots that one bidder may win"),
            "limit_reasons": Shown("Why this limit, and who gets which lots"),
        },
        Lot: {
            "number": _IN_NAME,
            "title": Shown("What it is called"),
            "description": Shown("What belongs to it"),
            "value": Shown("What it is worth", say.pence),
        },
        Proposal: {
            "choices": Shown(item=say.chosen),
            "weight": Shown("Weight", say.hundredths),
            "weight_because": Shown("Why this weight"),
            "allowings": Shown(item=say.departure),
            "authors": _OF_ACCOUNT,
        },
        Choice: {
            "measure": _IN_NAME,
            "use": Shown("What it is used as"),
            "because": Shown("Why, if it is not as the rules propose"),
            "screens": Shown(item=say.screened),
            "own": Shown(),
            "judging": Shown("Put by"),
        },
        Screened: {
            "screen": _IN_NAME,
            "passes": Shown("Passes"),
            "because": Shown("Why"),
        },
        Judging: {"passes": Shown("Checks that were ticked"), "because": Shown("Why")},
        OwnMeasure: {
            "title": Shown("What it is called"),
            "definition": Shown("What counts"),
            "unit": Shown("Unit", say.unit),
            "outcome": Shown("Outcome that it serves", say.measure),
            "evidence": Shown("What evidence shows it"),
            "source": Shown("Where it was taken from", say.source),
        },
        Allowing: {
            "departure": _IN_NAME,
            "extent": Shown("How far it goes"),
            "because": Shown("Why it should be allowed"),
            "asked_by": _OF_ACCOUNT,
            "asked_name": Shown("Asked by"),
            "asked_on": Shown("Asked on"),
            "standing": Shown("What came of it"),
            "answered_by": _OF_ACCOUNT,
            "answered_name": Shown("Answered by"),
            "answered_as": Shown("Answered as"),
            "answered_because": Shown("Why it was answered so"),
            "answered_on": Shown("Answered on"),
            "waivable_by": Shown("Who may allow it, by the rule"),
        },
        Criteria: {
            "criteria": Shown(item=say.titled),
            "tie_break": Shown("Compared in turn where bids are equal", say.group),
            "price_screen": Shown(),
        },
        PriceScreen: {
            "below_mean": Shown("Asked about from so far below the mean price", say.per_cent),
            "below_next": Shown("Asked about from so far below the next price", say.per_cent),
        },
        BuiltCriterion: {
            "id": _IN_NAME,
            "title": Shown("What it is called"),
            "asked": Shown("What bidders are asked"),
            "most_words": Shown("Words that an answer may have"),
            "kind": Shown("Kind"),
            "within": Shown("Stands in", say.group),
            "weight": Shown("Weight", say.per_cent),
            "outcome": Shown("Outcome that it serves", say.measure),
            "indicators": Shown("Measures that it asks about", say.measure),
            "minimum": Shown("Minimum"),
            "scale": Shown("Scale"),
            "descriptors": Shown(item=say.marked),
            "formula": Shown("Formula", say.formula),
            "floor": Shown("Floor", say.decimal_pounds),
            "ceiling": Shown("Ceiling", say.decimal_pounds),
            "factor": Shown("Times the lowest price at which nothing is earned"),
            "target": Shown("Value that earns all points", say.decimal_pounds),
            "zero_price": Shown("A price of zero"),
            "replaced_by": Shown("Amount in place of a price of zero", say.decimal_pounds),
            "measures": Shown(item=say.titled),
            "is_for_climate": Shown("Carries the weight for climate"),
        },
        MinimumAsked: {
            "amount": Shown("What a bid must reach"),
            "is_percent": Shown("It is per cent"),
            "disqualifies": Shown("A bid below it is out"),
        },
        MarksFrom: {
            "lowest": Shown("Lowest mark"),
            "highest": Shown("Highest mark"),
            "step": Shown("Step between marks"),
        },
        Level: {"level": _IN_NAME, "text": Shown("In words")},
        MeasureAsked: {
            "id": _IN_NAME,
            "title": Shown("What it is called"),
            "unit": Shown("Unit", say.unit),
            "value": Shown("Value of a unit", say.decimal_pounds),
            "cap": Shown("Most that counts"),
            "outcome": Shown("Outcome that it serves", say.measure),
        },
        Clauses: {
            "choices": Shown(item=say.clause),
            "shared": Shown("In every clause", item=say.in_place_of),
        },
        ClauseChoice: {
            "measure": _IN_NAME,
            "take": Shown("What is taken of the library’s clause"),
            "because": Shown("Why"),
            "clause": Hidden("it is the library's id, and its texts stand by"),
            "version": Shown("Version of the library’s clause"),
            "library": Shown("The library’s text"),
            "texts": Shown(),
            "filled": Shown(item=say.in_place_of),
        },
        Texts: {part.value: Shown(part.words) for part in Part},
        Filled: {"name": _IN_NAME, "value": Shown("Filled with", say.filled)},
    }
)
"""By the classes that parts are made of, each field with its title or why it is not shown."""
