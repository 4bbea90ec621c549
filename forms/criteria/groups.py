"""The forms of a group, and of a requirement that is passed or failed."""

from fractions import Fraction
from typing import ClassVar

from wtforms import Field, TextAreaField

from evaluation.outline.criteria import BuiltCriterion, CriterionKind, Level
from evaluation.tender import GateScore
from forms.criteria.base import CriterionForm, MinimumPart, Offers, OutcomePart, beyond
from forms.criteria.lines import take_asked
from forms.page_fields import TypedTextField
from forms.paragraphs import take_paragraphs

_LONGEST = 1_000


class GroupForm(CriterionForm, OutcomePart, MinimumPart):
    """A group: its outcome is that of all which stands in it, its minimum is in per cent."""

    shown: ClassVar[tuple[str, ...]] = ("title", "outcome")

    def __init__(self, standing: BuiltCriterion, offers: Offers) -> None:
        """Take the group as it stands, and what can be chosen."""
        data = {**self.outcome_data(standing), **self.minimum_data(standing)}
        super().__init__(standing, **data)
        self.offer_outcomes(offers, standing)
        self.minimum.suffix = "per cent"

    def validate_minimum(self, field: TypedTextField) -> None:
        """Refuse more than all."""
        super().validate_minimum(field)
        beyond(field, Fraction(100), "Enter at most 100")

    def criterion(self) -> BuiltCriterion:
        """Return the group as it was sent; only what has been validated can be relied on."""
        return BuiltCriterion(
            id=self.standing.id,
            title=str(self.title.data),
            kind=CriterionKind.GROUP,
            within=self.standing.within,
            weight=self.standing.weight,
            outcome=self.outcome_served,
            is_for_climate=self.is_for_climate,
            minimum=self.minimum_asked(is_percent=True),
        )


class RequirementForm(CriterionForm):
    """A requirement: what passes, and what fails."""

    shown: ClassVar[tuple[str, ...]] = ("title", "asked", "passed", "failed")

    asked = TextAreaField(
        "What shows that it is met?",
        description=(
            "What a bidder has to give or declare, as bidders read it. They answer Yes or No. It "
            "is needed before the outline is submitted."
        ),
    )
    passed = TextAreaField("What passes?", description="What a bid must show.")
    failed = TextAreaField("What fails?", description="A bid that fails is out.")

    def __init__(self, standing: BuiltCriterion) -> None:
        """Take the requirement as it stands."""
        told = {one.level: one.text for one in standing.descriptors}
        super().__init__(standing, asked=standing.asked, **told)

    def validate_asked(self, field: Field) -> None:
        """Refuse what cannot be shown, or nobody would read; none is taken for not yet."""
        take_asked(field, "what shows that it is met")

    def validate_passed(self, field: Field) -> None:
        """Refuse what cannot be shown, or nobody would read."""
        take_paragraphs(field, "what passes", most=_LONGEST, is_needed=False)

    def validate_failed(self, field: Field) -> None:
        """Refuse what cannot be shown, or nobody would read."""
        take_paragraphs(field, "what fails", most=_LONGEST, is_needed=False)

    def criterion(self) -> BuiltCriterion:
        """Return the requirement as it was sent; only what was validated can be relied on."""
        told = (
            Level(GateScore.PASSED.value, str(self.passed.data)),
            Level(GateScore.FAILED.value, str(self.failed.data)),
        )
        return BuiltCriterion(
            id=self.standing.id,
            title=str(self.title.data),
            kind=CriterionKind.GATE,
            within=self.standing.within,
            descriptors=tuple(one for one in told if one.text),
            asked=str(self.asked.data),
        )
