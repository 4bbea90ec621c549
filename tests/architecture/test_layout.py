"""The house has exactly the rooms it was drawn with, and names no machine."""

import re

import pytest

from tests.architecture.tree import ROOT, project_files, project_texts

HOUSE = {"evaluation", "forms", "rules", "templates", "tests", "webapp"}

# Written apart, so that this file does not name what it looks for.
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry" + ".npmjs", "deb.debian" + ".org")
FOLDERS = ("home", "root", "tmp", "Users", "wo" + "rk")
PATH = rf"(?<![\w.])/(?:{'|'.join(FOLDERS)})/[\w.]"
FOREIGN = re.compile("|".join([*map(re.escape, HOSTS), PATH]))


def foreign_names(text: str) -> list[str]:
    """Find package registries' hosts, and paths that exist on somebody's machine only."""
    return FOREIGN.findall(text)


def test_the_top_level_folders_are_the_house() -> None:
    parts = [path.relative_to(ROOT).parts for path in project_files()]

    assert {part[0] for part in parts if len(part) > 1 and not part[0].startswith(".")} == HOUSE


def test_no_file_names_a_registry_or_a_machine() -> None:
    offenders = {name: found for name, text in project_texts() if (found := foreign_names(text))}

    assert offenders == {}


@pytest.mark.parametrize(
    "violation",
    [f"--index-url https://{HOSTS[0]}/simple", f"https://{HOSTS[2]}.org/", "cd /" + "tmp/x"],
)
def test_a_foreign_name_is_caught(violation: str) -> None:
    assert len(foreign_names(violation)) == 1


@pytest.mark.parametrize("text", ["https://www.gov.uk/home/page", "webapp/root/x", "/usr/bin/env"])
def test_an_address_or_a_relative_path_is_none(text: str) -> None:
    assert foreign_names(text) == []
