"""`podium/procurement/1` is read whole or refused whole, each fault with place and remedy."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.procurement import LARGEST_PROCUREMENT, PLACES, place_of, read_procurement
from rules.money import LARGEST_AMOUNT, Money, Pence, Percent, VatBasis
from rules.procurement import Authority, Procurement
from rules.vocabulary import FACTS, Supply
from tests.forms.samples import GROUNDS, read_or_refused, refusals, sent, without

AMOUNT = 'Give pounds as a text of digits with at most two decimals, such as "95000.00".'
MONTHS = "Give a whole number of months from 0 to 1200, without quotes."
OBJECT = "it is a text. Give an object with name, type and nation."
WHOLE = Procurement(
    reference="COV-2026-014",
    title="Grounds maintenance",
    authority=Authority("Coventry City Council", "local_authority", "england"),
    category="services",
    estimated_value=Money(Pence(360_000_00), VatBasis.INCLUDED),
    commenced_on=date(2026, 3, 2),
    duration_months=36,
    extension_months=24,
    cpv=("77310000",),
    assumed=frozenset({"vat_rate"}),
)


def read(data: bytes) -> Procurement:
    return read_procurement(data, "procurement.json")


def money(amount: object, **others: object) -> bytes:
    return sent(estimated_value={"amount": amount, "vat": "excluded", **others})


def test_a_whole_procurement_is_read() -> None:
    assert read(sent()) == WHOLE


def test_what_may_be_absent_is_unknown_or_none() -> None:
    optional = ("also_includes", "special_regime", "framework", "cpv", "answers")

    assert read(without(*optional, "duration_months", "extension_months")) == replace(
        WHOLE,
        duration_months=None,
        extension_months=None,
        cpv=(),
        assumed=frozenset({"also_includes", "special_regime", "framework", "vat_rate"}),
    )


def test_a_rate_that_is_stated_is_not_assumed_though_it_is_the_usual_one() -> None:
    value = {"amount": "360000.00", "vat": "included", "vat_rate": "20"}

    assert read(sent(estimated_value=value)) == replace(WHOLE, assumed=frozenset())


def test_further_facts_stand_among_the_answers() -> None:
    data = sent(
        framework="call_off",
        answers={
            "framework_commenced_on": "2024-11-30",
            "labour_intensive": True,
            "serves_residents": False,
            "award_route": "competitive",
        },
    )

    assert dict(read(data).answers) == {
        "framework_commenced_on": date(2024, 11, 30),
        "labour_intensive": True,
        "serves_residents": False,
        "award_route": "competitive",
    }


def test_a_vat_rate_and_a_check_digit_are_kept() -> None:
    value = {"amount": "1.5", "vat": "excluded", "vat_rate": "12.5"}

    read_value = read(sent(estimated_value=value, cpv=["77310000-6"]))

    assert read_value.estimated_value == Money(Pence(150), VatBasis.EXCLUDED, Percent(1250))
    assert read_value.cpv == ("77310000-6",)


def test_every_fault_is_listed_in_the_order_of_the_format() -> None:
    data = sent(
        Title="x",
        authority="Coventry",
        category="service",
        estimated_value={"amount": 360000.0, "vat": "net", "vatRate": "20"},
        commenced_on="2026-02-30",
        duration_months="36",
        answers={"labour_intensiv": True, "uses_energy": "yes"},
    )

    assert refusals(lambda: read(data)) == [
        f"authority: {OBJECT}",
        'category: "service" is not on the list. Give one of goods, services, works.',
        f"estimated_value.amount: it is a JSON number. {AMOUNT}",
        'estimated_value.vat: "net" is not on the list. Give one of included, excluded.',
        (
            'estimated_value.vatRate: the key "vatRate" is not known. '
            "Write vat_rate, or leave the key out."
        ),
        "commenced_on: 2026-02-30 is not a day of the calendar. Correct the date.",
        f"duration_months: it is a text. {MONTHS}",
        "answers.uses_energy: it is a text. Give true or false, without quotes.",
        (
            'answers.labour_intensiv: the key "labour_intensiv" is not known. '
            "Write labour_intensive, or leave the key out."
        ),
        'Title: the key "Title" is not known. Write title, or leave the key out.',
    ]


@pytest.mark.parametrize(
    "key",
    ["format", "reference", "title", "authority", "category", "estimated_value", "commenced_on"],
)
def test_a_missing_key_is_named_with_what_to_give(key: str) -> None:
    (refusal,) = refusals(lambda: read(without(key)))

    assert refusal.startswith(f"{key}: it is missing. Give ")


@pytest.mark.parametrize("key", sorted(GROUNDS))
def test_null_is_refused_under_every_key(key: str) -> None:
    (refusal,) = refusals(lambda: read(sent(**{key: None})))

    assert refusal.startswith(f"{key}: it is null. Give ")


@pytest.mark.parametrize("key", sorted(GROUNDS))
@pytest.mark.parametrize("value", [7, 7.5, True, "\u0007", [7], {"7": 7}])
def test_a_value_of_a_wrong_type_is_refused_under_every_key(key: str, value: object) -> None:
    if (key, value) in [("duration_months", 7), ("extension_months", 7)]:
        assert getattr(read(sent(**{key: value})), key) == 7
        return

    assert all(refusal.startswith(key) for refusal in refusals(lambda: read(sent(**{key: value}))))


@pytest.mark.parametrize("root", [b"[]", b'"x"', b"7", b"null", b"true"])
def test_anything_but_an_object_is_refused(root: bytes) -> None:
    (refusal,) = refusals(lambda: read(root))

    assert refusal.endswith(". Give an object of podium/procurement/1.")


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        (360000, "it is a JSON number"),
        (0.1, "it is a JSON number"),
        (True, "it is true or false"),
        ("", '"" is not an amount'),
        ("1e5", '"1e5" is not an amount'),
        ("+1", '"+1" is not an amount'),
        (" 1", '" 1" is not an amount'),
        ("1,000", '"1,000" is not an amount'),
        ("£1", '"£1" is not an amount'),
        ("1.", '"1." is not an amount'),
        (".5", '".5" is not an amount'),
        ("1.005", '"1.005" is not an amount'),
        ("NaN", '"NaN" is not an amount'),
        ("Infinity", '"Infinity" is not an amount'),
        ("1\n", '"1\\n" is not an amount'),
        ("١٢", '"\\u0661\\u0662" is not an amount'),
        ("0x10", '"0x10" is not an amount'),
        ("-5", '"-5" is below zero'),
        ("-0.01", '"-0.01" is below zero'),
        ("9" * 31, f'"{"9" * 31}" is not an amount'),
    ],
)
def test_what_is_no_amount_is_refused(amount: object, problem: str) -> None:
    assert refusals(lambda: read(money(amount))) == [f"estimated_value.amount: {problem}. {AMOUNT}"]


def test_an_absurd_amount_is_refused() -> None:
    assert refusals(lambda: read(money("100000000000.01"))) == [
        (
            'estimated_value.amount: "100000000000.01" is more than any public contract. '
            "Give an amount of at most £100,000,000,000."
        )
    ]


def test_the_largest_amount_is_read() -> None:
    assert read(money("100000000000.00")).estimated_value.pence == LARGEST_AMOUNT


def test_zero_is_refused_unless_the_value_cannot_be_estimated() -> None:
    zero = {"amount": "0.00", "vat": "excluded"}

    assert refusals(lambda: read(sent(estimated_value=zero))) == [
        (
            "estimated_value: the estimated value is zero. "
            "Give the most that could be paid, or say that the value cannot be estimated."
        )
    ]
    assert (
        read(
            sent(estimated_value=zero, answers={"value_cannot_be_estimated": True})
        ).estimated_value.pence
        == 0
    )


@pytest.mark.parametrize("rate", ["-1", "100.01", "20%", "1e1", "", "12.345", 20, "999999"])
def test_what_is_no_vat_rate_is_refused(rate: object) -> None:
    (refusal,) = refusals(lambda: read(money("1", vat_rate=rate)))

    assert refusal.startswith("estimated_value.vat_rate: ")
    assert refusal.endswith('Give a percentage from 0 to 100 as a text, such as "20".')


@pytest.mark.parametrize(
    "day",
    [
        "",
        "2026-2-3",
        "02/03/2026",
        "2026-03-02T00:00:00Z",
        "20260302",
        "٢٠٢٦-٠٣-٠٢",
        "2026-03-02\n",
    ],
)
def test_what_is_not_written_as_a_date_is_refused(day: str) -> None:
    (refusal,) = refusals(lambda: read(sent(commenced_on=day)))

    assert refusal.startswith("commenced_on: ")
    assert refusal.endswith(" is not a date. Give a date such as 2026-03-02.")


@pytest.mark.parametrize("day", ["2026-02-29", "2025-13-01", "2026-00-10", "0000-01-01"])
def test_an_impossible_day_is_refused(day: str) -> None:
    assert refusals(lambda: read(sent(commenced_on=day))) == [
        f"commenced_on: {day} is not a day of the calendar. Correct the date."
    ]


@pytest.mark.parametrize("day", ["2011-12-31", "2028-01-01", "9999-12-31"])
def test_a_day_outside_the_period_of_the_law_is_refused(day: str) -> None:
    assert refusals(lambda: read(sent(commenced_on=day))) == [
        (
            f"commenced_on: {day} lies outside the period whose law is known. "
            "Give a date from 2012-01-01 to 2027-12-31."
        )
    ]


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2027, 12, 31)])
def test_the_first_and_the_last_day_of_the_period_are_read(day: date) -> None:
    assert read(sent(commenced_on=day.isoformat())).commenced_on == day


@pytest.mark.parametrize("months", [-1, 1201, 1.0, 1.5, 1e2, 10**400])
def test_months_out_of_bounds_or_not_whole_are_refused(months: object) -> None:
    (refusal,) = refusals(lambda: read(sent(duration_months=months)))

    assert refusal.endswith(MONTHS)


def test_no_months_and_a_hundred_years_of_them_are_read() -> None:
    procurement = read(sent(duration_months=0, extension_months=1200))

    assert (procurement.duration_months, procurement.extension_months) == (0, 1200)


@pytest.mark.parametrize("reference", ["", "-1", "a b", "a/b", "../x", "é", "a\n", "a" * 101])
def test_a_reference_that_is_no_id_is_refused(reference: str) -> None:
    (refusal,) = refusals(lambda: read(sent(reference=reference)))

    assert refusal.startswith("reference: ")
    assert refusal.endswith(
        "Give at most 100 letters, digits, dots, hyphens and underscores, "
        "beginning with a letter or digit."
    )


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("", "it is blank. Give a text of at most 300 characters"),
        (" \t", "it is blank. Give a text of at most 300 characters"),
        (
            "\u200b\u200d\u2066",
            "it holds no character that can be seen. Give a text of at most 300 characters",
        ),
        ("a" * 301, "it has 301 characters. Give a text of at most 300 characters"),
        ("a\x00b", "it holds the character U+0000, which cannot be shown. Take it out"),
        ("a\nb", "it holds the character U+000A, which cannot be shown. Take it out"),
        ("a\ud800", "it holds the character U+D800, which cannot be shown. Take it out"),
        ("a\u202eb", "it holds the character U+202E, which cannot be shown. Take it out"),
    ],
)
def test_a_title_that_cannot_be_shown_is_refused(title: str, problem: str) -> None:
    assert refusals(lambda: read(sent(title=title))) == [f"title: {problem}."]


def test_a_title_in_any_language_is_read() -> None:
    assert read(sent(title="Cynnal a chadw tiroedd – 草地 🌿")).title.endswith("🌿")


def test_codes_and_categories_are_refused_one_by_one() -> None:
    data = sent(cpv=["7731000", "77310000", 77310000], also_includes=["goods", "labour", None])

    assert refusals(lambda: read(data)) == [
        'also_includes[1]: "labour" is not on the list. Give one of goods, services, works.',
        (
            "also_includes[2]: it is null. Give one of goods, services, works, "
            "or leave the key out while it is not known."
        ),
        'cpv[0]: "7731000" is not a CPV code. Give eight digits, such as 77310000.',
        "cpv[2]: it is a JSON number. Give eight digits, such as 77310000.",
    ]


def test_a_derived_fact_and_a_fact_with_a_place_of_its_own_are_no_answers() -> None:
    data = sent(answers={"total_months": 60, "authority_type": "school", "estimated_value": "1"})

    assert refusals(lambda: read(data)) == [
        (
            "answers.total_months: the fact is worked out, not given. "
            "Leave it out, and give duration_months and extension_months."
        ),
        "answers.authority_type: the fact has a place of its own. Give it as authority.type.",
        "answers.estimated_value: the fact has a place of its own. Give it as estimated_value.",
    ]


def test_facts_that_cannot_stand_together_are_refused_where_they_stand() -> None:
    data = sent(
        category="goods",
        special_regime="light_touch",
        also_includes=["goods"],
        answers={"nhs_body_kind": "nhs_trust", "framework_commenced_on": "2026-03-03"},
    )

    assert refusals(lambda: read(data)) == [
        (
            "special_regime: a light touch contract is for services, and the category is goods. "
            "Make the category services, or choose no special regime."
        ),
        (
            "also_includes: goods is the category already. "
            "Name here only what the contract includes besides."
        ),
        (
            "answers.nhs_body_kind: a kind of NHS body is given for an authority that is not one. "
            "Leave it out, or make the authority an NHS body."
        ),
        (
            "answers.framework_commenced_on: a framework's day is given for what is no call-off. "
            "Leave it out, or say that this is a call-off."
        ),
        (
            "answers.framework_commenced_on: the framework commenced on 2026-03-03, after its "
            "call-off on 2026-03-02. Correct one of the two dates."
        ),
    ]


@pytest.mark.parametrize(
    ("given_format", "refusal"),
    [
        (
            "podium/development/1",
            (
                "format: podium/development/1 is a planning application, not a procurement. "
                "Give a procurement, in podium/procurement/1."
            ),
        ),
        (
            "podium/tender/1",
            (
                "format: podium/tender/1 is another format, not a procurement. "
                "Give a procurement, in podium/procurement/1."
            ),
        ),
        ("procurement", 'format: "procurement" is not on the list. Give podium/procurement/1.'),
    ],
)
def test_another_format_is_refused_by_its_name(given_format: str, refusal: str) -> None:
    assert refusals(lambda: read(sent(format=given_format))) == [refusal]


def test_an_input_beyond_a_megabyte_is_refused() -> None:
    data = sent(title="a" * LARGEST_PROCUREMENT)

    assert refusals(lambda: read(data)) == [
        "the input is larger than 1 MB. Send a smaller input, or split it."
    ]


def test_a_key_that_the_schema_library_uses_itself_is_only_a_key() -> None:
    assert refusals(lambda: read(sent(_schema=1))) == [
        'the key "_schema" is not known. Leave the key out.'
    ]


def test_every_asked_fact_has_one_place() -> None:
    asked = [fact.name for fact in FACTS if fact.supply is Supply.ASKED]

    assert len({place_of(name) for name in asked}) == len(asked)
    assert set(PLACES) <= set(asked)


JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(GROUNDS)) | st.text(), JSON_VALUES, max_size=4))
def test_whatever_stands_under_whatever_key_is_read_or_refused(changed: dict[str, Any]) -> None:
    data = json.dumps({**GROUNDS, **changed}).encode()

    assert isinstance(read_or_refused(lambda: read(data)), Procurement | None)


def test_a_crowd_of_unknown_keys_is_refused_in_one_sentence() -> None:
    crowd = {f"key{number}": "x" for number in range(101)}

    refusal = next(one for one in refusals(lambda: read(sent(**crowd))) if "not known" in one)

    assert "101 keys are not known. Give an object with keys such as format" in refusal
