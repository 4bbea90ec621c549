"""Every document that an evaluation writes, as a page of its own: axe, valid HTML, 320 pixels."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from tests.browser.accessibility import axe_violations
from tests.browser.validator import Validator
from webapp.cli import podium
from webapp.services.demonstration.award import TENDER

DAY = ("--issued-on", "2026-07-01")
NARROW = {"width": 320, "height": 800}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The demonstration's award report, letters and notices, and the stress test of its model."""
    folder = tmp_path_factory.mktemp("documents")
    stress = folder / "stress.html"
    for call in (
        ["report", str(TENDER), "-o", str(folder / "award"), *DAY],
        ["stress", str(TENDER), "-o", str(stress)],
    ):
        done = CliRunner().invoke(podium, call, catch_exceptions=False)
        assert done.return_value in {None, 0}, done.output
    return [stress, *sorted((folder / "award").glob("*.html"))]


def test_axe_and_the_validator_find_nothing_in_any_document(
    page: Page, validator: Validator, written: list[Path]
) -> None:
    found = {}
    for document in written:
        page.goto(document.as_uri())
        problems = axe_violations(page) + validator.errors(document.read_text(encoding="utf-8"))
        if problems:
            found[document.name] = problems

    assert len(written) == 8
    assert found == {}


def test_no_document_scrolls_sideways_on_a_narrow_screen(page: Page, written: list[Path]) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain dict is what it takes
    too_wide = {}
    for document in written:
        page.goto(document.as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            too_wide[document.name] = width

    assert too_wide == {}
