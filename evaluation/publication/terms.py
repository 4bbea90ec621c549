"""The terms on which bids are asked for, beside the model: until when, from whom, and how."""

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from evaluation.publication.price_basis import PriceBasis
from rules.canonical import canonical_text, sha256_of

FORMAT = "podium/terms/1"
_MOMENTS = frozenset({"deadline_at", "questions_until"})
_FLAGS = frozenset({"are_names_masked", "is_price_hidden"})
_PRICE_BASIS = "price_basis"


class TermsAreWrong(ValueError):
    """Stored terms are not what terms are: the store and the code do not fit."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a tender; moments know their offset, and are whole minutes in UTC.

    `documents_at` is where specification and contract can be had, empty where they come with the
    invitation. `lots_awarded` is how the lots are awarded, empty where there are none.
    `price_basis` is with or without VAT and for which term prices are asked for. While
    `are_names_masked`, evaluators see “Bidder A”; while `is_price_hidden`, those who score
    quality see no price.
    """

    deadline_at: datetime
    questions_until: datetime
    contact: str
    are_names_masked: bool = True
    is_price_hidden: bool = True
    documents_at: str = ""
    instructions: str = ""
    lots_awarded: str = ""
    price_basis: PriceBasis = PriceBasis.UNSAID

    @property
    def documents_in_words(self) -> str:
        """Where bidders find specification and contract, in words."""
        return self.documents_at or (
            "Sent to you by the authority, not from this page: if you do not have them, ask "
            f"{self.contact}"
        )

    @property
    def canonical(self) -> str:
        """The terms as JSON: keys sorted, no white space, moments in UTC.

        A basis of prices that is not said is left out: terms that were pinned before there was
        one keep their digest.
        """
        written: dict[str, object] = {"format": FORMAT}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not PriceBasis.UNSAID:
                written[field.name] = _written(value) if isinstance(value, datetime) else value
        return canonical_text(written)

    @property
    def sha256(self) -> str:
        """The digest by which the terms are pinned: of their canonical JSON in UTF-8."""
        return sha256_of(self.canonical)

    @classmethod
    def of(cls, canonical: str) -> "Terms":
        """Return the terms that JSON stands for.

        Raises:
            TermsAreWrong: it stands for none.
        """
        found = _object(canonical)
        if found.pop("format", None) != FORMAT:
            raise TermsAreWrong(f"The terms are not of the format {FORMAT}")
        found.setdefault(_PRICE_BASIS, PriceBasis.UNSAID.value)
        names = {field.name for field in fields(cls)}
        if found.keys() != names:
            named = ", ".join(sorted(found.keys() ^ names))
            raise TermsAreWrong(f"The terms lack, or do not know: {named}")
        read: dict[str, Any] = {name: _read(name, value) for name, value in found.items()}
        return cls(**read)


def _object(text: str) -> dict[str, object]:
    try:
        found: object = json.loads(text)
    except ValueError as error:
        raise TermsAreWrong(f"The terms are no JSON: {error}") from error
    if not isinstance(found, dict):
        raise TermsAreWrong("The terms are no JSON object")
    return found


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _read(name: str, value: object) -> object:
    kind = bool if name in _FLAGS else str
    if not isinstance(value, kind):
        raise TermsAreWrong(f"{name} is not a {kind.__name__}")
    if name == _PRICE_BASIS:
        if value not in set(PriceBasis):
            raise TermsAreWrong(f"{name} is none that there is: {value}")
        return PriceBasis(str(value))
    if name not in _MOMENTS:
        return value
    try:
        return datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise TermsAreWrong(f"{name} is no moment: {value}") from error
