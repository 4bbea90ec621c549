"""The sentences of telling bidders: letters, the notice, the stops, and the contract."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from evaluation.letters.withholding import Ground
from rules.wording import counted, date_in_words, listed
from webapp.documents.summaries import LetterKind
from webapp.services.record.telling import FINGERPRINT, Change, Entry, Group, Named, Tell, Told

_GIVEN: Final = {
    "address": "its postal address",
    "identifier": "its unique identifier",
    "promises": "what shows how its promises count",
}

_SECTIONS: Final[Mapping[str, str]] = {
    Ground.NATIONAL_SECURITY: "94(1)(a)",
    Ground.COMMERCIAL: "94(1)(b)",
}


def _words(entry: Entry, named: Named) -> Told:
    given = [_GIVEN[one] for one in entry.detail.get("given", ()) if one in _GIVEN]
    what = f" with {listed(given)}" if given else ", taking back what was given for it"
    return Told(
        f"completed the letter to {named.bidder(entry)} (bidder {entry.text('bidder')}){what}"
    )


def _withhold(entry: Entry, named: Named) -> Told:
    """Return what was withheld, without a bidder: who came first is no matter of the record yet."""
    del named
    letters = "every letter that holds it" if entry.detail.get("is_every") else "one letter"
    done = "withheld" if entry.act == "withhold-from-letters" else "no longer withholds"
    what = "the explanation" if entry.detail.get("is_whole") else "words of the explanation"
    return Told(
        f"{done} {what} of the most advantageous tender for “{entry.text('criterion')}” from "
        f"{letters}, under section {_SECTIONS.get(entry.text('ground'), '94(1)')} (reason with the "
        f"fingerprint {entry.text('sha256')[:FINGERPRINT]}…)"
    )


def _send(entry: Entry, named: Named) -> Told:
    letters = entry.detail.get("letters", ())
    return Told(
        f"sent every bidder its letter on the award by evaluation {entry.text('run')}: "
        f"{counted(len(letters), 'letter')}",
        tuple(
            Change(
                named.bidder(entry, one.get("bidder")),
                "",
                f"{_kind(str(one.get('kind', '')))}, fingerprint "
                f"{str(one.get('sha256', ''))[:FINGERPRINT]}…",
            )
            for one in letters
        ),
    )


def _kind(said: str) -> str:
    return LetterKind(said).words if said in set(LetterKind) else "A letter"


def _notice(entry: Entry, named: Named) -> Told:
    del named
    ends = entry.text("ends_on")
    standstill = f"; the standstill lasts to the end of {_day(ends)}" if ends else "; no standstill"
    done = "corrected" if entry.text("why") else "entered"
    reference = f" ({entry.text('reference')})" if entry.text("reference") else ""
    return Told(
        f"{done} that the contract award notice{reference} was published on "
        f"{_day(entry.text('published_on'))}{standstill}",
        why=entry.text("why"),
    )


def _stop(entry: Entry, named: Named) -> Told:
    del named
    done = "stopped" if entry.act == "stop-award" else "resumed"
    return Told(f"{done} the award as of {_day(entry.text('on'))}", why=entry.text("why"))


def _contract(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"entered that the contract with {entry.text('supplier')} was entered into on "
        f"{_day(entry.text('on'))}",
        why=entry.text("why"),
    )


def _day(told: str) -> str:
    return date_in_words(date.fromisoformat(told)) if told else "a day that is not told"


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "give-letter-words": (Group.EVALUATION, _words),
    "withhold-from-letters": (Group.EVALUATION, _withhold),
    "end-withholding": (Group.EVALUATION, _withhold),
    "send-award-letters": (Group.EVALUATION, _send),
    "enter-award-notice": (Group.EVALUATION, _notice),
    "stop-award": (Group.EVALUATION, _stop),
    "resume-award": (Group.EVALUATION, _stop),
    "enter-contract": (Group.EVALUATION, _contract),
}
