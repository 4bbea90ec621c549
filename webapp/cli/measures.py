"""`podium measures`: the catalogue, what a quantity is worth, and checking a file for import."""

from collections.abc import Iterator
from fractions import Fraction

import click

from evaluation.numbers import HUNDRED, exact, is_number, plain, rounded
from evaluation.valuation import (
    PENCE,
    Valuation,
    YearOfValue,
    series_or_refuse,
    value_over_years,
)
from evaluation.wording import exactly, grouped
from rules.catalogue import Case, Catalogue, Measure, Theme, Unit, ValueSeries, shipped_catalogue
from rules.errors import PodiumError
from rules.pack import Confidence
from rules.wording import counted, tag_word
from webapp.cli.arguments import format_option
from webapp.cli.output import Words, console, print_entry, print_heading, print_json, print_text
from webapp.cli.workbooks import import_measures

_HEAD = 12
_FACTOR_PLACES = 4


@click.group()
def measures() -> None:
    """Read the catalogue of measures, and value what is counted."""


measures.add_command(import_measures)


@measures.command("list")
@format_option
def list_measures(form: str) -> None:
    """List the measures by theme: id, title, unit, and whether an open value is known."""
    catalogue = shipped_catalogue()
    if form == "json":
        items = [_brief(one) for one in catalogue.measures]
        print_json({"format": "podium/measures/1", "measures": items})
        return
    out = console()
    for theme in Theme:
        print_heading(out, theme.words)
        for one in catalogue.measures:
            if one.theme is theme:
                valued = ", with a value" if one.series else ""
                said = [Words(one.title), Words(f"{one.unit.words}{valued}", "dim")]
                print_entry(out, one.id, said)


@measures.command()
@click.argument("measure_id", metavar="ID")
@format_option
def show(measure_id: str, form: str) -> None:
    """Show a measure: definition, counting, evidence, and its value with source and licence."""
    catalogue = shipped_catalogue()
    measure = catalogue.measure(measure_id)
    series = catalogue.series_of(measure)
    if form == "json":
        print_json(
            {
                "format": "podium/measure/1",
                **_brief(measure),
                "definition": measure.definition,
                "counting": [
                    {"rule": rule.rule, "because": rule.because} for rule in measure.counting
                ],
                "deadweight": measure.deadweight or None,
                "evidence": list(measure.evidence),
                "serves": [
                    {"pack": one.pack, "indicator": one.indicator} for one in measure.serves
                ],
                "value": None if series is None else _series(series),
            }
        )
        return
    _print_measure(measure, series)


@measures.command()
@click.argument("measure_id", metavar="ID")
@click.option("--quantity", required=True, metavar="Q", help="How much there is in each year.")
@click.option("--from", "first_year", required=True, type=int, metavar="YEAR", help="Year 0.")
@click.option("--years", required=True, type=int, metavar="N", help="How many years.")
@click.option("--price-year", type=int, metavar="YEAR", help="By default that of the source.")
@click.option(
    "--case",
    type=click.Choice([case.value for case in Case]),
    default=Case.CENTRAL.value,
    show_default=True,
    help="Which of the published values.",
)
@format_option
def value(
    measure_id: str,
    quantity: str,
    first_year: int,
    years: int,
    price_year: int | None,
    case: str,
    form: str,
) -> None:
    """Work out what a yearly quantity is worth, year by year and at present value."""
    catalogue = shipped_catalogue()
    measure = catalogue.measure(measure_id)
    found = value_over_years(
        catalogue,
        series_or_refuse(catalogue, measure),
        quantity=_quantity(quantity),
        first_year=first_year,
        years=years,
        price_year=price_year,
        case=Case(case),
    )
    if form == "json":
        print_json(_valuation(measure, found))
        return
    _print_valuation(measure, found, catalogue)


def _quantity(text: str) -> Fraction:
    if not is_number(text):
        raise PodiumError("--quantity", f"“{text}” is no number", "Write it as 120 or 12.5")
    return exact(text)


def _brief(measure: Measure) -> dict[str, object]:
    return {
        "id": measure.id,
        "theme": measure.theme.value,
        "title": measure.title,
        "unit": measure.unit.value,
        "values": measure.series,
    }


def _series(series: ValueSeries) -> dict[str, object]:
    source = series.source
    years = [(str(year), amounts) for year, amounts in series.by_year.items()]
    if series.always is not None:
        years.append(("always", series.always))
    return {
        "title": series.title,
        "price_year": series.price_year,
        "discounting": series.schedule,
        "source": {
            "title": source.title,
            "publisher": source.publisher,
            "address": source.address,
            "at": series.at,
            "confidence": source.confidence.value,
        },
        "licence": {"name": source.licence, "confidence": source.licence_confidence.value},
        "pounds": {
            year: {
                case.value: plain(Fraction(pence, PENCE))
                for case in Case
                if (pence := amounts.of(case)) is not None
            }
            for year, amounts in years
        },
    }


