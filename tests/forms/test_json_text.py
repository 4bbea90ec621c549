"""JSON is read strictly, and a refusal says where and what to do."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import InvalidInput
from forms.json_text import Json, Number, kind_of, parse_json, place_in
from tests.forms.samples import read_or_refused, refusals

MEGABYTE = 1_000_000


def read(data: bytes, *, limit: int = 64 * MEGABYTE) -> Json:
    return parse_json(data, name="input.json", limit=limit)


def test_numbers_stay_as_they_are_written() -> None:
    assert read(b'{"a": [1, 1.50, -0, 1e5]}') == {
        "a": [Number("1"), Number("1.50"), Number("-0"), Number("1e5")]
    }


def test_a_number_of_a_hundred_thousand_digits_is_only_text() -> None:
    assert read(b"1" * 100_000) == Number("1" * 100_000)


def test_a_whole_refusal_names_the_input_the_place_and_the_remedy() -> None:
    with pytest.raises(InvalidInput) as caught:
        read(b'{"a": {"b": 1, "b": 2}}')

    assert str(caught.value) == (
        "input.json: a.b: the key stands twice in one object. Keep one of the two."
    )


def test_every_duplicate_key_and_every_number_that_is_none_is_listed() -> None:
    data = b'{"a": [{"x": 1, "x": NaN}], "b c": -Infinity, "d": {"e": 1, "e": 2, "e": 3}}'

    assert refusals(lambda: read(data)) == [
        "a[0].x: the key stands twice in one object. Keep one of the two.",
        "a[0].x: NaN is not a JSON number. Give a figure, or leave the key out.",
        '["b c"]: -Infinity is not a JSON number. Give a figure, or leave the key out.',
        "d.e: the key stands twice in one object. Keep one of the two.",
    ]


@pytest.mark.parametrize("bracket", [b"[", b'{"a":', b'[{"a":'])
def test_ten_megabytes_of_nesting_are_refused_in_words(bracket: bytes) -> None:
    data = bracket * (10 * MEGABYTE // len(bracket))

    assert refusals(lambda: read(data)) == [
        "line 1: more than 100 brackets stand open at once. Flatten the input."
    ]


def test_a_hundred_open_brackets_are_read() -> None:
    value = read(b"[" * 100 + b"]" * 100)

    assert json.dumps(value) == "[" * 100 + "]" * 100


def test_brackets_within_a_text_nest_nothing() -> None:
    text = '[{"' * 1000 + '\\"'

    assert read(json.dumps({"a": text}).encode()) == {"a": text}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (
            b"\xef\xbb\xbf{}",
            "the text begins with a byte order mark. Save it as UTF-8 without a byte order mark.",
        ),
        (b'{"a": "\xff"}', "byte 8 is not UTF-8. Save the text as UTF-8."),
        (b"\x00\xd8", "byte 2 is not UTF-8. Save the text as UTF-8."),
    ],
)
def test_anything_but_utf_8_is_refused(data: bytes, refusal: str) -> None:
    assert refusals(lambda: read(data)) == [refusal]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "line 1, column 1"),
        (b"{\n  'a': 1}", "line 2, column 3"),
        (b'{"a": 1} x', "line 1, column 10"),
        (b'{"a": "' + b'\\"' * 100_000, "line 1, column 7"),
        (b'{"a": 01}', "line 1, column 8"),
        (b'"\x01"', "line 1, column 2"),
    ],
)
def test_what_is_not_json_is_refused_at_its_line_and_column(data: bytes, place: str) -> None:
    (refusal,) = refusals(lambda: read(data))

    assert refusal.startswith(f"{place}: the text is not JSON: ")
    assert refusal.endswith("Correct it there; a JSON checker shows the spot.")


def test_an_input_beyond_its_limit_is_refused_before_it_is_read() -> None:
    assert refusals(lambda: read(b"[" * (MEGABYTE + 1), limit=MEGABYTE)) == [
        "the input is larger than 1 MB. Send a smaller input, or split it."
    ]


def test_a_path_shows_odd_keys_quoted_and_cut_short() -> None:
    assert place_in("", "a") == "a"
    assert place_in("a", 3) == "a[3]"
    assert place_in("a", "") == 'a[""]'
    assert place_in("a", "\u202e" + "b" * 100) == f'a["\\u202e{"b" * 39}\\u2026"]'


def test_every_kind_of_value_has_a_name() -> None:
    values: list[object] = [None, True, Number("1"), "", [], {}]

    assert [kind_of(value) for value in values] == [
        "null",
        "true or false",
        "a JSON number",
        "a text",
        "a list",
        "an object",
    ]


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_what_json_writes_is_read_again(value: object) -> None:
    assert read(json.dumps(value).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert not isinstance(read_or_refused(lambda: read(data)), InvalidInput)
