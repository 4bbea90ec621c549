"""What the README shows is run: its procurement, and the folders that it names."""

import json
import re
from pathlib import Path

from forms.procurement import read_procurement
from rules.decide import decide
from rules.library import stack

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_procurement_of_the_readme_is_decided() -> None:
    shown = re.search(r"```json\n(.*?)\n```", README, re.DOTALL)
    assert shown is not None

    decision = decide(read_procurement(shown[1].encode(), "grounds.json"), stack("coventry"))

    assert decision.needs == ()
    assert decision.value("coverage") == "below_threshold"
    assert decision.value("social_value_tier") == "light"


def test_the_form_that_the_readme_shows_is_that_of_a_procurement() -> None:
    shown = re.search(r"```json\n(.*?)\n```", README, re.DOTALL)
    assert shown is not None

    assert json.loads(shown[1])["format"] == "podium/procurement/1"


def test_every_file_that_the_readme_names_is_there() -> None:
    named = re.findall(r"`((?:rules|evaluation|forms|webapp|tests)/[\w./-]+)`", README)
    linked = re.findall(r"\]\(((?!http)[\w./-]+)\)", README)

    assert len(named) > 10
    assert [name for name in (*named, *linked) if not (ROOT / name).exists()] == []
