"""Back-testing: what a row keeps, and what the summary counts."""

from datetime import date

import pytest

from forms.notices import NoticeReading
from rules.errors import Contradiction
from rules.library import stack
from rules.money import Money, Pence, VatBasis
from rules.vocabulary import Value
from webapp.services import backtesting
from webapp.services.backtesting import backtest, backtest_csv, flat

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

    monkeypatch.setattr(backtesting, "decide_facts", contradict)

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
    result = backtest([reading(), reading(("framework",))], stack(None), None)

    head, *lines = backtest_csv(result).splitlines()

    assert head.startswith("ocid,release,buyer,title,amount,commenced_on,decided,needs,regime,")
    assert [line.split(",")[6] for line in lines] == ["True", "False"]
