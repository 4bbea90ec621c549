"""The catalogue's files, read strictly: each fault is refused with its file and line."""

import shutil
from pathlib import Path

import pytest

from rules.catalogue.catalogue import SHIPPED, load_catalogue
from rules.errors import PackIsBroken


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue's files, to be broken."""
    copied = tmp_path / "catalogue"
    shutil.copytree(SHIPPED, copied, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copied


FAULTS = {
    "an unknown key": ("measures/social.yaml", "  unit: hours", "  units: hours", "units"),
    "an unknown unit": ("measures/social.yaml", "unit: hours", "unit: days", "«days» is not"),
    "an unknown rule": ("measures/social.yaml", "- people-once", "- people-twice", "people-twice"),
    "an id twice": ("measures/social.yaml", "id: school-visits", "id: local-jobs", "stands twice"),
    "a licensed code": ("measures/social.yaml", "id: school-visits", "id: nt12", "licensed"),
    "a licensed title": ("measures/social.yaml", "title: Visits to", "title: NT88 to", "licensed"),
    "a value of another unit": (
        "measures/social.yaml",
        "value: wellby",
        "value: carbon",
        "values another unit",
    ),
    "no evidence": (
        "counting.yaml",
        "  because: Visits are not people.",
        "  becuase: Visits are not people.",
        "becuase",
    ),
    "an indicator without its pack": (
        "measures/social.yaml",
        "- coventry cov-2022-thrive-at-work",
        "- cov-2022-thrive-at-work",
        "names no indicator",
    ),
    "a value out of order": ("values.yaml", "low: £126.60", "low: £326.60", "out of order"),
    "a value with three decimals": ("values.yaml", "£253.19", "£253.190", "no amount"),
    "a source that is none": (
        "values.yaml",
        "source: dhsc-qaly-value",
        "source: somebody",
        "«somebody» is not a source",
    ),
    "a price year in words": ("values.yaml", "price_year: 2022", "price_year: now", "«now»"),
    "bands with a gap": ("discounting.yaml", "{from: '31'", "{from: '32'", "does not follow"),
    "an index of nothing": ("discounting.yaml", "'2019': '81.1085'", "'2019': '0'", "no index"),
    "a licence left out": ("sources.yaml", "  licence: Open Government", "  # Open", "licence"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_with_file_and_line(fault: str, folder: Path) -> None:
    file, written, instead, told = FAULTS[fault]
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, instead, 1), encoding="utf-8")

    with pytest.raises(PackIsBroken) as refused:
        load_catalogue(folder)

    assert refused.value.place.startswith(f"catalogue/{file}:")
    assert told in str(refused.value)
