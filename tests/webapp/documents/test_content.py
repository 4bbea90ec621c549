"""Content is plain text and whole values, and its digest is of nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.documents.builders import hand_made
from webapp.documents.content import Blank, Cited, Row, Text, canonical_json, plain, spaced


def test_text_of_a_person_stands_on_one_line() -> None:
    assert plain("  Grounds\r\n\tmaintenance ") == "Grounds maintenance"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x85", "\ud800", "\u202e", "\u2066"])
def test_what_no_document_may_carry_becomes_visible(character: str) -> None:
    assert plain(f"a{character}b") in {"a\ufffdb", "a b"}


@given(st.text())
def test_plain_text_can_be_written_in_any_layout(text: str) -> None:
    made = plain(text)

    assert made.encode("utf-8").decode("utf-8") == plain(made)
    assert "\n" not in made


def test_no_space_stands_before_a_mark_of_punctuation_or_after_an_opening_one() -> None:
    line = (Text("Supply £"), Blank("quantity"), Text("of it"), Cited("s.1"), Text(", then stop."))

    assert [space for _, space in spaced(line)] == ["", "", " ", " ", ""]


def test_the_digest_is_of_the_content() -> None:
    document = hand_made()

    assert document.sha256() == hand_made().sha256()
    assert document.sha256() != hand_made(title="Grounds maintenance.").sha256()
    assert document.sha256() != replace(document, audit_head="").sha256()


def test_the_seal_names_content_packs_and_audit_head() -> None:
    document = hand_made()

    for_ = "To compare two copies: the same figure means the same words, or the same rules."
    assert document.seal().rows == (
        Row("What these are for", ((Text(for_),),)),
        Row("Content, SHA-256", ((Text(document.sha256()),),)),
        Row("Pack uk 1, SHA-256", ((Text("1f" * 32),),)),
        Row("Pack coventry 2, SHA-256", ((Text("c0" * 32),),)),
        Row("Head of the audit log", ((Text("ab" * 32),),)),
    )


def test_a_float_is_no_content() -> None:
    with pytest.raises(TypeError, match="cannot hold a float"):
        canonical_json((1, 2.5))
