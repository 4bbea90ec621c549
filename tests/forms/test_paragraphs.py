"""Text of several lines is taken as it was meant, and refused where it would hide something."""

import pytest

from forms.paragraphs import TextIsWrong, read_paragraphs


def test_text_pasted_from_a_word_processor_keeps_its_paragraphs() -> None:
    pasted = "“First”\x0bline –\xa0one\r\n\r\n\r\n\r\n• second\tpoint\u2028third co\xadop\x1eed"

    found = read_paragraphs(pasted, what="your reason", most=100)

    assert found == "“First”\nline – one\n\n• second point\nthird coop-ed"


def test_what_a_word_processor_hides_is_left_out_and_what_it_shows_is_kept() -> None:
    field = '\x13 HYPERLINK "https://a.example" \x14our site\x15'
    pasted = f"See {field}, page \x13 PAGE \x15\x02.\x01 A\x07B"

    found = read_paragraphs(pasted, what="your reason", most=100)

    assert found == "See our site, page . A B"


@pytest.mark.parametrize("text", ["😀 <script>alert(1)</script>", "مرحبا بالعالم", "a\nb"])
def test_any_writing_is_kept(text: str) -> None:
    assert read_paragraphs(text, what="your reason", most=100) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" \n ", "Enter your reason"),
        ("\u200b", "Enter your reason, in characters that can be seen"),
        ("x" * 12, "Shorten your reason by 2 characters: it may have at most 10"),
        ("a\x00b", r"Take the character U\+0000 out of your reason.* It stands after “a”"),
        ("\u202eb", r"Take the character U\+202E out of your reason.* It stands at the beginning"),
    ],
)
def test_what_can_not_be_read_is_refused_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(TextIsWrong, match=message):
        read_paragraphs(text, what="your reason", most=10)


def test_nothing_is_nothing_where_it_is_not_needed() -> None:
    assert read_paragraphs(" \u200b ", what="your reason", most=10, is_needed=False) == ""
