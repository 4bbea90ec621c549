"""A stage of the commissioning checklist, as its page asks about it."""

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from evaluation.outline.checklist import Item, State, Topic
from forms.page_fields import ChoiceField
from forms.paragraphs import take_paragraphs

LONGEST_NOTE = 2_000

_HINTS = {
    State.DONE.value: "Say below what came of it.",
    State.NOT_NEEDED.value: "Say below why.",
}


class StageForm(FlaskForm):
    """How far a stage has come, and what came of it."""

    state = ChoiceField(
        "How far is this?",
        choices=[(state.value, state.words) for state in State],
        missing="Select how far this is",
        hints=_HINTS,
    )
    note = TextAreaField("What came of it, or why it is not needed")

    def validate_note(self, field: Field) -> None:
        """Ask for the reason where a stage is not needed; otherwise a note may be left out."""
        is_reason = self.state.data == State.NOT_NEEDED.value
        what = "why it is not needed" if is_reason else "the note"
        take_paragraphs(field, what, most=LONGEST_NOTE, is_needed=is_reason)

    def item(self, topic: Topic) -> Item:
        """Return the stage as it was told; only what has been validated can be relied on."""
        return Item(topic, State(self.state.data), self.note.data or "")
