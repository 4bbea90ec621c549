"""With what letters to bidders are issued, beside the evaluation: `podium/letters/1`.

A letter needs more than an evaluation holds: where the award criteria stand, a supplier's address
that came in later, how it was decided that a tender is disregarded. It is held as one value, so
that whoever has it and the tender can write every letter again.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from types import MappingProxyType

from evaluation.letters.withholding import NAMES, Ground, WithheldExplanation
from evaluation.tender import Bid, Tender, UnreadTender
from rules.canonical import canonical_text
from rules.errors import PodiumError

FORMAT = "podium/letters/1"
_REMEDY = "Give it as Podium wrote it"


class IssuingIsWrong(PodiumError):
    """What letters are said to be issued with is not in its form."""


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What the letter to one bidder needs and the tender does not hold; any of it may be empty.

    `address` and `identifier` stand in for those that the tender lacks. `shown` says by measure
    what in the bid shows why a promise does not count. Where the tender was disregarded, `heard`
    says when and how its bidder was heard, and `decided_by` who decided.
    """

    address: str = ""
    identifier: str = ""
    shown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    heard: str = ""
    decided_by: str = ""

    @property
    def canonical(self) -> str:
        """The words as JSON: keys sorted, no white space."""
        return canonical_text(_written(self))

    @classmethod
    def of(cls, canonical: str) -> "LetterWords":
        """Return the words that JSON stands for.

        Raises:
            IssuingIsWrong: it stands for none.
        """
        return _words(_parsed(canonical), "words")


NO_WORDS = LetterWords()


@dataclass(frozen=True, slots=True)
class LateTender:
    """A tender that came in late and was not admitted: it is never opened, and not assessed.

    `bid` is the id that it would have. The moments know their offset.
    """

    bid: str
    bidder: str
    email: str
    address: str
    identifier: str
    received_at: datetime
    due_at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class Issuing:
    """With what the letters of one award are issued.

    `criteria_at` says where the award criteria stand in full, and `rules_at` where the rules on
    promises were published. `audit_head` is the head of the audit log, empty where there is none.
    `words` are by bid. `replaces` says in the place of what the letters come where an award of
    which bidders were told was taken back, and is empty where none was. `withheld` is what the
    authority withholds under section 94 of the Procurement Act 2023.
    """

    criteria_at: str = ""
    rules_at: str = ""
    audit_head: str = ""
    words: Mapping[str, LetterWords] = field(default_factory=lambda: MappingProxyType({}))
    late: tuple[LateTender, ...] = ()
    replaces: str = ""
    withheld: tuple[WithheldExplanation, ...] = ()

    @property
    def canonical(self) -> str:
        """The value as JSON: keys sorted, no white space.

        What letters replace, and what is withheld from them, stands in it only if there is any.
        """
        replaced = {"replaces": self.replaces} if self.replaces else {}
        withheld = {"withheld": [one.written for one in self.withheld]} if self.withheld else {}
        return canonical_text(
            {
                **replaced,
                **withheld,
                "format": FORMAT,
                "criteria_at": self.criteria_at,
                "rules_at": self.rules_at,
                "audit_head": self.audit_head,
                "words": {bid: _written(words) for bid, words in self.words.items()},
                "late": [_late_written(one) for one in self.late],
            }
        )

    @classmethod
    def of(cls, canonical: str) -> "Issuing":
        """Return the value that JSON stands for.

        Raises:
            IssuingIsWrong: it stands for none.
        """
        found = _parsed(canonical)
        if found.pop("format", None) != FORMAT:
            raise IssuingIsWrong("format", f"it is not {FORMAT}", _REMEDY)
        words, late = found.pop("words", None), found.pop("late", None)
        withheld = found.pop("withheld", [])
        replaced = _texts({"replaces": found.pop("replaces", "")}, ("replaces",), "letters")
        if not isinstance(words, dict) or not isinstance(late, list):
            raise IssuingIsWrong("words", "words or late tenders are missing", _REMEDY)
        if not isinstance(withheld, list):
            raise IssuingIsWrong("withheld", "it is no list", _REMEDY)
        return cls(
            **_texts(found, ("criteria_at", "rules_at", "audit_head"), "letters"),
            words=MappingProxyType(
                {bid: _words(one, f"words.{bid}") for bid, one in words.items()}
            ),
            late=tuple(_late(one) for one in late),
            withheld=tuple(_withheld(one) for one in withheld),
            **replaced,
        )

    def words_of(self, bid: str) -> LetterWords:
        """Return the words for a bid's letter, empty where there are none."""
        return self.words.get(bid, NO_WORDS)

    def added_to(self, tender: Tender) -> Tender:
        """Return a tender with what it lacks; nothing that is scored or ranked changes."""
        return replace(
            tender,
            bids=tuple(_added(bid, self.words_of(bid.id)) for bid in tender.bids),
            unread=tuple(_known(one, self.words_of(one.bid)) for one in tender.unread),
            commitment_rules_at=tender.commitment_rules_at or self.rules_at,
        )


