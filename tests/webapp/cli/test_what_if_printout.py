"""`podium decide --what-if` side by side, and `--tipping-points`."""

from collections.abc import Callable
from pathlib import Path

import pytest

import webapp
from tests.webapp.cli.conftest import Podium

Sample = Callable[..., Path]
DEVELOPMENT = Path(webapp.__file__).parent / "demo" / "former-works-development.json"


def test_what_changes_stands_side_by_side(podium: Podium, sample: Sample) -> None:
    changes = ("--what-if", "estimated_value=200000", "--what-if", "duration_months=12")

    printed = podium("decide", sample(), *changes)
    changed = podium("decide", sample(), *changes, "--format", "json").json["what_if"]

    said = " ".join(printed.out.split())
    assert printed.code == 0
    assert f"{len(changed['changed'])} conclusions change. Now Then" in said
    assert "Above or below the threshold Above threshold Below threshold" in said
    assert "Duties and notices" in said
    assert "gone" in said
    assert [one["conclusion"] for one in changed["changed"]] == changed["differs"]
    (coverage,) = [one for one in changed["changed"] if one["conclusion"] == "coverage"]
    assert coverage == {
        "conclusion": "coverage",
        "before": "above_threshold",
        "before_status": "concluded",
        "after": "below_threshold",
        "after_status": "concluded",
    }


def test_the_tipping_points_are_printed_only_when_asked_for(podium: Podium, sample: Sample) -> None:
    plain = podium("decide", sample(), "--format", "json").json
    decision = podium("decide", sample(), "--tipping-points", "--format", "json").json
    printed = " ".join(podium("decide", sample(), "--tipping-points").out.split())

    points = decision.pop("tipping_points")
    assert decision == plain
    value = points[0]
    assert (value["fact"], value["now"]) == (
        "estimated_value",
        {"amount": "360000.00", "vat": "included"},
    )
    assert value["below"]["value"] == {"amount": "207719.99", "vat": "included"}
    assert value["below"]["changes"][0] == {
        "conclusion": "coverage",
        "before": "above_threshold",
        "before_status": "concluded",
        "after": "below_threshold",
        "after_status": "concluded",
    }
    assert "Tipping points" in printed
    count = len(value["below"]["changes"])
    assert f"Lower: £207,719.99 including VAT. {count} conclusions change." in printed
    assert f"and {count - 3} more" in printed


def test_a_tipping_point_is_on_the_basis_of_the_value(podium: Podium, sample: Sample) -> None:
    path = sample(estimated_value={"amount": "360000.00", "vat": "excluded"})

    points = podium("decide", path, "--tipping-points", "--format", "json").json["tipping_points"]

    assert points[0]["below"]["value"] == {"amount": "173099.99", "vat": "excluded"}


def test_the_tipping_points_are_those_of_the_day_decided_on(podium: Podium, sample: Sample) -> None:
    asked = ("--on", "2025-06-02", "--tipping-points", "--format", "json")

    points = podium("decide", sample(), *asked).json["tipping_points"]

    assert points[0]["below"]["value"] == {"amount": "214903.99", "vat": "included"}


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="no planning application is shipped")
def test_a_planning_application_has_tipping_points_too(podium: Podium) -> None:
    answer = podium("decide", DEVELOPMENT, "--tipping-points")
    points = podium("decide", DEVELOPMENT, "--tipping-points", "--format", "json").json

    assert answer.code == 0
    assert "Tipping points" in answer.out
    assert "determined_on" in {point["fact"] for point in points["tipping_points"]}


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="no planning application is shipped")
def test_a_size_that_is_one_reason_of_several_is_said_to_be_so(podium: Podium) -> None:
    several = podium("decide", DEVELOPMENT, "--tipping-points").out

    reason = "changes a conclusion: more than one reason holds for ‘Major development’."
    assert " ".join(several.split()).count(reason) == 3
