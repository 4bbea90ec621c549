"""A pack's own tests: what fails, in words that say what was expected and what is so."""

from pathlib import Path

import pytest

from rules.pack import Pack
from rules.packtests import TestReport, run_tests
from rules.stack import Stack
from tests.rules.small_packs import law, parameter, rule

RULES = (
    rule("kpis", "kpis_minimum: 3", "nation is wales")
    + rule("always", "notifiable: true")
    + rule("duty", "duties: [one-duty]", "nation is wales")
    + rule("is-threshold", "threshold: amount", "category is goods")
)
DUTIES = (
    "- {id: one-duty, title: One, cites: [act s.3]}\n"
    "- {id: two-duty, title: Two, cites: [act s.3]}\n"
)
AMOUNT = parameter("amount", "money", "from: 2020-01-01, is: £5.00, vat: included")
BASE = "- base: here\n  given: {commenced_on: 2022-06-01, nation: wales, category: works}\n"


def report(folder: Path, *tests: str) -> TestReport:
    """Run tests, each given as the flow text of what it expects, on a law of four rules."""
    text = BASE + "".join(
        f"- {{name: Test {number}, like: here, {test}}}\n" for number, test in enumerate(tests)
    )
    pack: Pack = law(folder, rules=RULES, duties=DUTIES, parameters=AMOUNT, tests=text)
    return run_tests(pack, Stack((pack,)))


def failures(folder: Path, test: str) -> tuple[str, ...]:
    """Return what fails in one test."""
    (outcome,) = report(folder, test).outcomes
    return outcome.failures


@pytest.mark.parametrize(
    "test",
    [
        "expect: {kpis_minimum: 3, notifiable: true, regime: absent}",
        "expect: {duties: [one-duty], threshold: absent}",
        "includes: {duties: [one-duty]}, excludes: {duties: [two-duty]}",
        "fires: [kpis, always], silent: [is-threshold]",
        "given: {nation: unknown}, expect: {kpis_minimum: undetermined}, needs: [nation]",
        "given: {category: goods}, expect: {threshold: {amount: £5.00, vat: included}}",
    ],
)
def test_a_test_that_is_right_has_no_failures(test: str, tmp_path: Path) -> None:
    assert failures(tmp_path, test) == ()


@pytest.mark.parametrize(
    ("test", "failure"),
    [
        (
            "expect: {kpis_minimum: 4}",
            "kpis_minimum should be 4 indicators, and is 3 indicators (kpis)",
        ),
        (
            "expect: {kpis_minimum: absent}",
            "kpis_minimum should be absent, and is 3 indicators (kpis)",
        ),
        (
            "expect: {kpis_minimum: undetermined}",
            "kpis_minimum should be undetermined, and is 3 indicators (kpis)",
        ),
        ("expect: {notifiable: false}", "notifiable should be no, and is yes (always)"),
        (
            "expect: {regime: outside}",
            "regime should be Outside the law that these packs govern, and is absent",
        ),
        (
            "given: {nation: unknown}, expect: {kpis_minimum: 3}",
            "kpis_minimum should be 3 indicators, and is undetermined, hanging on nation",
        ),
        (
            "given: {nation: unknown}, expect: {kpis_minimum: absent}",
            "kpis_minimum should be absent, and is undetermined, hanging on nation",
        ),
        (
            "expect: {duties: [one-duty, two-duty]}",
            "duties should be one-duty, two-duty, and is one-duty (duty)",
        ),
        (
            "given: {category: goods}, expect: {threshold: {amount: £5.00, vat: excluded}}",
            "threshold should be £5 excluding VAT, and is £5 including VAT (is-threshold)",
        ),
        ("includes: {duties: [two-duty]}", "duties should include two-duty"),
        ("excludes: {duties: [one-duty]}", "duties should not include one-duty"),
        ("needs: [nation]", "nation should be needed, and nothing is"),
        (
            "given: {nation: unknown}, needs: [category]",
            "category should be needed, and nation is",
        ),
        ("fires: [is-threshold]", "is-threshold should fire, and is silent"),
        ("silent: [kpis]", "kpis should be silent, and fires"),
        (
            "given: {commenced_on: unknown}, fires: [kpis]",
            "the test gives no day: add commenced_on, or determined_on for a development",
        ),
        (
            "given: {commenced_on: 2019-12-31}, fires: [kpis]",
            (
                "commenced_on: 31 December 2019 lies outside the period of the pack «law». "
                "Give a day from 1 January 2020."
            ),
        ),
    ],
)
def test_a_test_that_is_wrong_says_what_should_be_and_what_is(
    test: str, failure: str, tmp_path: Path
) -> None:
    assert failures(tmp_path, test) == (failure,)


def test_rules_that_no_test_shows_firing_and_silent_are_named(tmp_path: Path) -> None:
    found = report(
        tmp_path, "fires: [kpis, always]", "given: {nation: england}, silent: [kpis, duty]"
    )

    assert [outcome.failures for outcome in found.outcomes] == [(), ()]
    assert found.never_fired == ("duty", "is-threshold")
    assert found.never_silent == ("always", "is-threshold")
    assert not found.has_passed


def test_a_rule_that_is_named_wrongly_is_not_shown(tmp_path: Path) -> None:
    found = report(tmp_path, "fires: [is-threshold], silent: [kpis]")

    assert "is-threshold" in found.never_fired
    assert "kpis" in found.never_silent


def test_a_pack_passes_when_every_rule_was_seen_both_ways(tmp_path: Path) -> None:
    text = (
        "- {name: In force, given: {commenced_on: 2022-06-01}, fires: [one]}\n"
        "- {name: Before, given: {commenced_on: 2020-01-01}, silent: [one]}\n"
    )
    pack = law(tmp_path, rules=rule("one", "notifiable: true", from_="2021-01-01"), tests=text)

    assert run_tests(pack, Stack((pack,))).has_passed


def test_a_test_that_could_not_be_decided_shows_no_rule(tmp_path: Path) -> None:
    found = report(tmp_path, "given: {commenced_on: 2019-12-31}, silent: [is-threshold]")

    assert "is-threshold" in found.never_silent
