"""Phrases: joined, spaced and said as a sentence wants them."""

from rules.pack import Confidence
from rules.reading.phrases import (
    Name,
    Sure,
    Words,
    joined,
    said,
    sentence,
    spaced,
    tags,
    weakest,
    words,
)


def test_a_space_stands_between_spans_but_not_before_punctuation_or_within_brackets() -> None:
    phrase = (Words("at least £5 ("), Name("the floor", "floor"), Words("), then"))

    assert said(phrase) == "at least £5 (the floor), then"
    assert [space for _, space in spaced(phrase)] == ["", "", ""]


def test_a_tag_is_said_in_square_brackets() -> None:
    assert said((Words("The Act"), Sure(Confidence.UNVERIFIED))) == "The Act [unverified]"


def test_phrases_are_joined_with_another_word_before_the_last() -> None:
    assert said(joined(map(words, "abc"), ",", "or")) == "a, b or c"
    assert said(joined([words("a")], ",", "or")) == "a"
    assert joined([], ",") == ()


def test_a_sentence_has_a_capital_and_one_full_stop() -> None:
    assert said(sentence(words("it is so"))) == "It is so."
    assert said(sentence(words("It is so."))) == "It is so."
    assert said(sentence((Name("the floor", "floor"),))) == "The floor."
    assert said(sentence((Sure(Confidence.UNVERIFIED),))) == "[unverified]."
    assert sentence(()) == ()


def test_what_was_seen_carries_no_tag_and_the_others_one_each() -> None:
    held = [Confidence.UNVERIFIED, Confidence.SEEN, Confidence.SECONDARY, Confidence.UNVERIFIED]

    assert tags(held) == (Sure(Confidence.SECONDARY), Sure(Confidence.UNVERIFIED))
    assert weakest(held) is Confidence.UNVERIFIED
    assert weakest([]) is Confidence.SEEN
