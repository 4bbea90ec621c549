"""One value has one text, and one digest."""

import hashlib
from datetime import date

import pytest

from rules.canonical import canonical_text, sha256_of


def test_the_order_of_keys_changes_nothing() -> None:
    first = canonical_text({"b": [1, None, True], "a": {"d": "", "c": "é"}})
    second = canonical_text({"a": {"c": "é", "d": ""}, "b": [1, None, True]})

    assert first == second == '{"a":{"c":"é","d":""},"b":[1,null,true]}'


def test_what_is_no_json_is_written_as_it_is_told_or_refused() -> None:
    assert canonical_text([date(2027, 3, 2)], default=str) == '["2027-03-02"]'
    with pytest.raises(TypeError, match="set"):
        canonical_text([{2}])


def test_a_digest_is_of_the_bytes_in_utf_8_also_of_half_a_character() -> None:
    assert sha256_of("é") == hashlib.sha256("é".encode()).hexdigest()
    assert sha256_of("\ud800") == hashlib.sha256(b"\xed\xa0\x80").hexdigest()
