"""The pages of the guided journey, made from the vocabulary: a new fact needs no new class."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field

from forms.page_fields import ChoiceField, DayField, SeveralField, TypedTextField
from forms.typed_text import read_percent, read_pounds, read_whole, write_pounds
from forms.usual_answers import beforehand, is_chosen_beforehand
from rules.consistency import inconsistencies
from rules.money import Money, Pence, Percent, VatBasis, percent_text
from rules.procurement import REQUIRED, Answers
from rules.vocabulary import FACT_BY_NAME, Fact, Kind, Value
from rules.vocabulary.labels import hint, label, member_hint

NOT_KNOWN = "unknown"
NOT_KNOWN_LABEL = "I do not know yet"
_NOT_KNOWN_LABELS = {"nhs_body_kind": "It is not an NHS body, or I do not know yet"}
_YES, _NO = "yes", "no"
_BESIDES = {"also_includes": "category"}
"""The facts that name what there is besides the answer to another, which they never offer."""

_LONG_AGO = {"framework_commenced_on": date(2024, 3, 12)}
"""Examples of days that lie behind whoever answers, by fact."""

_LEAVE_EMPTY = "Leave it empty if you do not know yet."
_VAT = "_vat"
_RATE = "_vat_rate"


class QuestionForm(FlaskForm):
    """A page of questions; `facts` are those it asks, in order.

    Where a usual answer is chosen beforehand, the question says so until it is answered.
    """

    facts: ClassVar[tuple[Fact, ...]] = ()

    def __init__(self, *, answers: Answers | None = None, **kwargs: object) -> None:
        """Take all answers given so far: those of this page are shown, the others compared."""
        self._given = dict(answers or {})
        super().__init__(data=form_data(self.facts, self._given), **kwargs)
        for name, other in _BESIDES.items():
            if name in self:
                self[name].leave_out(self._given.get(other))
        for fact in self.facts:
            if fact.name not in self._given and (words := beforehand(fact)):
                self[fact.name].description += f" {words}"

    def answered(self) -> dict[str, Value | None]:
        """Return the answers of this page by fact, None where it is not known yet.

        Only what has been validated can be relied on.
        """
        return {fact.name: _value_in(self, fact) for fact in self.facts}

    def answered_so_far(self) -> dict[str, Value | None] | None:
        """Return the answers of a page that is left early, leaving out what was not answered.

        None where something that was sent is wrong; its fields then say what. Only a form that
        was sent can be asked.
        """
        self.validate()
        answered: dict[str, Value | None] = {}
        is_right = True
        for fact in self.facts:
            fields = [self[name] for name in _names_of(fact) if name in self]
            if _is_empty(fields[0]):
                for field in fields:
                    field.errors = ()
            elif any(field.errors for field in fields):
                is_right = False
            else:
                answered[fact.name] = _value_in(self, fact)
        return answered if is_right else None

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check each answer, and then whether it can stand beside the others."""
        if not super().validate(extra_validators=extra_validators):
            return False
        known = {k: v for k, v in {**self._given, **self.answered()}.items() if v is not None}
        asked = [fact.name for fact in self.facts]
        agrees = True
        for one in inconsistencies(known):
            here = [name for name in (one.fact, *one.forbidden_by) if name in asked]
            if here:
                field: Field = self[here[0]]
                message = f"{one.problem[0].upper()}{one.problem[1:]}. {one.remedy}."
                field.errors = (*field.errors, message)
                agrees = False
        return agrees


def form_data(facts: Iterable[Fact], answers: Answers) -> dict[str, object]:
    """Return the data of the fields that show these answers again, by field."""
    return {
        name: data
        for fact in facts
        if fact.name in answers or is_chosen_beforehand(fact)
        for name, data in _shown(fact, answers.get(fact.name, fact.default)).items()
    }


@cache
def form_of(names: tuple[str, ...]) -> type[QuestionForm]:
    """Return the form that asks for these facts, whatever their topics.

    Raises:
        KeyError: The vocabulary has no such fact.
    """
    facts = tuple(FACT_BY_NAME[name] for name in names)
    fields = {name: field for fact in facts for name, field in _fields_of(fact).items()}
    title = "".join(name.title().replace("_", "") for name in names[:1]) + "QuestionForm"
    return type(title, (QuestionForm,), {"facts": facts, **fields})


def _fields_of(fact: Fact) -> dict[str, Any]:
    match fact.kind:
        case Kind.BOOLEAN:
            return {fact.name: _choice(fact, [(_YES, "Yes"), (_NO, "No")])}
        case Kind.ENUMERATION:
            choices = [(member, label(fact.name, member)) for member in fact.values]
            return {fact.name: _choice(fact, choices)}
        case Kind.IDS:
            choices = [(member, label(fact.name, member)) for member in fact.values]
            said = f"{fact.why} {hint(fact.name)}".rstrip()
            return {fact.name: SeveralField(fact.question, description=said, choices=choices)}
        case Kind.DATE:
            return {fact.name: _day(fact)}
        case Kind.MONEY:
            return _money(fact)
        case Kind.INTEGER | Kind.PERCENT:
            return {fact.name: _figure(fact)}
        case Kind.AREA:
            message = f"{fact.name} is told of a planning application, and no page asks for it"
            raise TypeError(message)


def _names_of(fact: Fact) -> tuple[str, ...]:
    return fact.name, fact.name + _VAT, fact.name + _RATE


