"""Quotations stand where they say, whatever a browser or a word processor did to the words."""

from hypothesis import given
from hypothesis import strategies as st

from evaluation.quotations import (
    Quotation,
    found,
    pin,
    placed,
    quotations_json,
    read_quotations,
    segments,
    stands,
)

ANSWER = (
    "Two crews of four start at 6.30 am.\n\nOur foreman’s rota – printed weekly – names a\n"
    "deputy. Two crews cover leave."
)
_TEXTS = st.text(alphabet="ab  \n'’-–é😀", min_size=1, max_size=60)


def test_selected_words_are_pinned_without_the_space_around_them() -> None:
    start = ANSWER.index(" of four")

    assert pin(ANSWER, start, start + 9) == Quotation("of four", start + 1, start + 8)


def test_nothing_is_pinned_where_no_words_are_or_the_places_are_none_of_the_answer() -> None:
    blank = ANSWER.index("\n\n")

    assert pin(ANSWER, blank, blank + 2) is None
    assert pin(ANSWER, 5, 5) is None
    assert pin(ANSWER, -3, 5) is None
    assert pin(ANSWER, 5, len(ANSWER) + 1) is None


def test_words_are_found_whatever_became_of_space_quotation_marks_and_dashes() -> None:
    quoted = found(ANSWER, "  foreman's rota - printed\u00a0weekly - names a deputy ")

    assert quoted is not None
    assert quoted.words == "foreman’s rota – printed weekly – names a\ndeputy"
    assert ANSWER[quoted.start : quoted.end] == quoted.words
    assert stands(ANSWER, quoted)


def test_words_that_stand_twice_are_found_nearest_to_where_they_were_selected() -> None:
    second = ANSWER.rindex("Two crews")

    assert found(ANSWER, "Two crews") == Quotation("Two crews", 0, 9)
    assert found(ANSWER, "Two crews", near=second - 4) == Quotation("Two crews", second, second + 9)


def test_words_that_do_not_stand_there_are_not_found() -> None:
    assert found(ANSWER, "three crews") is None
    assert found(ANSWER, " \n ") is None
    assert found(ANSWER, ".*") is None
    assert not stands(ANSWER, Quotation("Two crews", 3, 12))
    assert not stands(ANSWER, Quotation("Two crews"))


def test_quotations_are_kept_once_in_the_order_of_the_answer_and_lost_ones_last() -> None:
    given_words = ("three crews", "names a deputy", "crews  of four", "crews of four", " ")

    kept = placed(ANSWER, map(Quotation, given_words))

    assert [one.words for one in kept] == ["crews of four", "names a\ndeputy", "three crews"]
    assert [one.is_placed for one in kept] == [True, True, False]


def test_segments_mark_what_is_quoted_where_quotations_overlap() -> None:
    both = (pin(ANSWER, 0, 9), pin(ANSWER, 4, 17))

    pieces = list(segments(ANSWER, [one for one in both if one]))

    assert "".join(text for text, _ in pieces) == ANSWER
    assert [text for text, is_quoted in pieces if is_quoted] == ["Two crews", " of four"]


def test_quotations_read_back_as_they_were_written() -> None:
    kept = placed(ANSWER, map(Quotation, ("Two crews", "nowhere “at” all")))

    assert read_quotations(quotations_json(kept)) == kept
    assert quotations_json(()) == "[]"


@given(_TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_whatever_is_pinned_stands_and_is_found_again(text: str, start: int, end: int) -> None:
    quoted = pin(text, start, end)

    if quoted is not None:
        assert stands(text, quoted)
        again = found(text, quoted.words, near=quoted.start or 0)
        assert again is not None
        assert stands(text, again)
        assert placed(text, placed(text, [quoted])) == placed(text, [quoted])
