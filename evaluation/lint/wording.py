"""How the checks take a text apart: words, stems, sentences, and how alike two texts are."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str]

_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?|[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W\d_]+)?")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_SPACES = re.compile(r"\s+")
_ENDINGS = ("ations", "ation", "ingly", "ments", "ment", "ness", "ings", "ing", "edly", "ies",
            "ied", "ed", "es", "ly", "s", "y", "e")  # fmt: skip
_SHORTEST_STEM = 4


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Return a text in small letters, with single spaces and straight apostrophes."""
    straight = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _SPACES.sub(" ", straight).strip().casefold()


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, in small letters.

    >>> words("Two supervisors, 14 operatives: the bidder's rota.")
    ['two', 'supervisors', '14', 'operatives', 'the', "bidder's", 'rota']
    """
    return _WORD.findall(folded(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a word without a common ending, so that its forms compare as one.

    >>> stem("demonstrates"), stem("demonstrated"), stem("requirements")
    ('demonstrat', 'demonstrat', 'require')
    """
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=4096)
def stems(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of every word of some texts."""
    return frozenset(stem(word) for text in texts for word in words(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a semicolon ends one too.

    >>> sentences("It names a deputy. No cover is shown; none is costed.")
    ['It names a deputy.', 'No cover is shown;', 'none is costed.']
    """
    return [part for part in _SENTENCE.split(text.strip()) if part]


def pairs(text_words: list[str]) -> frozenset[Pair]:
    """Return every two words that stand side by side."""
    return frozenset(pairwise(text_words))
