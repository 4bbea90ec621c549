"""The history of a value as a small chart."""

from fractions import Fraction

from markupsafe import Markup

from evaluation.numbers import plain
from rules.money import Money, pounds
from rules.pack import Parameter, ParameterValue
from rules.reading.holdings import value_words
from rules.vocabulary import Kind
from rules.wording import date_in_words
from webapp.documents.charts.plots import Axis, Step, Steps
from webapp.documents.content import Chart
from webapp.documents.html import drawn

_UNITS = {Kind.MONEY: "£", Kind.PERCENT: "%", Kind.INTEGER: ""}
_TITLES = {Kind.MONEY: "Pounds", Kind.PERCENT: "Per cent", Kind.INTEGER: "Number"}
_HUNDREDTHS = {Kind.MONEY, Kind.PERCENT}


def history_svg(parameter: Parameter) -> Markup | None:
    """Return a chart of what a value was and is, None where there is no change to show."""
    steps = tuple(_step(item, parameter) for item in parameter.values)
    if parameter.kind not in _UNITS or len({step.height for step in steps}) < 2:  # noqa: PLR2004 - a change takes two
        return None
    most = max((Fraction(step.height) for step in steps if step.height), default=Fraction(0))
    told = "; ".join(f"{step.words} from {date_in_words(step.from_on)}" for step in steps)
    unit = _UNITS[parameter.kind]
    plot = Steps(Axis(_TITLES[parameter.kind], "0", plain(most), unit), steps)
    chart = Chart("history", f"History: {parameter.title}", told, plot)
    return drawn(chart)


def _step(item: ParameterValue, parameter: Parameter) -> Step:
    value = item.value
    words = pounds(value.pence) if isinstance(value, Money) else value_words(parameter, item)
    return Step(item.from_on, _height(item, parameter.kind), words)


def basis_note(parameter: Parameter) -> str:
    """Return that amounts stand on two bases, where they do, so that no step misleads."""
    bases = [item.value.vat for item in parameter.values if isinstance(item.value, Money)]
    changed = next(
        (
            item.from_on
            for item, before, after in zip(parameter.values[1:], bases, bases[1:], strict=False)
            if before is not after
        ),
        None,
    )
    if changed is None or len(bases) != len(parameter.values):
        return ""
    was, now = (basis.value if basis else "not told" for basis in (bases[0], bases[-1]))
    return (
        f"VAT is {was} before {date_in_words(changed)} and {now} since: the step of that day is a "
        "change of what is counted too."
    )


def _height(item: ParameterValue, kind: Kind) -> str:
    match item.value:
        case Money(pence):
            return plain(Fraction(pence, 100))
        case int() as number:
            return plain(Fraction(number, 100) if kind in _HUNDREDTHS else Fraction(number))
        case _:
            return ""
