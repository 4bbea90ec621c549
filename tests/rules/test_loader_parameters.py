"""Dated parameters: what is read, and what is refused, with its line."""

from datetime import date
from pathlib import Path

import pytest

from rules.money import Money, Pence, VatBasis
from rules.pack import (
    Citation,
    Confidence,
    Parameter,
    ParameterValue,
    Place,
)
from rules.vocabulary import Kind
from tests.rules.small_packs import law, refusal_of

CITED = "cites: [act s.1], confidence: seen"


def values(*texts: str, type_: str = "integer") -> str:
    """Return a parameter whose values stand on lines 6, 7 and so on."""
    lines = ["- id: limit", "  title: A limit", f"  type: {type_}", "  # its values", "  values:"]
    return "\n".join([*lines, *(f"    - {{{text}}}" for text in texts)]) + "\n"


def test_a_parameter_is_read_with_its_dated_values(tmp_path: Path) -> None:
    text = values(
        f"from: 2020-01-01, is: £10.00, vat: excluded, {CITED}",
        f"from: 2022-01-01, until: 2022-12-31, is: £20.50, vat: included, {CITED}",
        f"from: 2023-01-01, is: repealed, {CITED}",
        type_="money",
    )
    cites = (Citation("act", "s.1"),)

    (found,) = law(
        tmp_path, parameters=text.replace("  type:", "  set_by: authority\n  type:")
    ).parameters

    assert found == Parameter(
        id="limit",
        title="A limit",
        kind=Kind.MONEY,
        values=(
            ParameterValue(
                date(2020, 1, 1),
                None,
                Money(Pence(1000), VatBasis.EXCLUDED),
                cites,
                Confidence.SEEN,
            ),
            ParameterValue(
                date(2022, 1, 1),
                date(2022, 12, 31),
                Money(Pence(2050), VatBasis.INCLUDED),
                cites,
                Confidence.SEEN,
            ),
            ParameterValue(date(2023, 1, 1), None, None, cites, Confidence.SEEN),
        ),
        place=Place("law/parameters.yaml", 1),
        set_by_authority=True,
    )


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), 5),
        (date(2021, 12, 31), 5),
        (date(2022, 1, 1), 6),
        (date(2022, 12, 31), 6),
        (date(2023, 1, 1), None),
    ],
)
def test_a_value_holds_from_its_first_day_to_its_last(
    day: date, value: int | None, tmp_path: Path
) -> None:
    text = values(
        f"from: 2020-01-01, is: 5, {CITED}",
        f"from: 2022-01-01, until: 2022-12-31, is: 6, {CITED}",
    )

    (found,) = law(tmp_path, parameters=text).parameters
    dated = found.on(day)

    assert (dated.value if dated else None) == value


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (
            [
                f"from: 2020-01-01, until: 2020-06-30, is: 5, {CITED}",
                f"from: 2020-07-02, is: 6, {CITED}",
            ],
            (
                "7: the value from 2020-07-02 leaves a gap after 2020-06-30. "
                "Let each value begin on the day after the one before it ends"
            ),
        ),
        (
            [
                f"from: 2020-01-01, until: 2020-06-30, is: 5, {CITED}",
                f"from: 2020-06-30, is: 6, {CITED}",
            ],
            (
                "7: the value from 2020-06-30 begins before the one before it ends, on 2020-06-30. "
                "Let each value begin on the day after the one before it ends"
            ),
        ),
        (
            [f"from: 2021-01-01, is: 5, {CITED}", f"from: 2020-01-01, is: 6, {CITED}"],
            (
                "7: the value from 2020-01-01 is not later than the one before it. "
                "Order them by date"
            ),
        ),
        (
            [f"from: 2021-01-01, is: 5, {CITED}", f"from: 2021-01-01, is: 6, {CITED}"],
            (
                "7: the value from 2021-01-01 is not later than the one before it. "
                "Order them by date"
            ),
        ),
        ([], "5: «values» is not a list. Write a list, as in [a, b]"),
        (
            [f"from: 2020-01-02, until: 2020-01-01, is: 5, {CITED}"],
            "6: «until» lies before «from». Mend one of the dates",
        ),
        (
            [f"from: 2020-01-01, is: £5.00, {CITED}"],
            "6: «£5.00» is not a value of is. Write a whole number, such as 30",
        ),
        (
            [f"from: 2020-01-01, is: five, {CITED}"],
            "6: «five» is not a value of is. Write a whole number, such as 30",
        ),
        (
            [f"from: 1 January 2020, is: 5, {CITED}"],
            (
                "6: «1 January 2020» is not a value of from. "
                "Write a date, such as 2025-02-24, of the years 1900 to 2999"
            ),
        ),
        (
            [f"from: 2020-01-01, is: 5, vat: included, {CITED}"],
            "6: «vat» stands with a value that is not money. Remove it",
        ),
        (
            ["from: 2020-01-01, is: 5, confidence: seen, cites: []"],
            "6: a citation is missing. Add «cites: [source pinpoint]»",
        ),
        (
            ["from: 2020-01-01, is: 5, cites: [act s.1]"],
            "6: the key «confidence» is missing. Add «confidence»",
        ),
        (
            ["from: 2020-01-01, is: 5, cites: [act s.1], confidence: sure"],
            (
                "6: «sure» is not a confidence. "
                "Write one of: seen, secondary, unverified, authority-setting"
            ),
        ),
        (
            ["from: 2020-01-01, is: 5, cites: [act], confidence: seen"],
            (
                "6: «act» is not a citation. "
                "Write a source's id and the place in it, such as «pa-2023 s.52(1)»"
            ),
        ),
        (
            ["from: 2020-01-01, is: 5, cites: ['Act s.1'], confidence: seen"],
            (
                "6: «Act s.1» is not a citation. "
                "Write a source's id and the place in it, such as «pa-2023 s.52(1)»"
            ),
        ),
        (
            [f"from: 2020-01-01, value: 5, {CITED}"],
            "6: «value» is not a key that may stand here. Did you mean «is»?",
        ),
    ],
)
def test_a_parameters_values_are_refused_with_their_line(
    texts: list[str], words: str, tmp_path: Path
) -> None:
    found = refusal_of(tmp_path, parameters=values(*texts))

    assert found.rstrip(".") == f"law/parameters.yaml:{words}"


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (
            [f"from: 2020-01-01, is: 5000000, vat: included, {CITED}"],
            "6: «5000000» is not a value of money. Write £5000000.00: two decimals",
        ),
        (
            [f"from: 2020-01-01, is: £5.00, vat: with, {CITED}"],
            "6: «with» is not a VAT basis. Write included or excluded",
        ),
        (
            [
                f"from: 2020-01-01, is: £5.00, vat: included, {CITED}",
                f"from: 2021-01-01, is: £6.00, {CITED}",
            ],
            (
                "6: some of the amounts state a VAT basis and others do not. "
                "Write «vat:» on each, or on none"
            ),
        ),
    ],
)
def test_amounts_are_refused_with_their_line(texts: list[str], words: str, tmp_path: Path) -> None:
    found = refusal_of(tmp_path, parameters=values(*texts, type_="money"))

    assert found == f"law/parameters.yaml:{words}."


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "type: integer",
            "type: number",
            "3: «number» is not a type. Write one of: money, integer, percent, date, area",
        ),
        (
            "type: integer",
            "type: boolean",
            "3: «boolean» is not a type. Write one of: money, integer, percent, date, area",
        ),
        (
            "title: A limit",
            "titel: A limit",
            "2: «titel» is not a key that may stand here. Did you mean «title»?",
        ),
        ("id: limit", "id: a_limit", "1: «a_limit» is not an id. Write it in-kebab-case"),
        ("id: limit", "id: Limit", "1: «Limit» is not an id. Write it in-kebab-case"),
        ("id: limit", "id: a--limit", "1: «a--limit» is not an id. Write it in-kebab-case"),
        (
            "  # its values",
            "  set_by: buyer",
            "4: «buyer» is not a set_by. Write one of: authority",
        ),
        ("  # its values", "  why:", "4: «why» is empty. Give it a value or remove the key"),
    ],
)
def test_a_parameter_is_refused_with_its_line(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    text = values(f"from: 2020-01-01, is: 5, {CITED}").replace(old, new)

    assert refusal_of(tmp_path, parameters=text).rstrip(".") == f"law/parameters.yaml:{words}"


def test_a_parameter_without_values_is_refused(tmp_path: Path) -> None:
    text = "- {id: limit, title: A limit, type: integer, values: []}\n"

    assert refusal_of(tmp_path, parameters=text) == (
        "law/parameters.yaml:1: the parameter has no value. Add one under «values:»."
    )


def test_a_day_of_review_is_read_of_a_parameter_and_of_its_values(tmp_path: Path) -> None:
    text = values(
        f"from: 2020-01-01, is: 12, {CITED}",
        f"from: 2022-01-01, is: 24, review_by: 2025-06-30, {CITED}",
    ).replace("  type:", "  review_by: 2025-12-31\n  type:")

    (found,) = law(tmp_path, parameters=text).parameters

    assert found.review_by == date(2025, 12, 31)
    assert [value.review_by for value in found.values] == [None, date(2025, 6, 30)]


def test_a_day_of_review_that_is_no_day_is_refused(tmp_path: Path) -> None:
    text = values(f"from: 2020-01-01, is: 12, review_by: soon, {CITED}")

    assert refusal_of(tmp_path, parameters=text) == (
        "law/parameters.yaml:6: «soon» is not a value of review_by. "
        "Write a date, such as 2025-02-24, of the years 1900 to 2999."
    )
