"""The catalogue of measures: the list, and a measure with its counting, evidence and value."""

from dataclasses import dataclass

from flask import Blueprint, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.numbers import plain
from evaluation.valuation import Valuation, value_over_years
from forms.characters import cleaned
from forms.measure_values import ValueForm
from rules.catalogue import (
    Case,
    Catalogue,
    Measure,
    Theme,
    UnknownMeasure,
    ValueSeries,
    ValueUnknown,
    shipped_catalogue,
)
from rules.uk_time import day_of
from webapp.documents.html import drawn
from webapp.installation import installation
from webapp.roles import MEASURE_IMPORTERS, MEASURE_READERS
from webapp.services.measures import OwnMeasure, measures_in_force
from webapp.views.access import access, person
from webapp.views.fields import PageError, errors_of, refusal_words
from webapp.views.pages import page
from webapp.views.policies.measure_words import (
    MeasureLine,
    chart_of,
    derivation,
    indicators_of,
    line_of,
    own_line,
    pounds_shown,
    rates_of,
    value_shown,
    years_of,
)
from webapp.views.reaches import SIGNED_IN

blueprint = Blueprint("measures", __name__, url_prefix="/measures")

_LONGEST_SEARCH = 100
_LONGEST_SET = 100
"""How many measures of an authority's own set the catalogue lists; the import has all."""


@dataclass(frozen=True, slots=True)
class Group:
    """Measures under one heading: a theme of the catalogue, or a set of an authority's own.

    Of `total` measures that were found the first are listed; `address` leads to the whole set.
    """

    heading: str
    anchor: str
    statement: str
    lines: tuple[MeasureLine, ...]
    total: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a quantity is worth, as it was asked: the form, and the result if there is one."""

    form: ValueForm
    errors: tuple[PageError, ...] = ()
    worked: Valuation | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    between: str = ""
    index_of: str = ""
    index_to: str = ""

    @property
    def value(self) -> str:
        """The sum of the years, not discounted."""
        return "" if self.worked is None else pounds_shown(self.worked.value)

    @property
    def present_value(self) -> str:
        """The sum of the years, each discounted to the first."""
        return "" if self.worked is None else pounds_shown(self.worked.present_value)


@blueprint.get("")
@access(SIGNED_IN)
def catalogue() -> Response:
    """List the measures by theme, and those of the person's authorities by set."""
    sought = cleaned(request.args.get("q", ""))[:_LONGEST_SEARCH]
    shipped = shipped_catalogue()
    groups = (*_own_groups(sought), *_shipped_groups(shipped, sought))
    return page(
        "measures/catalogue.html",
        groups=groups,
        sought=sought,
        longest_search=_LONGEST_SEARCH,
        found=sum(group.total for group in groups),
        shipped=len(shipped.measures),
        reads_imports=bool(person().with_any(MEASURE_READERS)),
        may_import=bool(person().with_any(MEASURE_IMPORTERS)),
    )


@blueprint.get("/<string:measure_id>")
@access(SIGNED_IN)
def measure(measure_id: str) -> Response:
    """Show a measure, and work out what a quantity of it is worth if one is asked for."""
    shipped = shipped_catalogue()
    try:
        found = shipped.measure(measure_id)
    except UnknownMeasure as error:
        raise NotFound from error
    series = shipped.series_of(found)
    chart = None if series is None else chart_of(series)
    asked = _asked(shipped, series)
    return page(
        "measures/measure.html",
        status=400 if asked.errors else 200,
        measure=found,
        indicators=indicators_of(found),
        series=series,
        value=None if series is None else value_shown(series, day_of(installation().now)),
        years=() if series is None else years_of(series),
        chart=chart,
        drawn=drawn(chart) if chart else "",
        schedule=None if series is None else shipped.schedules[series.schedule],
        rates=() if series is None else rates_of(shipped.schedules[series.schedule]),
        deflator=shipped.deflator,
        asked=asked,
    )


def _asked(shipped: Catalogue, series: ValueSeries | None) -> Asked:
    """Return the form of a valuation, and what it comes to if it was filled in."""
    if series is None or "quantity" not in request.args:
        first_year = day_of(installation().now).year
        return Asked(ValueForm(None, data={"first_year": first_year, "years": 1}))
    form = ValueForm(request.args)
    if not form.validate():
        return Asked(form, errors_of(form))
    try:
        worked = _valuation(shipped, series, form)
        between = _range(shipped, worked)
    except ValueUnknown as refused:
        return Asked(form, (PageError(refusal_words(refused), "#quantity"),))
    index = shipped.deflator.index
    of, to = plain(index[series.price_year]), plain(index[worked.price_year])
    return Asked(form, (), worked, derivation(worked), between, of, to)


def _valuation(shipped: Catalogue, series: ValueSeries, form: ValueForm) -> Valuation:
    return value_over_years(
        shipped,
        series,
        quantity=form.quantity.data,
        first_year=form.first_year.data,
        years=form.years.data,
        price_year=form.price_year.data,
    )


def _range(shipped: Catalogue, worked: Valuation) -> str:
    """Return the present values of the low and the high case, empty where there are none."""
    asked = [one.year for one in worked.years]
    cases = []
    for case in (Case.LOW, Case.HIGH):
        if worked.series.amounts(asked[0]).of(case) is None:
            return ""
        other = value_over_years(
            shipped,
            worked.series,
            quantity=worked.quantity,
            first_year=asked[0],
            years=len(asked),
            price_year=worked.price_year,
            case=case,
        )
        cases.append(pounds_shown(other.present_value))
    return " to ".join(cases)


def _shipped_groups(shipped: Catalogue, sought: str) -> tuple[Group, ...]:
    day = day_of(installation().now)
    groups = []
    for theme in Theme:
        found = [one for one in shipped.measures if one.theme is theme and _matches(one, sought)]
        lines = tuple(line_of(one, shipped, day) for one in found)
        groups.append(Group(theme.words, f"theme-{theme.value}", "", lines, len(lines)))
    return tuple(group for group in groups if group.lines)


def _own_groups(sought: str) -> tuple[Group, ...]:
    here = installation()
    mine = [one.organisation_id for one in person().with_any(MEASURE_READERS)]
    if not mine:
        return ()
    sets: dict[object, list[OwnMeasure]] = {}
    for one in measures_in_force(here.store, mine, day_of(here.now)):
        sets.setdefault(one.made_by.id, []).append(one)
    groups = []
    for number, held in enumerate(sets.values(), start=1):
        record = held[0].made_by
        found = [one for one in held if _own_matches(one, sought)]
        lines = tuple(own_line(one) for one in found[:_LONGEST_SET])
        heading = f"{record.collection} (imported by {record.organisation})"
        whole = url_for("measure_imports.imported", import_id=record.id)
        statement = record.licence.statement
        groups.append(Group(heading, f"set-{number}", statement, lines, len(found), whole))
    return tuple(group for group in groups if group.lines)


def _matches(measure: Measure, sought: str) -> bool:
    counting = (rule.rule for rule in measure.counting if not rule.is_general)
    texts = (measure.id, measure.title, measure.definition, measure.unit.words, *counting)
    return _holds_every_word(sought, texts)


def _own_matches(measure: OwnMeasure, sought: str) -> bool:
    texts = (measure.id, measure.title, measure.unit, measure.theme, measure.outcome, measure.notes)
    return _holds_every_word(sought, texts)


def _holds_every_word(sought: str, texts: tuple[str, ...]) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in sought.casefold().split())
