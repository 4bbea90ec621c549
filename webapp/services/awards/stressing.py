"""Testing a model before it is published, and writing what was found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from evaluation.stress import Draws, stress_test
from evaluation.stress.result import StressTest
from evaluation.tender import Tender
from rules.decision import Decision
from rules.errors import PodiumError
from rules.library import stack
from rules.stack import Stack
from webapp.documents import Document, render_html, render_pdf
from webapp.documents.charts.svg import chart_svg
from webapp.documents.stress import curve_chart, stress_report
from webapp.services.awards.evaluating import Packs, decided
from webapp.services.files import write_whole


class NoCurve(PodiumError):
    """The model has no price formula whose curve could be drawn."""


@dataclass(frozen=True, slots=True)
class Stressed:
    """A tender whose model was tested; packs and decision are None without a procurement."""

    tender: Tender
    packs: Stack | None
    decision: Decision | None
    test: StressTest


def stress_tender(tender: Tender, draws: Draws, packs_of: Packs = stack) -> Stressed:
    """Return the stress test of a tender's model; its bids are ignored.

    Raises:
        UnknownPack: the tender's policy is not among the packs.
        PodiumError: fewer than two bids or one run, or a seed below zero.
    """
    packs, decision = decided(tender, packs_of)
    test = stress_test(tender, decision, packs, runs=draws.runs, bids=draws.bids, seed=draws.seed)
    return Stressed(tender, packs, decision, test)


def stress_document(stressed: Stressed, *, issued_on: date) -> Document:
    """Return the stress test as a document."""
    return stress_report(stressed.tender, stressed.test, stressed.decision, issued_on=issued_on)


def _pdf(stressed: Stressed, issued_on: date) -> bytes:
    return render_pdf(stress_document(stressed, issued_on=issued_on))


def _html(stressed: Stressed, issued_on: date) -> bytes:
    return render_html(stress_document(stressed, issued_on=issued_on)).encode()


def _svg(stressed: Stressed, issued_on: date) -> bytes:
    del issued_on  # a chart bears no date
    chart = curve_chart(stressed.test)
    if chart is None:
        raise NoCurve(
            "model.criteria",
            "no price formula earns points here, so there is no curve to draw",
            "Name a file that ends in .html or .pdf for the whole stress test",
        )
    return chart_svg(chart).encode()


_LAYOUTS: MappingProxyType[str, Callable[[Stressed, date], bytes]] = MappingProxyType(
    {".html": _html, ".pdf": _pdf, ".svg": _svg}
)

STRESS_KINDS = tuple(_LAYOUTS)


def write_stress_test(stressed: Stressed, path: Path, *, issued_on: date) -> None:
    """Write a stress test to a file, in the layout that its name asks for.

    Raises:
        NoCurve: a chart was asked for, and the model has no price formula.
        FileNotWritten: the folder is missing or may not be written to.
    """
    write_whole(path, _LAYOUTS[path.suffix.lower()](stressed, issued_on))
