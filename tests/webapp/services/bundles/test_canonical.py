"""The canonical form: what JSON says, however it is written."""

import pytest

from forms.errors import InvalidInput
from webapp.services.bundles.canonical import canonical_of


def test_white_space_and_the_order_of_keys_are_no_content() -> None:
    first = canonical_of(b'{"b": [1, "2", null, true], "a": {}}', "f")
    second = canonical_of(b'{\n "a":{},"b":[1,"2",null,true]\r\n}', "f")

    assert first == second == b'{"a":{},"b":[1,"2",null,true]}'


def test_an_escape_is_the_character_that_it_stands_for() -> None:
    assert canonical_of(b'["\\u00a3"]', "f") == canonical_of('["£"]'.encode(), "f")


@pytest.mark.parametrize("other", [b"[1.0]", b"[1e0]", b'["1"]', b"[true]", b"[1, 1]", b"[-1]"])
def test_what_says_something_else_has_another_form(other: bytes) -> None:
    assert canonical_of(other, "f") != canonical_of(b"[1]", "f")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"a": 1, "a": 2}', b"[NaN]", b"[" * 300])
def test_what_is_no_strict_json_has_none(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        canonical_of(data, "f")
