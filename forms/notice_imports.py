"""The forms of a notice's import: the file, then what is taken over from the notice."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, HiddenField, StringField
from wtforms.validators import StopValidation

from forms.characters import refused_character
from forms.entrance import StartForm
from forms.page_fields import SeveralField
from forms.procurement import LONGEST_TITLE

LARGEST_NOTICE_FILE = 5_000_000


class NoticeFileForm(FlaskForm):
    """A file with published notices; which one, if it holds many."""

    file = FileField(
        "File",
        description=(
            "A notice or several in the Open Contracting Data Standard (OCDS), as JSON, of at "
            "most 5 MB: what Find a Tender and Contracts Finder offer for download."
        ),
    )
    ocid = StringField(
        "Which notice?",
        description=(
            "Its OCID, such as ocds-h6vhtk-04a1b2. Leave it empty to choose from those in the file."
        ),
        render_kw={"autocomplete": "off"},
    )

    def validate_file(self, field: Field) -> None:
        """Refuse no file."""
        if not field.data or not field.data.filename:
            raise StopValidation("Select the file with the notice")

    def validate_ocid(self, field: Field) -> None:
        """Refuse what can be no OCID."""
        field.data = (field.data or "").strip()
        if len(field.data) > LONGEST_TITLE or refused_character(field.data):
            raise StopValidation("Enter the OCID as it stands in the notice, or leave it empty")


class NoticeForm(StartForm):
    """A procurement begun from a notice: title, reference, and the facts that are taken over.

    The view sets which facts there are to choose from, as the notice tells them.
    """

    sealed = HiddenField()
    facts = SeveralField("What is taken over", choices=[])
