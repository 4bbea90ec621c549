"""Numbers are read exactly, and what was probably meant is offered."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from forms.json_fields import Refusal
from forms.json_text import Number
from forms.tender.fields import ExactNumber, ListOf, Prose, Register, is_id, percentage

ANY = 'Give a number as a text, such as "40"'


def refusal(field: ExactNumber | Prose | ListOf | Register, value: object) -> str:
    """Return, in a line, why a field refuses a value."""
    with pytest.raises(ValidationError) as caught:
        field.deserialize(value)
    (one,) = caught.value.messages
    assert isinstance(one, Refusal)
    return f"{one.problem}. {one.remedy}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("33.333", Fraction(33333, 1000)),
        ("0", Fraction(0)),
        ("-5", Fraction(-5)),
        ("040.50", Fraction(81, 2)),
        ("9" * 30, Fraction(10**30 - 1)),
        ("0.0000000000000000000000000001", Fraction(1, 10**28)),
    ],
)
def test_a_number_is_read_exactly(text: str, value: Fraction) -> None:
    assert ExactNumber(example="40").deserialize(text) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4 ", '"4 " is not a number. Write "4"'),
        ("\u00a04", '"\\u00a04" is not a number. Write "4"'),
        ("+4", '"+4" is not a number. Write "4"'),
        ("40%", '"40%" is not a number. Write "40"'),
        ("40 %", '"40 %" is not a number. Write "40"'),
        ("£1,000.50", '"£1,000.50" is not a number. Write "1000.50"'),
        (".5", '".5" is not a number. Write "0.5"'),
        ("3,5", f'"3,5" is not a number. {ANY}'),
        ("1e3", f'"1e3" is not a number. {ANY}'),
        ("NaN", f'"NaN" is not a number. {ANY}'),
        ("٤", f'"\\u0664" is not a number. {ANY}'),
        ("", f'"" is not a number. {ANY}'),
        ("1" * 31, "the number has 31 characters. Give one of at most 30"),
        (Number("4"), 'it is the JSON number 4. Write it in quotes, as "4"'),
        (Number("33.333"), 'it is the JSON number 33.333. Write it in quotes, as "33.333"'),
        (Number("4e1"), f"it is a JSON number. {ANY}"),
        (True, f"it is true or false. {ANY}"),
        ([], f"it is a list. {ANY}"),
        (None, f"it is null. {ANY}, or leave the key out while it is not known"),
    ],
)
def test_what_is_no_number_is_refused_with_what_was_meant(value: object, words: str) -> None:
    assert refusal(ExactNumber(example="40"), value) == words


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        (
            ExactNumber(example="40", above=Fraction(0)),
            "0",
            '"0" is not above 0. Give a number above 0 as a text, such as "40"',
        ),
        (
            ExactNumber(example="40", least=Fraction(0)),
            "-0.1",
            '"-0.1" is below 0. Give a number of 0 or more as a text, such as "40"',
        ),
        (
            percentage(example="40"),
            "100.01",
            '"100.01" is more than 100. Give a number from 0 to 100 as a text, such as "40"',
        ),
    ],
)
def test_a_number_beyond_its_bounds_is_refused(field: ExactNumber, text: str, words: str) -> None:
    assert refusal(field, text) == words


@pytest.mark.parametrize("text", ["0", "100", "100.00"])
def test_the_bounds_of_a_percentage_are_percentages(text: str) -> None:
    assert percentage(example="40").deserialize(text) == Fraction(text)


@given(st.integers(-(10**14), 10**14), st.integers(0, 14))
def test_every_decimal_of_thirty_characters_is_read_as_it_is(whole: int, places: int) -> None:
    text = f"{whole}.{'7' * places}" if places else str(whole)

    assert ExactNumber(example="40").deserialize(text) == Fraction(text)


@pytest.mark.parametrize("text", ["Sound.", "Sound.\r\n\tEach part – in full.", "草地 🌿"])
def test_a_text_is_kept_as_it_is(text: str) -> None:
    assert Prose(longest=100).deserialize(text) == text


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_a_blank_text_is_none(text: str) -> None:
    assert Prose(longest=100).deserialize(text) == ""
    assert refusal(Prose(longest=100, may_be_blank=False), text) == (
        "it is blank. Give a text of at most 100 characters"
    )


@pytest.mark.parametrize("length", [101, 1001])
def test_a_text_that_is_too_long_is_refused(length: int) -> None:
    assert refusal(Prose(longest=100), "a" * length) == (
        f"it has {length:,} characters. Give a text of at most 100 characters"
    )


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\u202e", "\ud800", "\u2028"])
def test_a_character_that_cannot_be_shown_is_refused(mark: str) -> None:
    assert refusal(Prose(longest=100), f"a{mark}b") == (
        f"it holds the character U+{ord(mark):04X}, which cannot be shown. Take it out"
    )


def test_one_line_is_one_line() -> None:
    assert refusal(Prose(longest=100, is_one_line=True), "a\nb") == (
        "it holds the character U+000A, which cannot be shown. Take it out"
    )


@pytest.mark.parametrize("value", [Number("7"), None, [], {}, True])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert refusal(Prose(longest=100), value).startswith("it is ")


def test_every_item_and_every_member_is_refused_in_its_place() -> None:
    item = ExactNumber(example="40")

    with pytest.raises(ValidationError) as in_list:
        ListOf(item, of="numbers").deserialize(["1", "x", "2", "y"])
    with pytest.raises(ValidationError) as in_register:
        Register(item, of="numbers").deserialize({"a": "1", "b": "x"})

    assert in_list.value.messages_dict.keys() == {1, 3}
    assert in_register.value.messages_dict.keys() == {"b"}


def test_a_list_that_may_not_be_empty_is_refused_empty() -> None:
    item = ExactNumber(example="40")

    assert refusal(ListOf(item, of="numbers"), []) == "it is empty. Give a list of numbers"
    assert ListOf(item, of="numbers", may_be_empty=True).deserialize([]) == ()
    assert refusal(ListOf(item, of="numbers"), {}) == "it is an object. Give a list of numbers"
    assert refusal(Register(item, of="numbers"), []) == "it is a list. Give an object of numbers"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("a.b_C-1", True), ("a" * 100, True)]
    + [(text, False) for text in ("", "-a", ".a", "a b", "é", "a\n", "a" * 101)],
)
def test_an_id_is_short_and_safe_everywhere(text: str, is_one: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_id(text) is is_one
