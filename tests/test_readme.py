"""What the README shows is run: a policy added from its text alone, and its procurement."""

import json
import re
import shutil
from pathlib import Path

import pytest

from forms.procurement import read_procurement
from rules.analysis import analyse
from rules.decide import decide
from rules.decision import Decision
from rules.library import SHIPPED, Library
from rules.packtests import run_tests
from rules.stack import Stack

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a library with the policy that the README adds, file by file as it stands there."""
    shutil.copytree(SHIPPED / "uk", tmp_path / "uk")
    for block in re.findall(r"```yaml\n(# .*?)\n```", README, re.DOTALL):
        name = block.partition("\n")[0].removeprefix("# ")
        path = tmp_path / "anytown" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block + "\n", encoding="utf-8")
    return Library(tmp_path)


def _decided(stack: Stack) -> Decision:
    shown = re.search(r"```json\n(.*?)\n```", README, re.DOTALL)
    assert shown is not None
    given = {**json.loads(shown[1]), "commenced_on": "2026-04-01"}
    return decide(read_procurement(json.dumps(given).encode(), "grounds.json"), stack)


def test_the_policy_that_the_readme_adds_passes_its_tests(library: Library) -> None:
    report = run_tests(library.pack("anytown"), library.stack("anytown"))

    assert report.has_passed
    assert len(report.outcomes) == 2


@pytest.mark.slow
def test_the_policy_that_the_readme_adds_has_no_gap(library: Library) -> None:
    report = analyse(library.pack("anytown"), library.stack("anytown"), sample=500)

    assert report.findings == ()


def test_the_procurement_of_the_readme_is_decided_under_that_policy(library: Library) -> None:
    decision = _decided(library.stack("anytown"))

    assert decision.needs == ()
    assert decision.value("coverage") == "below_threshold"
    assert decision.value("social_value_tier") == "standard"
    assert decision.value("social_value_recommended") == 1000