def _print_measure(measure: Measure, series: ValueSeries | None) -> None:
    out = console()
    print_text(out, measure.title, "bold")
    print_text(out, f"{measure.id}, {measure.theme.value}, counted in {measure.unit.words}", "dim")
    out.print()
    print_text(out, measure.definition)
    print_heading(out, "How it is counted")
    for rule in measure.counting:
        print_text(out, f"{rule.title}. {rule.rule}" if rule.title else rule.rule, indent=2)
        print_text(out, f"Why: {rule.because}", "dim", indent=4)
    if measure.deadweight:
        print_heading(out, "What would happen anyway")
        print_text(out, measure.deadweight, indent=2)
    print_heading(out, "Evidence to keep")
    for item in measure.evidence:
        print_text(out, f"– {item}", indent=2)
    if measure.serves:
        print_heading(out, "Indicators that it can serve")
        for served in measure.serves:
            print_text(out, f"{served.indicator} ({served.pack})", indent=2)
    print_heading(out, "What a unit is worth")
    if series is None:
        in_pounds = "It is counted in pounds already."
        none = "No source with an open licence publishes a value of it."
        print_text(out, in_pounds if measure.unit is Unit.POUNDS else none, indent=2)
        return
    for head, text in _value_rows(series):
        print_entry(out, head, [Words(text)], label=_HEAD)


def _value_rows(series: ValueSeries) -> Iterator[tuple[str, str]]:
    source = series.source
    yield "Value", f"{series.title}. {series.meaning}"
    if series.always is not None:
        yield "Central", _pounds(Fraction(series.always.central, PENCE))
    for year, amounts in series.by_year.items():
        yield str(year), _pounds(Fraction(amounts.central, PENCE))
    yield "Prices of", str(series.price_year)
    yield "Discounting", series.schedule
    yield "Source", f"{source.title}, {source.publisher}, {series.at}{_tag(source.confidence)}"
    yield "Licence", f"{source.licence}{_tag(source.licence_confidence)}"


def _tag(confidence: Confidence) -> str:
    return "" if confidence is Confidence.SEEN else f" [{tag_word(confidence)}]"


def _print_valuation(measure: Measure, found: Valuation, catalogue: Catalogue) -> None:
    out = console()
    series, index = found.series, catalogue.deflator.index
    print_text(out, f"{measure.title}: {_pounds(found.present_value)} at present value", "bold")
    print_text(
        out,
        f"{exactly(found.quantity)} {measure.unit.words} a year for "
        f"{counted(len(found.years), 'year')} from {found.years[0].year}, "
        f"{found.case.value} value, in prices of {found.price_year}",
        "dim",
    )
    print_heading(out, "How it is reached")
    if found.price_year != series.price_year:
        text = (
            f"prices of {series.price_year} × {plain(index[found.price_year])} ÷ "
            f"{plain(index[series.price_year])} = prices of {found.price_year}"
        )
        print_entry(out, "Prices", [Words(text)], label=_HEAD)
    for one in found.years:
        print_entry(out, str(one.year), [Words(_derived(found, one))], label=_HEAD)
    print_entry(out, "Not discounted", [Words(_pounds(found.value))], label=_HEAD + 3)
    print_entry(out, "Present value", [Words(_pounds(found.present_value))], label=_HEAD + 3)
    out.print()
    rates = "; ".join(
        f"{plain(band.rate * HUNDRED)}% in years {band.first} to {band.last}"
        for band in found.schedule.bands
    )
    print_text(out, f"Year 0 is {found.years[0].year} and is not discounted. Rates: {rates}.")
    source = series.source
    print_text(out, f"Value: {source.title}, {source.publisher}{_tag(source.confidence)}.")
    print_text(out, f"Licence: {source.licence}{_tag(source.licence_confidence)}.")
    print_text(out, "Each figure is rounded once, where it is printed; the sums are exact.")


def _derived(found: Valuation, one: YearOfValue) -> str:
    """Return how a year's present value is reached, in one line."""
    steps = [f"{exactly(found.quantity)} × {_pounds(one.unit_value)}"]
    if found.price_year != found.series.price_year:
        steps.append(_pounds(found.quantity * one.unit_value))
        steps[-1] += f", in prices of {found.price_year} {_pounds(one.value)}"
    else:
        steps.append(_pounds(one.value))
    factor = rounded(one.discount_factor, _FACTOR_PLACES)
    return f"{' = '.join(steps)}; × {factor} = {_pounds(one.present_value)}"


def _valuation(measure: Measure, found: Valuation) -> dict[str, object]:
    return {
        "format": "podium/measure-value/1",
        "measure": measure.id,
        "case": found.case.value,
        "quantity": plain(found.quantity),
        "price_year": found.price_year,
        "source_price_year": found.series.price_year,
        "discounting": found.schedule.id,
        "years": [
            {
                "year": one.year,
                "unit_value": plain(one.unit_value),
                "value": rounded(one.value, 2),
                "discount_factor": rounded(one.discount_factor, 6),
                "present_value": rounded(one.present_value, 2),
            }
            for one in found.years
        ],
        "value": rounded(found.value, 2),
        "present_value": rounded(found.present_value, 2),
    }


def _pounds(amount: Fraction) -> str:
    return f"£{grouped(rounded(amount, 2))}"
