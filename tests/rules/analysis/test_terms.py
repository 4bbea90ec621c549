"""What ends, and what is to be reviewed, near a day that is given."""

from datetime import date
from pathlib import Path

import pytest

from rules.analysis.terms import terms_of, unverified
from rules.pack import Pack
from tests.rules.small_packs import LAW, SOURCES, law, parameter, rule

ENDING = parameter("limit", "integer", "from: 2020-01-01, until: 2025-12-31, is: 12")


def told(pack: Pack, on: date) -> list[tuple[str, str]]:
    """Return what is told of a pack on a day: the kind and the id."""
    return [(term.kind, term.id) for term in terms_of(pack, on)]


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2025, 10, 1), None),
        (date(2025, 10, 2), "ends soon"),
        (date(2025, 12, 31), "ends soon"),
        (date(2026, 1, 1), "has ended"),
        (date(2026, 3, 31), "has ended"),
        (date(2026, 4, 1), None),
    ],
)
def test_a_value_that_ends_is_told_of_for_ninety_days_on_both_sides(
    tmp_path: Path, on: date, kind: str | None
) -> None:
    pack = law(tmp_path, parameters=ENDING)

    assert told(pack, on) == ([] if kind is None else [(kind, "limit")])


def test_a_value_that_another_follows_is_not_told_of(tmp_path: Path) -> None:
    followed = parameter(
        "limit", "integer", "from: 2020-01-01, until: 2025-12-31, is: 12", "from: 2026-01-01, is: 9"
    )

    assert told(law(tmp_path, parameters=followed), date(2025, 12, 1)) == []


def test_a_pack_and_a_rule_that_end_are_told_of_in_words(tmp_path: Path) -> None:
    rules = rule("the-law", "regime: pcr_2015") + rule("one", "kpis_minimum: 3", until="2025-11-30")
    pack = law(tmp_path, pack=f"{LAW}until: 2025-12-31\n", rules=rules)

    found = terms_of(pack, date(2025, 11, 1))

    assert [(term.id, term.on, term.message) for term in found] == [
        ("one", date(2025, 11, 30), "the rule «What one says» ends on 30 November 2025"),
        ("law", date(2025, 12, 31), "the pack «A small law» ends on 31 December 2025"),
    ]


def test_a_rule_that_another_follows_is_not_told_of(tmp_path: Path) -> None:
    rules = rule("one", "kpis_minimum: 3", until="2025-11-30") + rule(
        "two", "kpis_minimum: 4", from_="2025-12-01"
    )

    assert told(law(tmp_path, rules=rules), date(2025, 11, 1)) == []


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2025, 10, 1), None),
        (date(2025, 10, 2), "review soon"),
        (date(2025, 12, 31), "review soon"),
        (date(2026, 1, 1), "review overdue"),
        (date(2030, 1, 1), "review overdue"),
    ],
)
def test_a_review_is_told_of_from_ninety_days_before_until_it_is_moved(
    tmp_path: Path, on: date, kind: str | None
) -> None:
    source = SOURCES["law"].replace("seen}", "seen, review_by: 2025-12-31}")
    limit = parameter("limit", "integer", "from: 2020-01-01, is: 12, review_by: 2025-12-31")
    limit = limit.replace("  type:", "  review_by: 2025-12-31\n  type:")
    pack = law(tmp_path, sources=source, parameters=limit)

    expected = [] if kind is None else [(kind, "act"), (kind, "limit"), (kind, "limit")]
    assert told(pack, on) == expected


def test_what_was_never_checked_is_listed(tmp_path: Path) -> None:
    limit = parameter("limit", "integer", "from: 2020-01-01, is: 12").replace(
        "confidence: seen", "confidence: unverified"
    )
    rules = rule("the-law", "regime: pcr_2015") + rule(
        "one", "kpis_minimum: 3", confidence="unverified"
    )
    pack = law(
        tmp_path,
        pack=f"{LAW}until: 2025-12-31\nuntil_confidence: unverified\n",
        sources=SOURCES["law"].replace("seen", "unverified"),
        parameters=limit,
        rules=rules,
    )

    assert unverified(pack) == ("law", "act", "limit", "one")
