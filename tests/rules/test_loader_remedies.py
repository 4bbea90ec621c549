"""What newcomers write wrong, and the remedy that names what they meant, at its own line."""

from pathlib import Path

import pytest

from rules.loader.remedies import as_amount, day_remedy, key_remedy, without_commas
from tests.rules.small_packs import parameter, refusal_of, rule

VALUE = "from: 2020-01-01, is: "


def limit(value: str, kind: str = "money") -> str:
    """Return a parameter of one value, which stands on line 5."""
    return parameter("any-limit", kind, VALUE + value)


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (
            "£25,000",
            "money",
            (
                "law/parameters.yaml:5: «£25,000» has a comma, at which YAML ends the value. "
                "Write £25000.00: no comma, two decimals."
            ),
        ),
        (
            "£1,000,000.50, vat: included",
            "money",
            (
                "law/parameters.yaml:5: «£1,000,000.50» has a comma, at which YAML ends the value. "
                "Write £1000000.50: no comma, two decimals."
            ),
        ),
        (
            "25,000",
            "integer",
            (
                "law/parameters.yaml:5: «25,000» has a comma, at which YAML ends the value. "
                "Write 25000: no comma."
            ),
        ),
        (
            "'£25,000'",
            "money",
            (
                "law/parameters.yaml:5: «£25,000» is not a value of money. "
                "Write £25000.00: no comma, two decimals."
            ),
        ),
        (
            "£25000",
            "money",
            (
                "law/parameters.yaml:5: «£25000» is not a value of money. "
                "Write £25000.00: two decimals."
            ),
        ),
        (
            "2027-02-30",
            "date",
            "law/parameters.yaml:5: «2027-02-30» is no real day. February 2027 has 28 days.",
        ),
        (
            "soon",
            "date",
            (
                "law/parameters.yaml:5: «soon» is not a value of is. "
                "Write a date, such as 2025-02-24, of the years 1900 to 2999."
            ),
        ),
    ],
)
def test_a_value_is_refused_with_what_it_should_be(
    tmp_path: Path, value: str, kind: str, words: str
) -> None:
    assert refusal_of(tmp_path, parameters=limit(value, kind)) == words


def test_an_amount_of_a_test_is_refused_at_its_own_line(tmp_path: Path) -> None:
    tests = (
        "- name: A case\n  given:\n    estimated_value:\n      vat: included\n"
        "      amount: '£25,000'\n  fires: [law-regime]\n"
    )

    assert refusal_of(tmp_path, tests=tests) == (
        "law/tests.yaml:5: «£25,000» is not an amount. Write £25000.00: no comma, two decimals."
    )


@pytest.mark.parametrize(
    ("when", "remedy"),
    [
        ("estimated_value is at least any-limt", "Write «any-limit», if that is meant"),
        (
            "estimated_value is at least not-of-ours",
            (
                "Declare it in parameters.yaml, or write £ with digits and two decimals, "
                "such as £5000000.00"
            ),
        ),
    ],
)
def test_a_parameter_that_is_not_declared_is_named_with_the_nearest(
    tmp_path: Path, when: str, remedy: str
) -> None:
    words = refusal_of(
        tmp_path,
        parameters=limit("£1.00, vat: included"),
        rules=rule("one", "regime: procurement_act_2023", when),
    )

    name = when.rpartition(" ")[2]
    assert words == (
        f"law/rules.yaml:4: «{name}» is no value of «estimated_value», and no parameter of that "
        f"name is declared. {remedy}."
    )


def test_a_missing_vat_basis_is_refused_at_the_value_that_lacks_it(tmp_path: Path) -> None:
    words = refusal_of(
        tmp_path,
        parameters=limit("£1.00"),
        rules=rule("one", "regime: procurement_act_2023", "estimated_value is at least any-limit"),
    )

    assert words == (
        "law/parameters.yaml:5: «any-limit» states no VAT basis, and «estimated_value», for which "
        "law/rules.yaml:4 names it, has one. "
        "Add «vat: included» or «vat: excluded» to its values."
    )


def test_a_reason_is_told_to_be_a_because(tmp_path: Path) -> None:
    text = rule("one", "regime: procurement_act_2023").replace("because:", "reason:")

    assert refusal_of(tmp_path, rules=text) == (
        "law/rules.yaml:6: «reason» is not a key that may stand here. Did you mean «because»?"
    )


def test_a_pinpoint_with_a_comma_is_to_be_quoted(tmp_path: Path) -> None:
    parted = rule("one", "regime: procurement_act_2023", cites="[act ¶1, 2]")

    assert refusal_of(tmp_path, rules=parted) == (
        "law/rules.yaml:7: «2» is not a citation. Quote a pinpoint that has a comma, such as "
        '"act ¶1, 2", or begin with a source\'s id.'
    )


def test_a_pack_without_rules_is_told_of_the_file_and_the_folder(tmp_path: Path) -> None:
    assert refusal_of(tmp_path, rules="[]") == (
        "law/rules: the pack has no rules. Add rules.yaml or rules/*.yaml."
    )


def test_a_line_of_covers_is_refused_where_it_stands(tmp_path: Path) -> None:
    sources = (
        "- id: act\n  title: The Act\n  kind: statute\n  confidence: seen\n  covers:\n"
        "    - {at: s.1, carried_by: [law-regime]}\n    - {at: s.2, carried_by: [gone]}\n"
    )

    assert refusal_of(tmp_path, sources=sources).startswith(
        "law/sources.yaml:7: act s.2 is carried by «gone», which this pack lacks."
    )


@pytest.mark.parametrize(
    ("key", "missing", "remedy"),
    [
        ("becuase", [], "Did you mean «because»?"),
        ("why", [], "Did you mean «because»?"),
        ("zzz", ["title"], "Did you mean «title»?"),
        ("zzz", ["title", "because"], "Remove it"),
        ("zzz", [], "Remove it"),
    ],
)
def test_the_nearest_key_is_by_letters_by_meaning_or_the_one_that_lacks(
    key: str, missing: list[str], remedy: str
) -> None:
    assert key_remedy(key, ("because", "title"), missing) == remedy


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("2026-13-01", "A year has 12 months"),
        ("2028-02-30", "February 2028 has 29 days"),
        ("2028-02-29", ""),
        ("0000-01-40", ""),
        ("2028-2-30", ""),
    ],
)
def test_a_day_that_there_is_not_is_told_by_its_month(written: str, remedy: str) -> None:
    assert day_remedy(written) == remedy


@pytest.mark.parametrize(
    ("written", "amount"), [("£0.5", "£0.50"), ("007", "£7.00"), ("£1.234", ""), ("£", "")]
)
def test_an_amount_is_written_in_pounds_and_pence(written: str, amount: str) -> None:
    assert as_amount(written) == amount


def test_a_number_of_another_kind_only_loses_its_commas() -> None:
    assert without_commas("1,000 m2") == "Write 1000 m2: no comma"
