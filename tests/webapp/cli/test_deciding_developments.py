"""`podium decide` of a planning application: the decision, what it prints, what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import webapp
from tests.webapp.cli.conftest import Podium

DEMONSTRATION = Path(webapp.__file__).parent / "demo" / "former-works-development.json"
WORKS: dict[str, Any] = json.loads(DEMONSTRATION.read_text())
Write = Callable[..., Path]


@pytest.fixture
def works(tmp_path: Path) -> Write:
    """Write the application of the demonstration, with some of its keys changed or left out."""

    def write(*without: str, **changes: Any) -> Path:  # noqa: ANN401 - any JSON value
        path = tmp_path / "development.json"
        sent = {key: value for key, value in {**WORKS, **changes}.items() if key not in without}
        path.write_text(json.dumps(sent))
        return path

    return write


def test_the_application_of_the_demonstration_is_decided(podium: Podium) -> None:
    answer = podium("decide", DEMONSTRATION, "--format", "json")

    assert (answer.code, answer.err) == (0, "")
    decision = answer.json
    assert decision["format"] == "podium/decision/1"
    assert decision["reference"] == WORKS["reference"]
    assert decision["decided_as_of"] == "2026-03-02"
    assert [pack["id"] for pack in decision["packs"]] == ["uk", "coventry"]
    conclusions = decision["conclusions"]
    assert conclusions["major_development"] is True
    assert conclusions["planning_condition"] is True
    assert "cov-2022-apprentices" in conclusions["planning_indicators"]
    assert [duty["id"] for duty in conclusions["duties"]][-1] == "cov-planning-monitor"
    assert (decision["needs"], decision["undetermined"]) == ([], [])
    assert all(entry["cites"] and entry["because"] for entry in decision["trace"])


def test_a_procurement_and_a_development_have_the_same_keys_in_their_decisions(
    podium: Podium, sample: Callable[..., Path], works: Write
) -> None:
    of_procurement = podium("decide", sample(), "--format", "json").json
    of_development = podium("decide", works(), "--format", "json").json

    assert list(of_development) == list(of_procurement)


def test_an_application_may_be_piped_in(podium: Podium) -> None:
    answer = podium("decide", "-", "--format", "json", given=DEMONSTRATION.read_bytes())

    assert (answer.code, answer.json["reference"]) == (0, WORKS["reference"])


@pytest.mark.parametrize(
    ("changes", "is_major"),
    [
        ({"dwellings": 10, "floor_area_m2": "1", "site_area_ha": "0.1"}, True),
        ({"dwellings": 9, "floor_area_m2": "999.9999", "site_area_ha": "0.99999999"}, False),
        ({"dwellings": 0, "floor_area_m2": "1000", "site_area_ha": "0.1"}, True),
        ({"dwellings": 0, "floor_area_m2": "0", "site_area_ha": "1"}, True),
        ({"dwellings": 0, "floor_area_m2": "0", "site_area_ha": "0.5"}, False),
        (
            {
                "dwellings": 1,
                "floor_area_m2": "90",
                "site_area_ha": "0.1",
                "minerals_or_waste": True,
            },
            True,
        ),
    ],
)
def test_the_definition_decides_to_the_last_square_centimetre(
    podium: Podium, works: Write, changes: dict[str, Any], *, is_major: bool
) -> None:
    conclusions = podium("decide", works(**changes), "--format", "json").json["conclusions"]

    assert conclusions["major_development"] is is_major
    assert conclusions["planning_condition"] is is_major


def test_half_a_hectare_decides_while_the_number_of_dwellings_is_not_known(
    podium: Podium, works: Write
) -> None:
    path = works("dwellings", floor_area_m2="0", site_area_ha="0.5")

    decision = podium("decide", path, "--policy", "none", "--format", "json").json

    assert decision["conclusions"]["major_development"] is True
    assert decision["conclusions"]["planning_condition"] is None
    assert decision["trace"][-1]["rule"] == "uk-major-housing-site"
    assert "taken as not known" in decision["trace"][-1]["because"]


def test_without_a_size_it_says_what_is_needed(podium: Podium, works: Write) -> None:
    path = works("dwellings", "floor_area_m2", "site_area_ha")

    answer = podium("decide", path)
    decision = podium("decide", path, "--format", "json").json

    assert answer.code == 0
    assert decision["needs"] == ["dwellings", "floor_area_m2", "site_area_ha"]
    assert decision["conclusions"]["major_development"] is None
    printed = " ".join(answer.out.split())
    assert "Whether it is a major development can't be said yet" in printed
    assert "How many dwellings, flats included, does the development provide?" in printed
    assert "Give the answers by these names in the file." in answer.out


def test_it_prints_the_law_the_targets_and_the_duties(podium: Podium) -> None:
    answer = podium("decide", DEMONSTRATION)

    lines = [line.strip() for line in answer.out.splitlines()]
    assert answer.code == 0
    assert "It is a major development" in " ".join(answer.out.split())
    headings = ["The law", "Social value", "Duties"]
    assert [lines.index(heading) for heading in headings] == sorted(map(lines.index, headings))
    assert "Apprentices on the contract, in people" in answer.out
    assert "Before planning permission is granted: before 2 March 2026" in lines
    assert "Before the development is completed" in lines
    assert "Approvals" not in lines
    assert "art.2(1)(c)(i)" in answer.out
    assert "[secondary source]" in answer.out


def test_why_not_prints_how_far_off_each_size_is(podium: Podium, works: Write) -> None:
    path = works(dwellings=9, floor_area_m2="999.99", site_area_ha="0.4")

    out = podium("decide", path, "--why-not").out

    assert "It is no major development" in " ".join(out.split())
    assert "Is: 999.99 m², 0.01 m² below it." in out
    assert "Is: 9 dwellings, 1 dwelling below it." in out


def test_another_day_decides_under_the_order_of_that_day(podium: Podium, works: Write) -> None:
    decision = podium("decide", works(), "--on", "2015-04-14", "--format", "json").json

    assert decision["decided_as_of"] == "2015-04-14"
    assert decision["conclusions"]["planning_law"] == "dmpo_2010"
    assert decision["conclusions"]["planning_condition"] is None


def test_elsewhere_than_in_england_it_lies_outside(podium: Podium, works: Write) -> None:
    authority = {"name": "Cardiff", "type": "local_authority", "nation": "wales"}

    decision = podium("decide", works(authority=authority), "--format", "json").json

    assert decision["conclusions"]["planning_law"] == "outside"
    assert decision["conclusions"]["major_development"] is None
    assert decision["needs"] == []


@pytest.mark.parametrize(
    ("arguments", "changes", "words"),
    [
        ((), {"floor_area_m2": 9800}, "floor_area_m2: it is a JSON number. Give square metres"),
        ((), {"site_area_ha": "-2"}, 'site_area_ha: "-2" is below zero'),
        ((), {"category": "works"}, 'the key "category" is not known'),
        (("--on", "2028-01-01"), {}, "determined_on: 1 January 2028 lies outside the period"),
        (("--what-if", "dwellings=9"), {}, "--what-if: it changes a procurement, and this is a"),
    ],
)
def test_bad_input_is_refused_with_its_place(
    podium: Podium, works: Write, arguments: tuple[str, ...], changes: dict[str, Any], words: str
) -> None:
    answer = podium("decide", works(**changes), *arguments)

    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err


def test_other_commands_still_want_a_procurement(
    podium: Podium, works: Write, tmp_path: Path
) -> None:
    answer = podium("outline", works(), "-o", tmp_path / "outline.html")

    assert answer.code == 2
    assert "is a planning application, not a procurement" in answer.err
