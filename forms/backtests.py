"""The form that starts a back-test."""

from collections.abc import Iterable
from datetime import date

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, SelectField
from wtforms.validators import StopValidation

from forms.page_fields import DayField
from rules.vocabulary import FACT_BY_NAME

_COMMENCED = FACT_BY_NAME["commenced_on"]
_FIRST, _LAST = _COMMENCED.minimum, _COMMENCED.maximum
NO_OTHER = "nothing"


class BacktestForm(FlaskForm):
    """A file of notices, and the one or two policies under which they are decided."""

    notices = FileField(
        "File of notices",
        description=(
            "Published notices in the Open Contracting format: a release package, a record "
            "package, or one release a line. At most 64 MB."
        ),
    )
    policy = SelectField("Decide them under", validate_choice=False)
    against = SelectField("Compare with", validate_choice=False)
    on = DayField(
        "Decide each as if it commenced on",
        what="The day",
        first=_FIRST if isinstance(_FIRST, date) else date.min,
        last=_LAST if isinstance(_LAST, date) else date.max,
        description=(
            "Leave it empty to decide each as of its own day. Notices lie in the past: to see what "
            "a policy of today or tomorrow makes of them, give a day from which it is in force."
        ),
    )

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these policies, as values with their words."""
        offered = list(choices)
        self.policy.choices = offered
        self.against.choices = [(NO_OTHER, "Nothing: do not compare"), *offered]

    @property
    def other(self) -> str:
        """The policy to compare with, empty for none."""
        return "" if self.against.data == NO_OTHER else str(self.against.data or "")

    def validate_notices(self, field: Field) -> None:
        """Refuse no file."""
        if not field.data or not field.data.filename:
            raise StopValidation("Select a file of notices")

    def validate_policy(self, field: SelectField) -> None:
        """Refuse what is not offered."""
        if not _is_offered(field):
            raise StopValidation("Select a policy")

    def validate_against(self, field: SelectField) -> None:
        """Refuse what is not offered, and to compare a policy with itself."""
        if not _is_offered(field):
            raise StopValidation("Select what to compare with, or not to compare")
        if field.data and field.data == self.policy.data:
            raise StopValidation("Select another policy than the one above, or not to compare")


def _is_offered(field: SelectField) -> bool:
    return field.data in {value for value, *_ in field.iter_choices()}
