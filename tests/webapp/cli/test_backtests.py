"""`podium backtest`: every release one row, whatever the notices hold."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from forms.readings import READINGS
from rules.library import SHIPPED
from tests.webapp.cli.calling import NOTICES
from tests.webapp.cli.conftest import Podium

RELEASE: dict[str, Any] = {
    "ocid": "ocds-x-1",
    "id": "1",
    "date": "2019-12-20T00:00:00Z",
    "tag": ["tender"],
    "buyer": {"name": "Lancashire County Council"},
    "parties": [{"roles": ["buyer"], "address": {"countryName": "England"}}],
    "tender": {
        "title": "Grounds",
        "mainProcurementCategory": "services",
        "value": {"amount": 1_120_000, "currency": "GBP"},
        "contractPeriod": {"startDate": "2020-04-01", "endDate": "2024-03-31"},
    },
}
"""A notice that tells everything that a decision needs."""


def written(name: str, *releases: Any) -> Path:  # noqa: ANN401 - any JSON value, wrong ones too
    path = Path(name)
    path.write_text(json.dumps({"releases": list(releases)}))
    return path


def test_every_release_is_one_row_in_order(podium: Podium) -> None:
    packages = json.loads(NOTICES.read_text())["packages"]
    ids = [release["id"] for package in packages for release in package["releases"]]

    answer = podium("backtest", NOTICES, "--format", "json")

    result = answer.json
    assert (answer.code, answer.err) == (0, "")
    assert [row["release"] for row in result["rows"]] == ids
    assert result["notices"] == len(ids) == result["decided"] + result["undecided"]
    assert result["decided"] > 0
    assert (result["format"], result["policy"], result["against"]) == (
        "podium/backtest/1",
        "coventry",
        None,
    )
    for row in result["rows"]:
        assert row["decided"] is (not row["needs"])
        assert row["differs"] == []


def test_a_row_says_what_was_read_where_and_what_follows(podium: Podium) -> None:
    answer = podium("backtest", written("one.json", RELEASE), "--format", "json")

    (row,) = answer.json["rows"]
    assert row["decided"] is True
    assert (row["ocid"], row["release"], row["title"]) == ("ocds-x-1", "1", "Grounds")
    assert (row["amount"], row["commenced_on"]) == ("1120000.00", "2019-12-20")
    assert row["read_from"]["category"] == "tender.mainProcurementCategory"
    assert row["conclusions"]["regime"] == "pcr_2015"
    assert row["conclusions"]["coverage"] == "above_threshold"


def test_what_a_notice_does_not_tell_is_needed(podium: Podium) -> None:
    answer = podium("backtest", written("one.json", {"ocid": "x", "tender": {}}), "--format=json")

    (row,) = answer.json["rows"]
    assert row["decided"] is False
    assert {"authority_type", "category", "estimated_value", "commenced_on"} <= set(row["needs"])
    assert row["conclusions"] == {}


def test_one_policy_against_the_law_alone(podium: Podium) -> None:
    path = written("one.json", RELEASE)

    answer = podium("backtest", path, "--against", "none", "--format", "json")
    printed = podium("backtest", path, "--against", "none")

    result = answer.json
    differing = {item["conclusion"]: item for item in result["rows"][0]["differs"]}
    assert result["against"] == "none"
    assert differing["social_value.tier"]["against"] is None
    assert "regime" not in differing
    counts = {
        (item["conclusion"], json.dumps(item["value"])): (item["notices"], item["against"])
        for item in result["summary"]
    }
    assert counts["regime", '"pcr_2015"'] == (1, 1)
    tier = differing["social_value.tier"]["value"]
    assert counts["social_value.tier", json.dumps(tier)] == (1, 0)
    assert "1 more would differ only in what one" in " ".join(printed.out.split())


def test_every_release_is_decided_as_of_one_day(podium: Podium) -> None:
    path = written("one.json", RELEASE, {**RELEASE, "date": None})

    answer = podium("backtest", path, "--on", "2026-03-02", "--format", "json")
    printed = podium("backtest", path, "--on", "2026-03-02")

    assert answer.json["on"] == "2026-03-02"
    assert {row["conclusions"]["regime"] for row in answer.json["rows"]} == {"procurement_act_2023"}
    assert [row["decided"] for row in answer.json["rows"]] == [True, True]
    assert "as if it commenced on 2 March 2026" in printed.out


def test_a_release_before_a_policy_begins_is_told(podium: Podium) -> None:
    path = written("one.json", {**RELEASE, "date": "2017-12-20T00:00:00Z"})

    printed = podium("backtest", path, "--against", "bradford")

    assert "1 of them commence before the first day of bradford" in " ".join(printed.out.split())


def test_a_policy_against_itself_differs_in_nothing(podium: Podium) -> None:
    answer = podium("backtest", NOTICES, "--against", "coventry", "--format", "json")

    assert all(row["differs"] == [] for row in answer.json["rows"])
    assert all(item["notices"] == item["against"] for item in answer.json["summary"])


def test_the_rows_are_written_as_json(podium: Podium) -> None:
    answer = podium("backtest", NOTICES, "-o", "out.json")
    printed = podium("backtest", NOTICES, "--format", "json")

    assert answer.code == 0
    assert answer.out.endswith("Wrote out.json\n")
    assert json.loads(Path("out.json").read_text()) == printed.json


def test_a_title_in_the_csv_is_never_a_formula(podium: Podium) -> None:
    titles = ["=HYPERLINK(1)", "+1", "-1", "@x", "plain, with a comma"]
    releases = [{**RELEASE, "tender": {**RELEASE["tender"], "title": title}} for title in titles]

    answer = podium("backtest", written("many.json", *releases), "-o", "out.csv")

    rows = list(csv.DictReader(io.StringIO(Path("out.csv").read_text(encoding="utf-8-sig"))))
    assert answer.code == 0
    assert [row["title"] for row in rows] == [*(f"'{title}" for title in titles[:4]), titles[4]]
    assert not any(cell[:1] in set("=+-@\t\r\n") for row in rows for cell in row.values())
    assert [row["threshold"] for row in rows] == ["181302.00 excluded"] * 5


def test_the_readings_are_published(podium: Podium) -> None:
    listed = podium("backtest", "--readings", "--format", "json").json
    printed = podium("backtest", "--readings").out

    assert listed["format"] == "podium/readings/1"
    assert len(listed["readings"]) == len(READINGS)
    for reading in listed["readings"]:
        assert all(field in printed for field in reading["fields"])


HOSTILE: list[Any] = [
    {},
    {"ocid": None, "tender": None, "buyer": None},
    {"ocid": ["x"], "tender": [], "buyer": 1, "date": {}, "tag": "tender"},
    {**RELEASE, "date": "2019-02-30T00:00:00Z"},
    {**RELEASE, "date": "9999-12-31"},
    {**RELEASE, "date": "0001-01-01"},
    {**RELEASE, "tender": {"value": {"amount": -5, "currency": "GBP"}}},
    {**RELEASE, "tender": {"value": {"amount": 1e300, "currency": "GBP"}}},
    {**RELEASE, "tender": {"value": {"amount": "12", "currency": "GBP"}}},
    {**RELEASE, "tender": {"value": {"amount": True, "currency": "GBP"}}},
    {**RELEASE, "buyer": {"name": "\x1b[31m" + "x" * 100_000}},
    {**RELEASE, "parties": [None, 1, "x", {"roles": None}]},
    {**RELEASE, "tender": {**RELEASE["tender"], "lots": [None, {"contractPeriod": 3}]}},
]


def test_hostile_notices_are_rows_like_others(podium: Podium) -> None:
    path = written("hostile.json", *HOSTILE)

    listed = podium("backtest", path, "--format", "json")
    printed = podium("backtest", path)

    assert (listed.code, printed.code) == (0, 0)
    assert listed.json["notices"] == len(HOSTILE)
    assert "\x1b" not in printed.out


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not JSON"),
        (b"[]", "Give a release package"),
        (b'{"releases": 1}', "releases: it is"),
        (b'{"releases": [1]}', "releases[0]: it is"),
        (b'{"a": 1}', "it holds no releases"),
        (b"\xff", "is not UTF-8"),
        (b"[" * 10_000_000, "brackets stand open"),
        (b'{"ocid": "a"}\n{"ocid": \n', "line 2"),
    ],
)
def test_what_holds_no_notices_is_refused(podium: Podium, data: bytes, said: str) -> None:
    answer = podium("backtest", "-", given=data)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("standard input")
    assert said in answer.err


def test_an_empty_package_is_no_row(podium: Podium) -> None:
    answer = podium("backtest", written("empty.json"), "--format", "json")

    assert answer.code == 0
    assert (answer.json["notices"], answer.json["rows"], answer.json["summary"]) == (0, [], [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name a file of OCDS releases"),
        (["nowhere.json"], "nowhere.json: it cannot be read"),
        ([NOTICES, "-o", "out.xlsx"], "Let the name end in .json or .csv"),
        ([NOTICES, "-o", "nowhere/out.csv"], "there is no folder nowhere"),
        ([NOTICES, "--policy", "nope"], "there is no policy «nope»"),
        ([NOTICES, "--against", "nope"], "there is no policy «nope»"),
        (["-", "-"], "Standard input is named twice"),
    ],
)
def test_a_wrong_call_is_refused(podium: Podium, arguments: list[str], said: str) -> None:
    answer = podium("backtest", *arguments)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_the_policy_may_be_in_another_folder(podium: Podium, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED / "coventry", tmp_path / "drafts" / "coventry")
    path = written("one.json", RELEASE)

    answer = podium("backtest", path, "--packs", "drafts", "--against", "coventry", "--format=json")

    assert answer.code == 0
    assert (answer.json["policy"], answer.json["against"]) == ("coventry in drafts", "coventry")
    assert answer.json["rows"][0]["differs"] == []


@pytest.mark.parametrize(
    ("asked", "option"), [("--policy", "--packs"), ("--against", "--against-in")]
)
def test_an_unknown_policy_is_told_how_a_folder_is_named(
    podium: Podium, asked: str, option: str
) -> None:
    answer = podium("backtest", written("one.json", RELEASE), asked, "nope")

    assert answer.code == 2
    assert answer.err.endswith(f". Or name the folder that it is in with {option} FOLDER.\n")
