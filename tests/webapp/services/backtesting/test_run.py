"""Back-testing: what a row keeps, and what the summary counts."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from forms.notices import NoticeReading
from rules.errors import Contradiction, EvaluatorsDisagree
from rules.library import stack
from rules.money import Money, Pence, VatBasis
from rules.vocabulary import Value
from webapp.services.backtesting import (
    Policies,
    again,
    backtest,
    csv_parts,
    flat,
    json_parts,
    rows,
    run_backtest,
)
from webapp.services.backtesting.again import WITHOUT_EXCEPTION, Again
from webapp.services.backtesting.words import again_words

FACTS: dict[str, Value] = {
    "authority_type": "local_authority",
    "nation": "england",
    "category": "services",
    "estimated_value": Money(Pence(112_000_000), VatBasis.EXCLUDED),
    "commenced_on": date(2019, 12, 20),
}


def reading(missing: tuple[str, ...] = (), **facts: Value) -> NoticeReading:
    return NoticeReading("ocds-1", "1", "A council", "Grounds", (), {**FACTS, **facts}, {}, missing)


def test_a_doubt_about_the_framework_leaves_the_row_undecided() -> None:
    law = stack(None)

    sure, doubtful = backtest([reading(), reading(("framework",))], law, None)["rows"]

    assert (sure["decided"], sure["needs"]) == (True, [])
    assert doubtful["decided"] is False
    assert "framework" in doubtful["needs"]


def test_a_day_outside_the_law_leaves_the_row_undecided() -> None:
    result = backtest([reading(commenced_on=date(2011, 1, 1))], stack(None), None)

    assert result["decided"] == 0
    assert result["rows"][0]["conclusions"] == {}


def test_only_decided_releases_are_counted() -> None:
    result = backtest([reading(), reading(("framework",)), reading()], stack(None), None)

    counts = {
        item["conclusion"]: item["notices"]
        for item in result["summary"]
        if item["conclusion"] in {"regime", "coverage"}
    }
    assert counts == {"regime": 2, "coverage": 2}


def test_a_contradiction_in_a_draft_is_told_in_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def contradict(*_: object, **__: object) -> None:
        raise Contradiction("social_value.tier", "a and b conclude different values", "Mend one")

    monkeypatch.setattr(rows, "decide_alone", contradict)
    monkeypatch.setattr(again, "decide_facts", contradict)

    (row,) = backtest([reading()], stack(None), None)["rows"]

    assert row["decided"] is False
    assert row["refused"] == ("social_value.tier: a and b conclude different values. Mend one.")


def test_lists_are_told_by_their_ids() -> None:
    conclusions = {
        "duties": [{"id": "a"}, {"id": "b"}],
        "social_value": {"tier": "light"},
        "coverage": None,
    }

    assert list(flat(conclusions)) == [
        ("duties", ["a", "b"]),
        ("social_value.tier", "light"),
        ("coverage", None),
    ]


def test_the_csv_has_a_line_for_each_row() -> None:
    notices = [reading(), reading(("framework",))]

    with run_backtest(notices, Policies(stack(None))) as found:
        head, *lines = "".join(csv_parts(found)).splitlines()

    assert head.startswith("ocid,release,buyer,title,amount,commenced_on,decided,needs,regime,")
    assert [line.split(",")[6] for line in lines] == ["True", "False"]


def test_the_csv_beside_a_second_policy_has_two_columns_for_each_conclusion() -> None:
    notices = [reading(duration_months=24)]

    with run_backtest(notices, Policies(stack("coventry"), stack(None))) as found:
        (row,) = csv.DictReader(io.StringIO("".join(csv_parts(found))))

    assert (row["regime"], row["regime against"]) == ("pcr_2015", "pcr_2015")
    assert (row["social_value.tier"], row["social_value.tier against"]) == ("enhanced", "")
    assert "social_value.tier" in row["differs"].split()


def test_the_parts_of_the_json_are_the_whole() -> None:
    policies = Policies(stack("coventry"), stack(None))

    with run_backtest([reading(), reading(("framework",))], policies) as found:
        assert json.loads("".join(json_parts(found))) == found.whole()


def test_a_difference_between_the_evaluators_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second evaluator is given the facts of a contract that is worth less."""
    less = {"estimated_value": Money(Pence(1_000_000), VatBasis.EXCLUDED)}
    monkeypatch.setattr(again, "facts_of", lambda notice: {**rows.facts_of(notice), **less})

    with pytest.raises(EvaluatorsDisagree, match="both evaluators came to something else"):
        run_backtest([reading()], Policies(stack(None)))


def test_the_first_releases_are_all_decided_again_and_of_the_others_a_share() -> None:
    sample = Again(seed=1)

    chosen = [sample.chooses_next() for _ in range(WITHOUT_EXCEPTION + 4000)]

    assert all(chosen[:WITHOUT_EXCEPTION])
    assert 150 < sum(chosen[WITHOUT_EXCEPTION:]) < 250


def test_a_release_that_neither_evaluator_decides_is_not_counted_as_decided_again() -> None:
    law, undated = stack(None), replace(reading(), facts={})

    with run_backtest([reading(), undated], Policies(law, law)) as found:
        head = found.head

    assert (head["notices"], head["decided_again"]) == (2, 1)
    assert again_words(head).startswith("1 of 2 releases were decided again by both evaluators")


def test_wide_signs_begin_no_formula_either() -> None:
    titled = [replace(reading(), title=f"{sign}1+1") for sign in "\uff1d\uff0b\uff0d\uff20"]

    with run_backtest(titled, Policies(stack(None))) as found:
        table = list(csv.DictReader(io.StringIO("".join(csv_parts(found)))))

    assert [row["title"][0] for row in table] == ["'"] * 4


def test_the_same_seed_chooses_the_same_releases() -> None:
    one, other, third = Again(seed=1), Again(seed=1), Again(seed=2)

    chosen = [[each.chooses_next() for _ in range(1000)] for each in (one, other, third)]

    assert chosen[0] == chosen[1] != chosen[2]
