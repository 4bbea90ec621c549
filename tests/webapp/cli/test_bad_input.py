"""Whatever is wrong with the input: exit 2, place and remedy, nothing on standard output."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.webapp.cli.calling import SAMPLE
from tests.webapp.cli.conftest import Podium

Sample = Callable[..., Path]


def amount(text: Any) -> dict[str, Any]:  # noqa: ANN401 - wrong types are the point
    return {"estimated_value": {"amount": text, "vat": "included"}}


WRONG: list[tuple[dict[str, Any], str]] = [
    (amount(360000.5), "estimated_value.amount: it is a JSON number"),
    (amount(360000), "estimated_value.amount: it is a JSON number"),
    (amount("-1"), "estimated_value.amount:"),
    (amount("9" * 29), "estimated_value.amount:"),
    (amount("1e5"), "estimated_value.amount:"),
    (amount("1.001"), "estimated_value.amount:"),
    (amount("1,000"), "estimated_value.amount:"),
    (amount("٣"), "estimated_value.amount:"),
    (amount("0"), "estimated_value: the estimated value is zero"),
    ({"commenced_on": "2026-02-30"}, "commenced_on: 2026-02-30 is not a day"),
    ({"commenced_on": "2011-12-31"}, "Give a date from 2012-01-01"),
    ({"commenced_on": "2028-01-01"}, "to 2027-12-31"),
    ({"commenced_on": 20260302}, "commenced_on: it is a JSON number"),
    ({"commenced_on": None}, "commenced_on:"),
    ({"zzz": 1}, 'zzz: the key "zzz" is not known'),
    ({"answers": {"zzz": 1}}, "answers.zzz:"),
    ({"answers": []}, "answers: it is a list"),
    ({"category": "food"}, "Give one of goods, services, works"),
    ({"authority": "Coventry"}, "authority: it is a text"),
    ({"duration_months": 10**30}, "duration_months:"),
    ({"duration_months": True}, "duration_months:"),
    ({"title": ""}, "title:"),
    ({"title": "\x1b[31m"}, "title: it holds the character U+001B"),
    ({"reference": "../x"}, "reference:"),
    ({"special_regime": "light_touch", "category": "works"}, "special_regime:"),
    ({"format": "podium/tender/1"}, "format:"),
]


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_a_wrong_value_is_refused_by_its_path(
    podium: Podium, sample: Sample, changes: dict[str, Any], said: str
) -> None:
    answer = podium("decide", sample(**changes), "--format", "json")

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not JSON"),
        (b"null", "it is null"),
        (b"[1]", "it is a list"),
        (b'{"a": NaN}', "NaN is not a JSON number"),
        (b'{"a": "\xff"}', "is not UTF-8. Save the text as UTF-8"),
        (bytes(range(256)), "is not UTF-8"),
        (b"[" * 10_000_000, "it is larger than 1,000,000 bytes"),
        (b"[" * 900_000, "brackets stand open at once"),
        (json.dumps(SAMPLE).encode()[:-1] + b', "title": "x"}', "title: the key stands twice"),
        (json.dumps(SAMPLE).encode("utf-16"), "is not UTF-8"),
    ],
)
def test_what_is_no_procurement_is_refused(podium: Podium, data: bytes, said: str) -> None:
    piped = podium("decide", "-", given=data)
    Path("given.json").write_bytes(data)
    filed = podium("decide", "given.json")

    assert (piped.code, piped.out, filed.code, filed.out) == (2, "", 2, "")
    assert piped.err.startswith("standard input: ")
    assert filed.err.startswith("given.json: ")
    assert said in piped.err
    assert said in filed.err


def test_all_faults_are_told_at_once(podium: Podium, sample: Sample) -> None:
    answer = podium("decide", sample(category="food", commenced_on="2026-02-30", zzz=1))

    assert len(answer.err.splitlines()) == 3


def test_a_procurement_that_calls_itself_a_planning_application_is_refused_key_by_key(
    podium: Podium, sample: Sample
) -> None:
    answer = podium("decide", sample(format="podium/development/1"))

    assert answer.code == 2
    assert "determined_on: it is missing" in answer.err
    assert 'the key "estimated_value" is not known' in answer.err


@pytest.mark.parametrize("name", ["nowhere.json", ".", "", "/dev/null/x", "x" * 5000])
def test_a_file_that_cannot_be_read_is_named(podium: Podium, name: str) -> None:
    answer = podium("decide", name)

    assert (answer.code, answer.out) == (2, "")
    assert "Name a file that exists, or - to pipe it" in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--policy", "nope"], "there is no policy «nope»"),
        (["--policy", "uk"], "there is no policy «uk»"),
        (["--policy", "../uk"], "there is no policy"),
        (["--on", "2026-02-30"], "is not a date. Write it as 2026-03-02"),
        (["--on", "20260302"], "is not a date"),
        (["--on", "2026-W10-1"], "is not a date"),
        (["--on", "2011-12-31"], "outside the period"),
        (["--on", "2028-01-01"], "Give a day from 1 January 2012 to 31 December 2027"),
        (["--format", "xml"], "'text', 'json'"),
        (["--nonsense"], "No such option"),
    ],
)
def test_a_wrong_call_is_refused(
    podium: Podium, sample: Sample, arguments: list[str], said: str
) -> None:
    answer = podium("decide", sample(), *arguments)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_what_a_refusal_quotes_steers_no_terminal(podium: Podium) -> None:
    answer = podium("decide", "no\x1b[2J\u202efile.json")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("no�[2J�file.json: it cannot be read")


def test_an_unknown_command_is_refused(podium: Podium) -> None:
    answer = podium("divine")

    assert (answer.code, answer.out) == (2, "")
    assert "No such command" in answer.err


def test_help_lists_the_commands(podium: Podium) -> None:
    answer = podium("--help")

    assert answer.code == 0
    for name in ("decide", "outline", "packs", "backtest", "demo", "serve", "db", "users"):
        assert f"\n  {name} " in answer.out
