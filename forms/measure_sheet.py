"""A proposal's sheet as it is sent: of each measure its use, a reason, a tick; and the weight."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from evaluation.outline.proposal import Choice, Judging, Screen, Screened, Use
from evaluation.outline.screens import Suggestion
from evaluation.outline.sheet import Row, Sheet
from forms.paragraphs import TextIsWrong, read_paragraphs
from forms.proposals import LONGEST_REASON
from forms.typed_text import read_percent

WEIGHT, WEIGHT_BECAUSE = "weight", "weight_because"
_USE = "use-"
_MISSING_WEIGHT = "Enter the weight, such as 10"


def use_field(measure: str) -> str:
    """Return the name of the field that says whether a measure is asked for, and as what."""
    return f"{_USE}{measure}"


def why_field(measure: str) -> str:
    """Return the name of the field that says why a measure is not as the rules propose."""
    return f"why-{measure}"


def tick_field(measure: str) -> str:
    """Return the name of the box that says that a measure passes the four checks."""
    return f"checked-{measure}"


def passes_field(measure: str, screen: Screen) -> str:
    """Return the name of the box that says that a measure passes a check for the buyer to judge."""
    return f"passes-{screen.value}-{measure}"


def judged_field(measure: str) -> str:
    """Return the name of the field that says what shows that it passes them."""
    return f"judged-{measure}"


def questions_asked(row: Row, sent: Mapping[str, str]) -> tuple[Suggestion, ...]:
    """Return the checks that a form asks the buyer to judge.

    Those that have no answer; or all of them, where the form that was sent asked about them and
    somebody else has answered them meanwhile.
    """
    return row.open_questions or (row.questions if judged_field(row.measure) in sent else ())


@dataclass(frozen=True, slots=True)
class SheetTyped:
    """A sheet as it was sent: what could be read of it, and by field what could not, and why."""

    sent: Mapping[str, str]
    sheet: Sheet
    errors: Mapping[str, str]


def uses_sent(sent: Mapping[str, str]) -> dict[str, Use]:
    """Return by measure the uses that were sent, as far as they are any."""
    known = {use.value: use for use in Use}
    return {
        name.removeprefix(_USE): known[value]
        for name, value in sent.items()
        if name.startswith(_USE) and value in known
    }


def read_sheet(
    sent: Mapping[str, str], rows: Iterable[Row], *, recommended: int | None, is_final: bool
) -> SheetTyped:
    """Return what was sent of the rows of a sheet, and of the weight.

    Args:
        sent: The fields of the form.
        rows: The measures that the form asks about.
        recommended: The weight that the rules recommend, if they recommend one.
        is_final: Whether every measure that is asked for must be ticked where a tick is enough,
            and every departure have its reason. What is put by for later may lack them.
    """
    reading = _Reading(sent, is_final)
    choices = tuple(reading.choice(row) for row in rows)
    weight = reading.weight()
    because = reading.weight_because(weight, recommended)
    return SheetTyped(sent, Sheet(choices, weight, because), reading.errors)


@dataclass(slots=True)
class _Reading:
    """A sheet while it is read; errors gather by field."""

    sent: Mapping[str, str]
    is_final: bool
    errors: dict[str, str] = field(default_factory=dict)

    def choice(self, row: Row) -> Choice:
        use = self._use(row)
        because = self._because(row, use)
        if asked := questions_asked(row, self.sent):
            return self._judged(row, asked, Choice(row.measure, use, because, _held(row), row.own))
        is_ticked = tick_field(row.measure) in self.sent
        if self.is_final and use is not Use.LEFT_OUT and row.can_be_ticked and not is_ticked:
            self.errors[tick_field(row.measure)] = (
                f"Tick that “{row.title}” passes the four checks, or leave it out"
            )
        screens = _held(row)
        if row.can_be_ticked:
            screens = row.screens if is_ticked else ()
        return Choice(row.measure, use, because, screens, row.own)

    def _judged(self, row: Row, asked: Collection[Suggestion], choice: Choice) -> Choice:
        name = judged_field(row.measure)
        if name not in self.sent:
            return replace(choice, judging=row.judging)
        screens = [one.screen for one in asked]
        ticked = tuple(one for one in screens if passes_field(row.measure, one) in self.sent)
        what = f"what shows that “{row.title}” passes what you ticked"
        because = self._text(name, what, bool(ticked) and choice.is_included)
        if because and len(ticked) == len(screens):
            return replace(choice, screens=row.judged(asked, because))
        others = tuple(one for one in choice.screens if one.screen not in screens)
        put_by = Judging(ticked, because) if ticked or because else None
        return replace(choice, screens=others, judging=put_by)

    def weight(self) -> int | None:
        text = self.sent.get(WEIGHT, "").strip()
        if not text:
            if self.is_final:
                self.errors[WEIGHT] = _MISSING_WEIGHT
            return None
        try:
            return read_percent(text)
        except ValueError as wrong:
            self.errors[WEIGHT] = str(wrong)
            return None

    def weight_because(self, weight: int | None, recommended: int | None) -> str:
        departs = weight is not None and recommended is not None and weight != recommended
        return self._text(WEIGHT_BECAUSE, "why you depart from the recommended weight", departs)

    def _use(self, row: Row) -> Use:
        if row.own is not None:
            return row.use
        use = uses_sent({use_field(row.measure): self.sent.get(use_field(row.measure), "")})
        if not use:
            self.errors[use_field(row.measure)] = (
                f"Select whether “{row.title}” is asked for or left out"
            )
        return use.get(row.measure, row.use)

    def _because(self, row: Row, use: Use) -> str:
        if row.own is not None:
            return row.because
        if use is Use.LEFT_OUT:
            what = f"why you leave out “{row.title}”"
        else:
            what = f"why you depart from what the rules propose for “{row.title}”"
        departs = use is not (row.proposed or Use.LEFT_OUT)
        return self._text(why_field(row.measure), what, departs)

    def _text(self, name: str, what: str, is_needed: bool) -> str:  # noqa: FBT001 - private
        text = self.sent.get(name, "")
        try:
            return read_paragraphs(
                text, what=what, most=LONGEST_REASON, is_needed=is_needed and self.is_final
            )
        except TextIsWrong as wrong:
            self.errors[name] = str(wrong)
            return ""


def _held(row: Row) -> tuple[Screened, ...]:
    return row.choice.screens if row.choice else ()
