"""What is entered of a notice for the central platform, and stands nowhere else on record."""

import re

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField
from wtforms.validators import ValidationError

from forms.page_fields import ChoiceField

PREFIX = "ocds-h6vhtk-"
"""With what the OCIDs of the central platform begin."""
UNSAID = "unsaid"
_OCID = re.compile(rf"{PREFIX}[0-9a-f]{{6,12}}")
_NOTICES = re.compile(r"[0-9]{1,4}")


class TenderNoticeForm(FlaskForm):
    """The OCID of the contracting process, as far as the platform has given one."""

    after = HiddenField()
    ocid = StringField(
        "OCID of the contracting process, if the central platform has given one",
        description=f"For example, {PREFIX}0510f8. Leave it empty before.",
    )

    def validate_ocid(self, field: Field) -> None:
        """Take an OCID of the central platform, or none."""
        field.data = (field.data or "").strip()
        if field.data and not _OCID.fullmatch(field.data):
            raise ValidationError(
                f"The OCID begins with {PREFIX}, and has six digits or letters from a to f after "
                "it: copy it from the central platform, or leave it empty"
            )

    @property
    def after_read(self) -> int:
        """How many notices of the kind the page showed, -1 if that was tampered with."""
        text = self.after.data or ""
        return int(text) if _NOTICES.fullmatch(text) else -1


class AwardNoticeForm(TenderNoticeForm):
    """The same, and whether the winner's price counts value added tax."""

    vat = ChoiceField(
        "Is the price in the winner’s bid with or without VAT?",
        description="Notices give the value both ways. The tender documents say on which basis "
        "prices were asked for.",
        choices=(
            ("excluded", "Without VAT"),
            ("included", "With VAT"),
            (UNSAID, "I do not know: leave the value out"),
        ),
        missing="Select whether the price is with or without VAT",
    )
