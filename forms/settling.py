"""What is settled before an award: promises, grounds to disregard a tender, prices in question."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from evaluation.settling.grounds import GROUNDS
from evaluation.tender import CommitmentVerdict
from forms.page_fields import ChoiceField, DayField
from forms.paragraphs import take_paragraphs

LONGEST = 4_000
LONGEST_ANSWER = 20_000
LONGEST_TO_ANSWER = timedelta(days=120)

VERDICTS = tuple(
    (one.value, one.words) for one in (CommitmentVerdict.COUNTED, CommitmentVerdict.NOT_COUNTED)
)
PRICE_VERDICTS: Sequence[tuple[str, str, str]] = (
    (
        "demonstrated",
        "It demonstrated the price",
        "The tender stays, and may not be disregarded for its price.",
    ),
    (
        "not_demonstrated",
        "It did not, and the tender is disregarded",
        "The tender is not ranked any more. Its bidder is told the ground and the reasons.",
    ),
    (
        "not_disregarded",
        "It did not, and the tender is kept all the same",
        "The authority may disregard such a tender, and need not.",
    ),
)


class PromiseForm(FlaskForm):
    """Whether a promise counts, and why."""

    verdict = ChoiceField(
        "Does it count?", choices=VERDICTS, missing="Select whether the promise counts"
    )
    because = TextAreaField(
        "Why",
        description="By the words of this tender and the published rules. Its bidder reads this, "
        "so name no other.",
    )

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it counts, or does not", most=LONGEST)


class GroundForm(FlaskForm):
    """On which ground a tender is disregarded, why, and how its bidder was heard."""

    ground = ChoiceField(
        "On which ground?",
        description="All are of the Procurement Act 2023.",
        choices=[(one.id, f"{one.title} ({one.cites})") for one in GROUNDS.values()],
        hints={
            one.id: " ".join(
                part
                for part in (one.effect, one.before and f"Before: {one.before}.", one.after)
                if part
            )
            for one in GROUNDS.values()
        },
        missing="Select the ground",
    )
    heard = TextAreaField(
        "How and when the supplier was heard",
        description="Where the ground has something that comes before, say how and when the "
        "supplier was given it, and what it said.",
    )
    because = TextAreaField(
        "Why the ground applies",
        description="The facts, and what shows them. Its bidder reads this, so name no other.",
    )

    def validate_heard(self, field: Field) -> None:
        """Ask how the supplier was heard where the law wants that first."""
        ground = GROUNDS.get(self.ground.data or "")
        is_needed = ground is not None and bool(ground.before)
        what = "how and when the supplier was heard"
        take_paragraphs(field, what, most=LONGEST, is_needed=is_needed)

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why the ground applies", most=LONGEST)


class LiftForm(FlaskForm):
    """Why a tender is not disregarded on a ground any more."""

    because = TextAreaField("Why it does not stand any more")

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it does not stand any more", most=LONGEST)


class EnteredAnswerForm(FlaskForm):
    """What a bidder answered about its price otherwise than on its own page."""

    answer = TextAreaField(
        "What it answered",
        description="In its own words, with the day and the way in which it came.",
    )

    def validate_answer(self, field: Field) -> None:
        """Ask for the answer."""
        take_paragraphs(field, "what it answered", most=LONGEST_ANSWER)


class OwnAnswerForm(FlaskForm):
    """A bidder's own answer about its price."""

    answer = TextAreaField(
        "Your answer",
        description="It explains your tender as you sent it, and can’t change it. Mark what you "
        "hold to be a trade secret or commercially sensitive, and say why.",
    )

    def validate_answer(self, field: Field) -> None:
        """Ask for the answer."""
        take_paragraphs(field, "your answer", most=LONGEST_ANSWER)


def question_form(first: date) -> type[FlaskForm]:
    """Return the form of a question about a price, to be answered by a day from `first` on."""
    given: dict[str, Any] = {
        "reasons": TextAreaField(
            "Why the authority considers the price abnormally low",
            description="By this tender and what the contract requires. No figures of others, and "
            "nothing from which they could be worked out: its bidder reads this.",
            validators=[_reasons],
        ),
        "answer_by": DayField(
            "By the end of which day may it answer?",
            description="A reasonable time for what it has to show.",
            what="The day",
            first=first,
            last=first + LONGEST_TO_ANSWER,
            missing="Enter the day by which it may answer",
        ),
    }
    return type("PriceQuestionForm", (FlaskForm,), given)


def price_form(allowed: Collection[str]) -> type[FlaskForm]:
    """Return the form of the decision on a price, with the verdicts that may be given now."""
    offered = [one for one in PRICE_VERDICTS if one[0] in allowed]
    given: dict[str, Any] = {
        "verdict": ChoiceField(
            "Did it demonstrate that it can perform the contract for this price?",
            choices=[(value, label) for value, label, _ in offered],
            hints={value: hint for value, _, hint in offered},
            missing="Select what is decided",
        ),
        "because": TextAreaField(
            "Why",
            description="By what the bidder was asked and answered. Its bidder may read this, so "
            "name no other.",
            validators=[_why],
        ),
    }
    return type("PriceDecisionForm", (FlaskForm,), given)


def _reasons(_: FlaskForm, field: Field) -> None:
    take_paragraphs(field, "the authority’s reasons", most=LONGEST)


def _why(_: FlaskForm, field: Field) -> None:
    take_paragraphs(field, "why that is decided", most=LONGEST)