def _known(unread: UnreadTender, words: LetterWords) -> UnreadTender:
    return replace(
        unread,
        address=words.address or unread.address,
        identifier=words.identifier or unread.identifier,
    )


def _added(bid: Bid, words: LetterWords) -> Bid:
    return replace(
        bid,
        address=words.address or bid.address,
        identifier=words.identifier or bid.identifier,
        commitments={
            measure: replace(one, because=words.shown.get(measure) or one.because)
            for measure, one in bid.commitments.items()
        },
    )


def _written(words: LetterWords) -> dict[str, object]:
    texts = {one.name: getattr(words, one.name) for one in fields(words) if one.name != "shown"}
    return {**texts, "shown": dict(words.shown)}


def _late_written(late: LateTender) -> dict[str, str]:
    return {
        **asdict(late),
        "received_at": late.received_at.isoformat(),
        "due_at": late.due_at.isoformat(),
    }


def _words(value: object, place: str) -> LetterWords:
    if not isinstance(value, dict) or not isinstance(value.get("shown"), dict):
        raise IssuingIsWrong(place, "it is not what a letter needs", _REMEDY)
    rest = {name: one for name, one in value.items() if name != "shown"}
    names = tuple(one.name for one in fields(LetterWords) if one.name != "shown")
    told = _texts(rest, names, place)
    return LetterWords(
        address=told["address"],
        identifier=told["identifier"],
        shown=MappingProxyType(_texts(value["shown"], tuple(value["shown"]), f"{place}.shown")),
        heard=told["heard"],
        decided_by=told["decided_by"],
    )


def _late(value: object) -> LateTender:
    told = _texts(value, tuple(one.name for one in fields(LateTender)), "late")
    try:
        received_at = datetime.fromisoformat(told["received_at"])
        due_at = datetime.fromisoformat(told["due_at"])
    except ValueError as error:
        raise IssuingIsWrong("late", str(error), _REMEDY) from error
    return LateTender(
        told["bid"],
        told["bidder"],
        told["email"],
        told["address"],
        told["identifier"],
        received_at,
        due_at,
        told["because"],
    )


def _withheld(value: object) -> WithheldExplanation:
    told = _texts(value, NAMES, "withheld")
    if told["ground"] not in set(Ground):
        raise IssuingIsWrong("withheld.ground", "it is no ground of section 94(1)", _REMEDY)
    return WithheldExplanation(
        told["of"],
        told["criterion"],
        Ground(told["ground"]),
        told["sha256"],
        told["reader"],
        told["passage"],
    )


def _texts(value: object, names: tuple[str, ...], place: str) -> dict[str, str]:
    if not isinstance(value, dict) or value.keys() != set(names):
        raise IssuingIsWrong(place, f"it has other keys than {', '.join(names)}", _REMEDY)
    wrong = next((name for name in names if not isinstance(value[name], str)), None)
    if wrong is not None:
        raise IssuingIsWrong(f"{place}.{wrong}", "it is no text", _REMEDY)
    return dict(value)


def _parsed(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise IssuingIsWrong("letters", f"it is no JSON: {error}", _REMEDY) from error
    if not isinstance(found, dict):
        raise IssuingIsWrong("letters", "it is no JSON object", _REMEDY)
    return found
