"""Rules and tests of developments: areas are read strictly, and no case is of two subjects."""

from datetime import date
from pathlib import Path

import pytest

from rules.analysis import analyse
from rules.cases import cases_over, depends_on
from rules.decide import decide_facts
from rules.decision import Status
from rules.errors import PackIsBroken
from rules.packtests import run_tests
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import OF_DEVELOPMENTS_ALONE, SHARED_FACTS, Value
from tests.rules.small_packs import FILLER, law, law_stack, parameter, policy, refusal_of, rule

DAY = date(2022, 6, 1)
LAW = rule("in-england", "planning_law: dmpo_2015", "nation is england") + rule(
    "elsewhere", "planning_law: outside", "nation is not england"
)
LARGE = parameter("large", "area", "from: 2020-01-01, is: 0.5 ha")
MAJOR = rule(
    "major",
    "major_development: true",
    "{all: [planning_law is dmpo_2015, site_area_ha is at least large]}",
)
MINOR = rule(
    "minor",
    "major_development: false",
    "{all: [planning_law is dmpo_2015, site_area_ha is less than large]}",
)


def finding(stack: Stack, name: str = "major_development", **facts: Value) -> Value | None:
    """Return what is concluded of a development in England."""
    known = known_facts({"determined_on": DAY, "nation": "england", **facts})
    return decide_facts(known, stack).value(name)


def test_a_rule_of_developments_compares_areas_with_parameters_of_either_unit(
    tmp_path: Path,
) -> None:
    packs = law_stack(tmp_path, rules=LAW + MAJOR + MINOR, parameters=LARGE)

    assert finding(packs, site_area_ha=50_000_000) is True
    assert finding(packs, site_area_ha=49_999_999) is False


def test_an_area_may_stand_in_a_rule_as_a_literal(tmp_path: Path) -> None:
    text = LAW + rule("roomy", "major_development: true", "floor_area_m2 is at least 1000 m2")

    packs = law_stack(tmp_path, rules=text)

    assert finding(packs, floor_area_m2=10_000_000) is True
    assert finding(packs, floor_area_m2=9_999_999) is None


@pytest.mark.parametrize("written", ["1000", "1000 sqm", "0.5 acres", "1,000 m2", "-1 ha"])
def test_an_area_without_its_unit_is_refused(written: str, tmp_path: Path) -> None:
    text = LAW + rule("roomy", "major_development: true", f"'floor_area_m2 is at least {written}'")

    assert "Write an area, such as 1000 m2 or 0.5 ha" in refusal_of(tmp_path, rules=text)


def test_an_area_is_compared_with_parameters_of_its_kind_alone(tmp_path: Path) -> None:
    text = LAW + rule("roomy", "major_development: true", "floor_area_m2 is at least number")
    number = parameter("number", "integer", "from: 2020-01-01, is: 5")

    refusal = refusal_of(tmp_path, rules=text, parameters=number)

    assert "«floor_area_m2» is area, «number» is integer" in refusal


@pytest.mark.parametrize(
    ("then", "when", "words"),
    [
        (
            "major_development: true",
            "category is works",
            "concludes something of a development, and reads «category», which only a procurement",
        ),
        (
            "major_development: true",
            "{all: [dwellings is at least 10, duration_months is at least 12]}",
            "reads «duration_months», which only a procurement has",
        ),
        (
            "planning_condition: true",
            "regime is outside",
            "reads «regime», which only a procurement has",
        ),
        (
            "planning_condition: true",
            "in_area is true",
            "reads «in_area», which only a procurement has",
        ),
        (
            "notifiable: true",
            "dwellings is at least 10",
            "concludes something of a procurement, and reads «dwellings», which only a development",
        ),
        (
            "kpis_minimum: dwellings",
            "always",
            "reads «dwellings», which only a development has",
        ),
        (
            "notifiable: true",
            "{any: [nation is wales, major_development is true]}",
            "reads «major_development», which only a development has",
        ),
    ],
)
def test_a_rule_that_mixes_developments_and_procurements_is_refused(
    then: str, when: str, words: str, tmp_path: Path
) -> None:
    refusal = refusal_of(tmp_path, rules=LAW + rule("mixed", then, when))

    assert "the rule «mixed»" in refusal
    assert words in refusal
    assert "Read authority_type, nation and what a" in refusal


@pytest.mark.parametrize("name", sorted(SHARED_FACTS))
def test_who_decides_and_where_may_be_read_of_both(name: str, tmp_path: Path) -> None:
    value = {"authority_type": "school", "nation": "wales"}[name]
    text = rule("one", "major_development: true", f"{name} is {value}") + rule(
        "two", "notifiable: true", f"{name} is {value}"
    )

    assert len(law(tmp_path, rules=LAW + text).rules) == 4


