"""JSON with exactly the digits that it was given."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.notices import written
from webapp.documents.notices.exact_json import Field, NotANumberOfJson

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**18))


def test_a_number_keeps_every_digit_and_has_no_exponent() -> None:
    numbers = {"a": Decimal("0.10"), "b": Decimal("1E+3"), "c": Decimal("99999999999999999999.01")}

    assert written(numbers) == (
        '{\n  "a": 0.10,\n  "b": 1000,\n  "c": 99999999999999999999.01\n}\n'
    )


def test_what_is_empty_takes_one_line() -> None:
    assert written({"list": (), "object": {}}) == '{\n  "list": [],\n  "object": {}\n}\n'


def test_text_is_text_whatever_it_holds() -> None:
    text = '“parks” & </script>\n"quoted" \\ 草'

    assert json.loads(written({"text": text})) == {"text": text}


def test_true_is_no_number() -> None:
    assert written({"a": True, "b": 1}) == '{\n  "a": true,\n  "b": 1\n}\n'


@pytest.mark.parametrize("text", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumberOfJson):
        written({"a": Decimal(text)})


@given(
    st.recursive(
        st.text() | st.integers() | st.booleans() | NUMBERS,
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_what_is_written_reads_back_equal(value: Field) -> None:
    assert json.loads(written(value), parse_float=Decimal) == value