def _is_empty(field: Field) -> bool:
    """Return whether nothing was typed into a field or chosen in it."""
    if isinstance(field, DayField):
        return not any(field.typed.values())
    return not any(str(text).strip() for text in field.raw_data or ())


def _is_required(fact: Fact) -> bool:
    return fact.name in REQUIRED or fact.default is not None


def _missing(fact: Fact, message: str) -> str | None:
    return message if fact.name in REQUIRED else None


def _hint(fact: Fact) -> str:
    leave = "" if _is_required(fact) else _LEAVE_EMPTY
    return " ".join(filter(None, (fact.why, hint(fact.name), leave)))


def _lowered(title: str) -> str:
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _choice(fact: Fact, choices: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - a field still to be bound
    if not _is_required(fact):
        choices = [*choices, (NOT_KNOWN, _NOT_KNOWN_LABELS.get(fact.name, NOT_KNOWN_LABEL))]
    missing = f"Select one answer for “{fact.title}”"
    hints = {member: text for member, _ in choices if (text := member_hint(fact.name, member))}
    return ChoiceField(
        fact.question,
        description=f"{fact.why} {hint(fact.name)}".rstrip(),
        choices=choices,
        missing=missing,
        hints=hints,
    )


def _day(fact: Fact) -> Any:  # noqa: ANN401 - a field still to be bound
    first = fact.minimum if isinstance(fact.minimum, date) else date.min
    last = fact.maximum if isinstance(fact.maximum, date) else date.max
    return DayField(
        fact.question,
        description=_hint(fact),
        what=f"The date for “{fact.title}”",
        first=first,
        last=last,
        missing=_missing(fact, f"Enter the date for “{fact.title}” in figures"),
        example=_LONG_AGO.get(fact.name),
    )


def _money(fact: Fact) -> dict[str, Any]:
    title = _lowered(fact.title)
    fields: dict[str, Any] = {
        fact.name: TypedTextField(
            fact.question,
            description=_hint(fact),
            parse=read_pounds,
            write=write_pounds,
            missing=_missing(fact, f"Enter the {title} in pounds, such as 95,000"),
            prefix="£",
            render_kw={"inputmode": "decimal", "autocomplete": "off"},
        )
    }
    if fact.has_basis:
        fields[fact.name + _VAT] = ChoiceField(
            "Does this amount include VAT?",
            choices=[(str(basis), label("vat", basis)) for basis in VatBasis],
            missing=f"Select whether the {title} includes VAT",
        )
        fields[fact.name + _RATE] = TypedTextField(
            "VAT rate",
            description=(
                "20 is the usual rate. Enter 0 where no VAT is charged: many health and welfare "
                "services are exempt."
            ),
            parse=read_percent,
            write=percent_text,
            missing="Enter the VAT rate, or 0 where no VAT is charged",
            suffix="per cent",
            render_kw={"inputmode": "decimal", "autocomplete": "off"},
        )
    return fields


def _figure(fact: Fact) -> Any:  # noqa: ANN401 - a field still to be bound
    least = fact.minimum if isinstance(fact.minimum, int) else 0
    most = fact.maximum if isinstance(fact.maximum, int) else 10**9
    is_percent = fact.kind is Kind.PERCENT
    whole: Callable[[str], object] = partial(read_whole, least=least, most=most, unit=fact.unit)
    return TypedTextField(
        fact.question,
        description=_hint(fact),
        parse=read_percent if is_percent else whole,
        write=percent_text if is_percent else str,
        missing=_missing(fact, f"Enter a figure for “{fact.title}”"),
        suffix="per cent" if is_percent else fact.unit,
        render_kw={"inputmode": "decimal" if is_percent else "numeric", "autocomplete": "off"},
    )


def _shown(fact: Fact, value: Value | None) -> dict[str, object]:
    match value:
        case None:
            closed = fact.kind in (Kind.BOOLEAN, Kind.ENUMERATION)
            return {fact.name: NOT_KNOWN} if closed else {}
        case bool():
            return {fact.name: _YES if value else _NO}
        case Money():
            return {
                fact.name: value.pence,
                fact.name + _VAT: None if value.vat is None else str(value.vat),
                fact.name + _RATE: value.rate,
            }
        case tuple():
            return {fact.name: list(value)}
        case _:
            return {fact.name: value}


def _value_in(form: QuestionForm, fact: Fact) -> Value | None:
    data: Any = form[fact.name].data
    match fact.kind:
        case Kind.BOOLEAN:
            return None if data in (None, NOT_KNOWN) else data == _YES
        case Kind.ENUMERATION:
            return None if data in (None, NOT_KNOWN) else str(data)
        case Kind.IDS:
            return tuple(member for member in fact.values if member in (data or ()))
        case Kind.MONEY:
            return None if data is None else _money_in(form, fact, Pence(data))
        case Kind.DATE:
            return data if isinstance(data, date) else None
        case Kind.INTEGER | Kind.PERCENT | Kind.AREA:
            return data if isinstance(data, int) else None


def _money_in(form: QuestionForm, fact: Fact, pence: Pence) -> Money:
    if not fact.has_basis:
        return Money(pence)
    basis, rate = form[fact.name + _VAT].data, form[fact.name + _RATE].data
    return Money(pence, VatBasis(basis) if basis else None, Percent(rate or 0))
