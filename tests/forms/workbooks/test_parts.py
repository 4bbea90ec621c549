"""XML that was made to take for ever, or that the parser can't read, is refused."""

import secrets

import pytest

from forms.errors import InvalidInput
from forms.workbooks import read_workbook
from tests.forms.workbooks.books import HEADER, book, sheet

ROW = ("m1", "Hours given", "hours", 14)
LONG = "a" * 2_000_000
NOISE = f"<!--{secrets.token_hex(30_000)}-->"
"""Something that does not pack well, so that a part is not refused for its ratio."""


@pytest.mark.parametrize("endless", [f'<x a="{LONG}"/>', f"<!--{LONG}-->", f"<?x {LONG}?>"])
def test_a_tag_without_end_is_refused_before_it_was_read_again_and_again(endless: str) -> None:
    data = book(sheets={"Measures": sheet([HEADER, ROW], after=endless + NOISE)})

    with pytest.raises(InvalidInput, match="a tag or comment is longer than 1,000,000 bytes"):
        read_workbook(data, "m.xlsx").table("Measures")


def test_a_long_text_that_no_cell_holds_is_read_over() -> None:
    data = book(sheets={"Measures": sheet([HEADER, ROW], after=f"<x>{LONG}</x>{NOISE}")})

    assert len(read_workbook(data, "m.xlsx").table("Measures").rows) == 2


@pytest.mark.parametrize("encoding", ["utf-7", "no-such-encoding"])
def test_a_part_in_another_encoding_is_refused(encoding: str) -> None:
    part = f"<?xml version='1.0' encoding='{encoding}'?><a/>"

    with pytest.raises(InvalidInput, match=r"xl/theme\.xml: (the part is in|line 1 of the part)"):
        read_workbook(book([HEADER, ROW], parts={"xl/theme.xml": part}), "m.xlsx")


def test_a_refusal_names_a_part_without_its_control_characters() -> None:
    part = {"a\x1b[31m.xml": "<!DOCTYPE a><a/>"}

    with pytest.raises(InvalidInput) as refused:
        read_workbook(book([HEADER, ROW], parts=part), "m.xlsx")

    assert refused.value.errors[0].place == "a [31m.xml"
