"""The commissioning checklist, as its page asks for it: each stage, settled or not yet."""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from evaluation.outline.checklist import GUIDE_OF, Checklist, Item, State, Topic
from forms.page_fields import ChoiceField
from forms.paragraphs import take_paragraphs

LONGEST_NOTE = 2_000
NOT_YET = "not_yet"
_STATE, _NOTE = "state_", "note_"

CHOICES = (
    (State.DONE.value, "Done"),
    (State.NOT_NEEDED.value, "Not needed"),
    (NOT_YET, "Not yet"),
)
_NEEDED: Mapping[str, str] = MappingProxyType(
    {State.DONE.value: "what came of “{}”", State.NOT_NEEDED.value: "why “{}” is not needed"}
)


class StagesForm(FlaskForm):
    """Every stage: whether it is settled, and what came of it or why it is not needed."""

    def items(self) -> tuple[Item, ...]:
        """Return the stages as they were told; only what has been validated can be relied on."""
        return tuple(self._item(topic) for topic in Topic)

    def _item(self, topic: Topic) -> Item:
        chosen = self[f"{_STATE}{topic.value}"].data
        note = str(self[f"{_NOTE}{topic.value}"].data or "")
        if chosen == NOT_YET:
            return Item(topic, State.UNDER_WAY if note else State.NOT_STARTED, note)
        return Item(topic, State(chosen), note)

    def controls(self, topic: Topic) -> tuple[Field, Field]:
        """Return the two fields of a stage."""
        return self[f"{_STATE}{topic.value}"], self[f"{_NOTE}{topic.value}"]


def stages_data(checklist: Checklist) -> dict[str, str]:
    """Return what stands in a checklist, as the data of its form."""
    data: dict[str, str] = {}
    for item in checklist.every:
        is_open = item.state in (State.NOT_STARTED, State.UNDER_WAY)
        data[f"{_STATE}{item.topic.value}"] = NOT_YET if is_open else item.state.value
        data[f"{_NOTE}{item.topic.value}"] = item.note
    return data


def _note_of(topic: Topic) -> Callable[[FlaskForm, Field], None]:
    """Return what asks for the note of a stage that is settled."""
    title = GUIDE_OF[topic].title

    def check(form: FlaskForm, field: Field) -> None:
        needed = _NEEDED.get(form[f"{_STATE}{topic.value}"].data or "")
        what = (needed or "the note on “{}”").format(title)
        take_paragraphs(field, what, most=LONGEST_NOTE, is_needed=needed is not None)

    return check


@cache
def checklist_form() -> type[StagesForm]:
    """Return the form that asks about every stage."""
    fields: dict[str, Any] = {}
    for topic in Topic:
        title = GUIDE_OF[topic].title
        fields[f"{_STATE}{topic.value}"] = ChoiceField(
            f"How far is this: {title}?", choices=CHOICES, missing=f"Select how far “{title}” is"
        )
        fields[f"{_NOTE}{topic.value}"] = TextAreaField(
            "What came of it, or why it is not needed", validators=[_note_of(topic)]
        )
    return type("ChecklistForm", (StagesForm,), fields)
