"""Lots, as their pages ask for them: whether there are any and why, and each one by itself."""

from functools import partial

from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField

from evaluation.outline.lots import MOST_LOTS, Division, Lot, Lots
from forms.page_fields import ChoiceField, TypedTextField
from forms.paragraphs import take_paragraphs
from forms.typed_text import read_pounds, read_whole, write_pounds

LONGEST_REASONS = 3_000
LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 2_000


class DivisionForm(FlaskForm):
    """Whether what is bought is divided into lots, why, and how many one bidder may win."""

    division = ChoiceField(
        "Is it divided into lots?",
        choices=[
            (Division.DIVIDED.value, "Yes, into two or more"),
            (Division.WHOLE.value, "No, it stays one contract"),
        ],
        missing="Select whether it is divided into lots",
        hints={Division.WHOLE.value: "The reasons are asked below, and stand in the outline."},
    )
    reasons = TextAreaField(
        "Why, or why not?",
        description=(
            "Could it reasonably be supplied under more than one contract, by area, trade or size? "
            "What would that do for small firms, for price, and for managing it?"
        ),
    )
    most_lots = TypedTextField(
        "How many lots may one bidder win?",
        description="Only if it is divided. Leave it empty if there is no limit.",
        parse=partial(read_whole, least=1, most=MOST_LOTS, unit="lots"),
        suffix="lots",
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    limit_reasons = TextAreaField(
        "Why this limit, and how is it decided which lots they get?",
        description="Only if there is a limit. The tender notice states both.",
    )

    def validate_reasons(self, field: Field) -> None:
        """Ask for the reasons where there are no lots."""
        is_needed = self.division.data == Division.WHOLE.value
        what = "the reasons for not using lots" if is_needed else "the reasons"
        take_paragraphs(field, what, most=LONGEST_REASONS, is_needed=is_needed)

    def validate_limit_reasons(self, field: Field) -> None:
        """Ask why there is a limit, where there is one."""
        is_needed = self.most_lots.data is not None and self.division.data != Division.WHOLE.value
        take_paragraphs(field, "why there is a limit", most=LONGEST_REASONS, is_needed=is_needed)

    def applied_to(self, lots: Lots) -> Lots:
        """Return the lots with what was told here; those drawn already stay."""
        limit = self.most_lots.data
        return Lots(
            Division(self.division.data),
            self.reasons.data or "",
            lots.lots,
            limit if isinstance(limit, int) else None,
            self.limit_reasons.data or "",
        )


class LotForm(FlaskForm):
    """A lot: its title, what belongs to it, and what it is worth."""

    title = StringField("What is this lot called?", description="For example: Parks, north.")
    description = TextAreaField(
        "What belongs to it?", description="Leave it empty if the title says it all."
    )
    value = TypedTextField(
        "What is it worth?",
        description="Over the whole term with extensions. Leave it empty if you do not know yet.",
        parse=read_pounds,
        write=write_pounds,
        prefix="£",
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )

    def validate_title(self, field: Field) -> None:
        """Ask for a title, on one line."""
        take_paragraphs(field, "what this lot is called", most=LONGEST_TITLE)

    def validate_description(self, field: Field) -> None:
        """Take a description that may be missing."""
        take_paragraphs(field, "what belongs to it", most=LONGEST_DESCRIPTION, is_needed=False)

    def lot(self, number: int) -> Lot:
        """Return the lot as it was told; only what has been validated can be relied on."""
        value = self.value.data
        return Lot(
            number,
            str(self.title.data),
            self.description.data or "",
            value if isinstance(value, int) else None,
        )
