"""The catalogue as a whole: its measures, and the values, rates and index that they draw on."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from rules.catalogue.measure import Measure, Theme
from rules.catalogue.reading import (
    read_counting,
    read_deflator,
    read_measures,
    read_schedules,
    read_series,
    read_sources,
)
from rules.catalogue.series import Deflator, Schedule, UnknownMeasure, ValueSeries, ValueSource
from rules.loader.nodes import Node, as_table, read_yaml

SHIPPED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Measures in the order of their files, and what values them, by id."""

    measures: tuple[Measure, ...]
    series: Mapping[str, ValueSeries]
    schedules: Mapping[str, Schedule]
    sources: Mapping[str, ValueSource]
    deflator: Deflator

    def measure(self, id_: str) -> Measure:
        """Return a measure by its id.

        Raises:
            UnknownMeasure: There is none of that id.
        """
        for measure in self.measures:
            if measure.id == id_:
                return measure
        near = get_close_matches(id_, [one.id for one in self.measures], n=1)
        hint = f"Did you mean «{near[0]}»?" if near else "podium measures list names them all"
        raise UnknownMeasure("measure", f"the catalogue has no measure «{id_}»", hint)

    def series_of(self, measure: Measure) -> ValueSeries | None:
        """Return the values of a measure's unit, None where no open source publishes one."""
        return None if measure.series is None else self.series[measure.series]


def load_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue in a folder.

    Raises:
        PackIsBroken: A file of it is not in the form that it should have; with file and line.
    """
    sources = read_sources(_read(folder, "sources.yaml"))
    timing = as_table(_read(folder, "discounting.yaml"), "discounting.yaml")
    timing.allow(need=("rates", "deflator"))
    schedules = read_schedules(timing.entries["rates"], sources)
    series = read_series(_read(folder, "values.yaml"), sources, schedules)
    rules = read_counting(_read(folder, "counting.yaml"))
    files = tuple((theme, _read(folder, f"measures/{theme.value}.yaml")) for theme in Theme)
    return Catalogue(
        measures=read_measures(files, rules, series),
        series=series,
        schedules=schedules,
        sources=sources,
        deflator=read_deflator(timing.entries["deflator"], sources),
    )


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """Return the catalogue that ships with Podium."""
    return load_catalogue(SHIPPED)


def _read(folder: Path, name: str) -> Node:
    return read_yaml((folder / name).read_bytes(), f"catalogue/{name}")
