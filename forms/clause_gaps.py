"""The form that fills the gaps of all clauses at once: what they share, and what each lacks."""

from dataclasses import dataclass
from functools import cache

from flask_wtf import FlaskForm
from wtforms import Field

from forms.clauses import field_of, shown_value, value_fields, written_value


@dataclass(frozen=True, slots=True)
class Gap:
    """A variable that is asked for: of one measure's clause, or of all where `measure` is empty.

    `unit` is what a quantity is counted in, as people read it; empty for a mere number.
    """

    name: str
    measure: str = ""
    unit: str = ""

    @property
    def field(self) -> str:
        """The name of its field."""
        return f"{field_of(self.name)}-{self.measure}" if self.measure else field_of(self.name)


class GapsForm(FlaskForm):
    """The gaps of all clauses; each may stay empty."""

    gaps: tuple[Gap, ...] = ()

    def of(self, measure: str) -> tuple[Field, ...]:
        """Return the fields of a measure's clause, or those that all share where it is empty."""
        return tuple(self[gap.field] for gap in self.gaps if gap.measure == measure)

    @property
    def given(self) -> dict[str, dict[str, str]]:
        """What was typed for each gap, by measure; only what was validated can be relied on."""
        found: dict[str, dict[str, str]] = {}
        for gap in self.gaps:
            found.setdefault(gap.measure, {})[gap.name] = written_value(self[gap.field].data)
        return found


@cache
def gaps_form(gaps: tuple[Gap, ...]) -> type[GapsForm]:
    """Return the form that asks for some gaps."""
    fields: dict[str, object] = {"gaps": gaps}
    for gap in gaps:
        fields |= value_fields(gap.name, key=gap.field, unit=gap.unit)
    return type("FilledGapsForm", (GapsForm,), fields)


def gaps_data(values: dict[Gap, str]) -> dict[str, object]:
    """Return the data of the fields that show values again."""
    return {gap.field: shown_value(gap.name, value) for gap, value in values.items() if value}
