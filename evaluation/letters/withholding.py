"""What an authority withholds from letters under section 94 of the Procurement Act 2023.

An authority need not disclose information if it is satisfied that withholding it is necessary to
safeguard national security (s.94(1)(a)), or that it is sensitive commercial information and there
is an overriding public interest in its being withheld (s.94(1)(b)); that is, a trade secret, or
what would be likely to prejudice somebody's commercial interests (s.94(2)). Whoever would have
been given it is told that something is withheld, and under which paragraph (s.94(3)). Where telling
even that would be contrary to the interests of national security (s.94(4)), no letter here does it.

What can be withheld is the explanation of a score, or words of it. Scores, prices and promises in
numbers can't: the published formula and a reader's own figures would give them away.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from rules.canonical import sha256_of

MARK = "[withheld]"
"""What stands in the place of words that are withheld."""


class Ground(StrEnum):
    """Why information may be withheld: Procurement Act 2023 s.94(1)(a) and (b)."""

    NATIONAL_SECURITY = "national_security"
    COMMERCIAL = "sensitive_commercial_information"


@dataclass(frozen=True, slots=True)
class WithheldExplanation:
    """The explanation of a score of the most advantageous tender, or words of it, withheld.

    `of` is the bid that is explained; nothing is withheld where another one wins. `sha256` is the
    fingerprint of the explanation that was decided on (`fingerprint`): no other one is withheld by
    it. `reader` is the bid from whose bidder's letter it is withheld, empty where it is withheld
    from every other bidder's. `passage` are the words that are withheld, empty where the whole
    explanation is.
    """

    of: str
    criterion: str
    ground: Ground
    sha256: str
    reader: str = ""
    passage: str = ""

    def is_from(self, reader: str) -> bool:
        """Return whether it is withheld from the letter of a bid; never from that of its own."""
        return reader != self.of and self.reader in {"", reader}

    def is_of(self, explanation: str) -> bool:
        """Return whether an explanation is the one that was decided on, and holds the words."""
        is_held = not self.passage or is_in(self.passage, explanation)
        return is_held and fingerprint(explanation) == self.sha256

    @property
    def written(self) -> dict[str, str]:
        """The value as JSON has it."""
        return {**asdict(self), "ground": self.ground.value}


NAMES = tuple(one.name for one in fields(WithheldExplanation))
"""The keys of its JSON."""


def fingerprint(explanation: str) -> str:
    """Return the SHA-256 of an explanation, without white space around it."""
    return sha256_of(explanation.strip())


def is_in(passage: str, explanation: str) -> bool:
    r"""Return whether words stand in an explanation, however its lines break.

    >>> is_in("a rota that\nis printed", "There is a rota that is printed weekly.")
    True
    """
    return _pattern(passage).search(explanation) is not None


def is_told_in(passage: str, text: str) -> bool:
    """Return whether a text tells words that are withheld, be it as parts of longer words.

    >>> is_told_in("Whitley press", "Two whitley presses.")
    True
    """
    return re.search(_spelled(passage), text, re.IGNORECASE) is not None


def told_of(explanation: str, passages: Iterable[str]) -> str:
    """Return what is told of an explanation, empty where nothing of it is.

    Each of the words that are withheld leaves a mark behind. A passage that is empty stands for
    the whole. One that the explanation does not hold withholds nothing: whoever tells an
    explanation asks first whether it is the one that was decided on (`WithheldExplanation.is_of`).

    >>> told_of("It has 9 staff, and a patent press.", ["a patent press"])
    'It has 9 staff, and [withheld].'
    >>> told_of("It has 9 staff, and a patent press.", [""])
    ''
    """
    spans: list[tuple[int, int]] = []
    for passage in passages:
        if not passage:
            return ""
        spans += [one.span() for one in _pattern(passage).finditer(explanation)]
    told, at = [], 0
    for start, end in _merged(spans):
        told += [explanation[at:start], MARK]
        at = end
    text = "".join([*told, explanation[at:]])
    return text if any(one.isalnum() for one in text.replace(MARK, "")) else ""


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            first, last = merged.pop()
            merged.append((first, max(last, end)))
        else:
            merged.append((start, end))
    return merged


def _pattern(passage: str) -> "re.Pattern[str]":
    """Return the pattern of whole words, in any case and with any white space between them."""
    return re.compile(rf"(?<!\w){_spelled(passage)}(?!\w)", re.IGNORECASE)


def _spelled(passage: str) -> str:
    return r"\s+".join(re.escape(word) for word in passage.split())
