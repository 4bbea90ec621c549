"""Lots that are awarded together: which tender a lot has, and by which rule they are awarded."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation

from evaluation.lot_terms import FIRST_PLACES, Rule
from evaluation.lot_terms import RULES as MEANINGS
from forms.page_fields import ChoiceField, SeveralField, TypedTextField
from forms.paragraphs import take_paragraphs
from forms.tender.fields import LONGEST_PLACE
from rules.wording import upper_first

LONGEST = 2_000
CONFIRMED = "one"
_ORDER = "order-"
_ONE_EACH = (
    "Each line of the table is one bidder, no bidder has two lines, and no two lines are one "
    "supplier for the limit"
)
_NONE = "none"
_THEN = ","
_TIES = (
    (_NONE, "Nothing was published for that: they stay equal"),
    (Rule.BEST_TOTAL.value, "The best total of points"),
    (Rule.LOWEST_COST.value, "The lowest cost"),
    (f"{Rule.BEST_TOTAL}{_THEN}{Rule.LOWEST_COST}", "The best total, then the lowest cost"),
    (f"{Rule.LOWEST_COST}{_THEN}{Rule.BEST_TOTAL}", "The lowest cost, then the best total"),
)
RULES: Mapping[Rule, str] = {
    Rule.BIDDER_PREFERENCE: "By each bidder’s own order of the lots",
    Rule.BEST_TOTAL: "The combination of awards with the most points in all",
    Rule.LOWEST_COST: "The combination of awards that costs least in all",
    Rule.IN_ORDER: "One lot after the other, in their order",
}
"""What each rule is called."""


class OverLimit(NamedTuple):
    """A bidder that bids for more lots than it may win: its id, its name, the lots' numbers."""

    id: str
    name: str
    lots: tuple[int, ...]


class LeaveForm(FlaskForm):
    """Why the tender of a lot is taken out."""

    because = TextAreaField(
        "Why it is taken out",
        description="It stands in the record of both procurements.",
    )

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it is taken out", most=LONGEST)


class LeaveOutForm(FlaskForm):
    """Why a lot is not tendered now."""

    because = TextAreaField(
        "Why it is not tendered now",
        description="It stands in the record, and on the pages of the award of the lots. Name no "
        "bidder.",
    )

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it is not tendered now", most=LONGEST)


def join_form(offered: Sequence[tuple[str, str]]) -> type[FlaskForm]:
    """Return the form on which the tender of a lot is chosen: those offered, by id."""
    known = {value for value, _ in offered}

    def chosen(_: FlaskForm, field: Field) -> None:
        if field.data not in known:
            message = "Select the procurement that tenders the lot"
            raise StopValidation(message)

    field = SelectField(
        "Which procurement tenders it?",
        description="One of your authority’s whose tender is published, and which is of no lot.",
        choices=[SelectChoice(*one) for one in (("", "Select one"), *offered)],
        validate_choice=False,
        validators=[chosen],
    )
    return type("JoinForm", (FlaskForm,), {"tender": field})


class AwardForm(FlaskForm):
    """By which published rule the lots are awarded; see `award_form`."""

    rule = ChoiceField(
        "Which rule did you publish?",
        choices=[(rule.value, title) for rule, title in RULES.items()],
        description=f"{FIRST_PLACES} The rule decides only where that cannot be. Select one only "
        "if all that it says was published.",
        missing="Select the rule that was published",
        hints={rule.value: f"{upper_first(MEANINGS[rule])}." for rule in RULES},
    )
    ties = ChoiceField(
        "What was published for awards that the rule leaves equal?",
        choices=_TIES,
        missing="Select what decides where the rule leaves awards equal",
    )
    rule_at = StringField(
        "Where were the limit and the rule published?",
        description="The tender notice or the tender documents, with the section. Bidders read it.",
    )
    needs_place = False

    def validate_rule_at(self, field: Field) -> None:
        """Ask where it was published, on one line; where no limit is set it can be empty."""
        field.data = " ".join(str(field.data or "").split())
        what = "where the limit and the rule were published"
        take_paragraphs(field, what, most=LONGEST_PLACE, is_needed=self.needs_place)

    def validate_ties(self, field: Field) -> None:
        """Refuse to compare again what the rule compares."""
        if self.rule.data in str(field.data).split(_THEN):
            message = "The rule compares that already: select what was published beside it"
            raise StopValidation(message)

    def rule_typed(self) -> Rule:
        """Return the rule; only what has been validated can be relied on."""
        return Rule(self.rule.data)

    def tie_break(self) -> tuple[Rule, ...]:
        """Return what decides where the rule leaves awards equal."""
        typed = str(self.ties.data)
        return () if typed == _NONE else tuple(map(Rule, typed.split(_THEN)))

    def orders(self) -> dict[str, tuple[int, ...]]:
        """Return the bidders' own orders of lots by the bidder's id."""
        return {
            field.name.removeprefix(_ORDER): field.data
            for field in self
            if field.name.startswith(_ORDER) and field.data
        }


class ConfirmForm(FlaskForm):
    """That the table of who bids for what is right."""

    confirmed = SeveralField(
        "Who is one bidder",
        choices=[(CONFIRMED, _ONE_EACH)],
    )

    def validate_confirmed(self, field: Field) -> None:
        """Ask that it be confirmed."""
        if CONFIRMED not in (field.data or ()):
            message = "Confirm that each line is one bidder"
            raise StopValidation(message)


class ConfirmAgainForm(ConfirmForm):
    """That it is right, and why lots are awarded again that were awarded before."""

    why = TextAreaField(
        "Why are the lots awarded again?",
        description="It stands on record beside the award, and everybody who may see who won "
        "reads it.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why the lots are awarded again", most=LONGEST)


def to_confirm(*, is_again: bool, why: str = "") -> ConfirmForm:
    """Return what is asked before an award, nothing confirmed: again with the reason typed."""
    if is_again:
        return ConfirmAgainForm(formdata=None, data={"why": why})
    return ConfirmForm(formdata=None)


def award_form(bidders: Sequence[OverLimit], *, has_limit: bool) -> type[AwardForm]:
    """Return the form on which the rule is entered, with an order of lots for these bidders."""
    fields: dict[str, Any] = {
        f"{_ORDER}{one.id}": TypedTextField(
            f"In which order does {one.name} want lots {_listed(one.lots)}?",
            description="Only where the rule goes by it: their numbers with commas between, the "
            "one that it wants most first.",
            parse=_order_of(one),
            write=_listed,
            validators=[_is_needed],
        )
        for one in bidders
    }
    return type("RuleForm", (AwardForm,), {**fields, "needs_place": has_limit})


def _is_needed(form: AwardForm, field: Field) -> None:
    is_asked = form.rule.data == Rule.BIDDER_PREFERENCE.value
    if is_asked and field.data is None and not field.process_errors:
        message = "Enter the order in which the bidder wants the lots"
        raise StopValidation(message)


def _order_of(one: OverLimit) -> Callable[[str], tuple[int, ...]]:
    def parse(text: str) -> tuple[int, ...]:
        given = [part.strip() for part in text.split(",")]
        wanted = sorted(map(str, one.lots))
        if sorted(given) != wanted:
            message = f"Enter the numbers {_listed(one.lots)}, each once, with commas between"
            raise ValueError(message)
        return tuple(map(int, given))

    return parse


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