def test_a_pack_test_of_both_is_refused(tmp_path: Path) -> None:
    given = "{determined_on: 2022-06-01, category: works}"
    tests = f"- {{name: Both, given: {given}, fires: [in-england]}}\n"

    refusal = refusal_of(tmp_path, rules=LAW, tests=tests)

    assert "«determined_on» is told of a development, «category» of a procurement" in refusal
    assert "Write a test for each" in refusal


def test_pack_tests_of_developments_are_run_and_name_what_is_wrong(tmp_path: Path) -> None:
    tests = (
        "- base: field\n  given: {nation: england, determined_on: 2022-06-01}\n"
        "- name: Right\n  like: field\n  given: {site_area_ha: 0.5 ha}\n"
        "  expect: {major_development: true}\n  fires: [major, in-england]\n"
        "  silent: [minor, elsewhere]\n"
        "- name: Wrong\n  like: field\n  given: {site_area_ha: 0.4 ha}\n"
        "  expect: {major_development: true}\n"
        "- name: Foreign\n  like: field\n  expect: {regime: outside}\n"
        "- name: Undated\n  given: {dwellings: 3}\n  silent: [major]\n"
    )
    pack = law(tmp_path, rules=LAW + MAJOR + MINOR, parameters=LARGE, tests=tests)

    report = run_tests(pack, Stack((pack,)))

    assert [outcome.failures for outcome in report.outcomes] == [
        (),
        ("major_development should be yes, and is no (minor)",),
        ("regime is never concluded of what these facts are of",),
        ("the test gives no day: add commenced_on, or determined_on for a development",),
    ]
    assert report.never_fired == ("elsewhere", "minor")


def test_duties_of_developments_fall_due_after_events_of_the_build(tmp_path: Path) -> None:
    duties = (
        "- {id: watch, title: Watch, cites: [act s.3],\n"
        "   due: {days: limit, kind: calendar, after: development_completed}}\n"
    )
    below = law(tmp_path, rules=FILLER["law"] + LAW)
    text = rule(
        "watched",
        "planning_duties: [watch]",
        "nation is england",
        from_="2021-01-01",
        cites="[paper p.1]",
    )
    files = {
        "rules": text,
        "duties": duties.replace("act s.3", "paper p.2"),
        "parameters": parameter("limit", "integer", "from: 2021-01-01, is: 20").replace(
            "act s.2", "paper p.2"
        ),
    }
    packs = Stack((below, policy(tmp_path, below, **files)))

    decision = decide_facts(known_facts({"determined_on": DAY, "nation": "england"}), packs)

    (duty,) = decision.duties
    assert (duty.days, duty.event, duty.on) == (20, "development_completed", None)
    outlived = files["parameters"].replace("is: 20", "until: 2021-12-31, is: 20")
    with pytest.raises(PackIsBroken, match="outlives «limit»"):
        policy(tmp_path, below, **{**files, "parameters": outlived})


def test_cases_of_developments_hold_no_fact_of_a_procurement(tmp_path: Path) -> None:
    packs = law_stack(tmp_path, rules=LAW + MAJOR + MINOR, parameters=LARGE)

    found = cases_over(depends_on("major_development", packs), packs)

    assert found.facts == ("nation", "site_area_ha", "determined_on")
    assert all(case.keys() <= OF_DEVELOPMENTS_ALONE | SHARED_FACTS for case in found.cases)
    areas = {case["site_area_ha"] for case in found.cases}
    assert areas == {0, 49_999_999, 50_000_000, 50_000_001}


def test_cases_leave_the_number_of_dwellings_out_too(tmp_path: Path) -> None:
    text = LAW + rule("unsaid", "major_development: true", "dwellings_known is false")
    packs = law_stack(tmp_path, rules=text)

    found = cases_over(depends_on("major_development", packs), packs)

    assert found.is_complete
    assert {"dwellings" in case for case in found.cases} == {True, False}


def test_the_analysis_finds_a_gap_in_the_definition(tmp_path: Path) -> None:
    pack = law(tmp_path, rules=FILLER["law"] + LAW + MAJOR, parameters=LARGE)

    report = analyse(pack, Stack((pack,)))

    gaps = {one.example for one in report.findings if one.conclusion == "major_development"}
    assert any("site_area_ha = 0 ha" in example for example in gaps)
    assert not any("nation = Wales" in example for example in gaps)
    assert "major" not in report.never_fired


def test_a_law_without_planning_rules_has_no_gap_in_them(tmp_path: Path) -> None:
    pack = law(tmp_path)

    report = analyse(pack, Stack((pack,)))

    assert not {one.conclusion for one in report.findings} & OF_DEVELOPMENTS_ALONE


def test_a_missing_area_leaves_a_conclusion_undetermined(tmp_path: Path) -> None:
    packs = law_stack(tmp_path, rules=LAW + MAJOR + MINOR, parameters=LARGE)

    decision = decide_facts(known_facts({"determined_on": DAY, "nation": "england"}), packs)

    assert decision.findings["major_development"].status is Status.UNDETERMINED
    assert decision.needs == ("site_area_ha",)
