"""The words of a list of procurements: its choices, and what each row waits for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from flask import get_template_attribute, request, url_for
from markupsafe import Markup

from forms.procurement_filters import ProcurementFilter, procurement_filter
from rules.uk_time import day_of
from rules.vocabulary.conclusions import TIERS
from rules.vocabulary.labels import label
from rules.vocabulary.purchase import CATEGORIES
from rules.wording import counted
from webapp.services.finding import Row
from webapp.services.finding.listing import ROWS_KEPT
from webapp.services.kept import Kept
from webapp.services.standing import Stage, Turn
from webapp.store.finding import Order, Wanted
from webapp.views.wording import STAGES

Options = tuple[tuple[str, str], ...]

WAITS_FOR = {
    Turn.BUYER: "The buyer",
    Turn.PANEL: "The panel",
    Turn.OFFICER: "A procurement officer",
    Turn.NOBODY: "Nobody",
}
ORDERS = {
    Order.CHANGED: "Changed last",
    Order.VALUE: "Highest value",
    Order.TITLE: "Title",
}
TAGS = {
    Stage.QUESTIONS: "questions",
    Stage.UNDECIDED: "undecided",
    Stage.DECIDED: "decided",
    Stage.SUBMITTED: "undecided",
    Stage.RETURNED: "questions",
    Stage.WITHDRAWN: "unsure",
    Stage.APPROVED: "decided",
    Stage.APPROVED_WITH_CONDITIONS: "questions",
    Stage.REJECTED: "unsure",
    Stage.SEALED: "decided",
    Stage.REOPENED: "decided",
}
_BUYERS_WORK = {
    Stage.UNDECIDED: "the decision",
    Stage.DECIDED: "the outline",
    Stage.RETURNED: "what was returned",
    Stage.WITHDRAWN: "the outline",
    Stage.APPROVED_WITH_CONDITIONS: "the conditions",
    Stage.REOPENED: "the new version",
}

CHOICES: Mapping[str, Options] = {
    "stage": tuple((stage.value, words) for stage, words in STAGES.items()),
    "category": tuple((one, label("category", one)) for one in CATEGORIES),
    "tier": tuple((one, label("social_value_tier", one)) for one in TIERS),
    "waits": tuple((turn.value, words) for turn, words in WAITS_FOR.items()),
}
"""By the name of each field that is chosen from, the values and their words."""


_EMPTY: Final[Kept[Markup]] = Kept(1)


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row with the words and tag of its stage, and what waits for whom since which day."""

    row: Row
    stage: str
    tag: str
    waits_for: str
    since: date | None

    def __hash__(self) -> int:
        """Return the hash of its row: quick, and equal for equal rows."""
        return hash(self.row)


def asked_filter() -> ProcurementFilter:
    """Return what the address of the page asks for."""
    allowed = {name: [value for value, _ in options] for name, options in CHOICES.items()}
    return procurement_filter(request.args, allowed, [order.value for order in Order])


def filter_shown(sought: ProcurementFilter) -> Markup:
    """Return the form that narrows a list; the one with nothing in it is made once."""

    def render() -> Markup:
        macro: Callable[..., Markup] = get_template_attribute("macros/finding.html", "list_filter")
        orders = {order.value: words for order, words in ORDERS.items()}
        return macro(sought, CHOICES, orders, url_for("procurements.my_procurements"))

    is_empty = not sought.arguments and not sought.errors
    return _EMPTY.of("nothing sought", render) if is_empty else render()


def wanted_of(sought: ProcurementFilter) -> Wanted:
    """Return a filter as the store takes it."""
    return Wanted(
        words=sought.words,
        stage=sought.chosen["stage"],
        category=sought.chosen["category"],
        tier=sought.chosen["tier"],
        waits_for=sought.chosen["waits"],
        least=sought.least,
        most=sought.most,
        order=Order(sought.order) if sought.order else Order.WAITING,
    )


@lru_cache(maxsize=ROWS_KEPT)
def line_of(row: Row) -> RowShown:
    """Return a row as a page shows it."""
    since = day_of(row.waits_since) if row.waits_since else None
    return RowShown(row, STAGES[row.stage], TAGS[row.stage], waits_words(row), since)


def words_of(row: Row) -> tuple[str, str]:
    """Return the words of a row's stage, and of what it waits for."""
    return STAGES[row.stage], waits_words(row)


def waits_words(row: Row) -> str:
    """Return whom a procurement waits for, and for what of theirs."""
    if row.waits_for is not Turn.BUYER:
        return WAITS_FOR[row.waits_for]
    if row.stage is Stage.QUESTIONS and row.questions_open:
        return f"{row.started_by}: {counted(row.questions_open, 'question')}"
    work = _BUYERS_WORK.get(row.stage, "the first answers")
    return f"{row.started_by}: {work}"
