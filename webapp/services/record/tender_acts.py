"""The sentences of a tender that is out: published, changed, bidders invited and answered."""

from collections.abc import Mapping
from datetime import datetime

from rules.wording import listed, moment_in_words
from webapp.services.record.telling import FINGERPRINT, Change, Entry, Group, Named, Tell, Told


def _publish(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"published the tender by version {entry.text('version')} of the outline, with the model "
        f"of the fingerprint {entry.text('model_sha256')[:FINGERPRINT]}…",
        _deadline(entry),
    )


def _change(entry: Entry, named: Named) -> Told:
    del named
    changed = listed(entry.detail.get("changed", ())) or "nothing that is named"
    return Told(
        f"changed the tender (publication {entry.text('number')}): {changed}",
        _deadline(entry),
        why=entry.text("why"),
        under=entry.text("basis"),
    )


def _deadline(entry: Entry) -> tuple[Change, ...]:
    told = entry.text("deadline")
    if not told:
        return ()
    until = moment_in_words(datetime.fromisoformat(told))
    return (Change("Deadline for bids", "", until),)


def _invite(entry: Entry, named: Named) -> Told:
    return Told(f"invited {_bidder(entry, named)} to bid")


def _renew(entry: Entry, named: Named) -> Told:
    return Told(f"sent {_bidder(entry, named)} a new link in place of the one before")


def _end(entry: Entry, named: Named) -> Told:
    return Told(f"ended the link of {_bidder(entry, named)}", why=entry.text("why"))


def _ask(entry: Entry, named: Named) -> Told:
    del named
    return Told(f"asked question {entry.text('number')} on the tender")


def _answer(entry: Entry, named: Named) -> Told:
    del named
    done = "corrected the answer to" if entry.detail.get("is_corrected") else "answered"
    return Told(
        f"{done} question {entry.text('number')} to every bidder",
        (Change(entry.text("question"), "", entry.text("answer")),),
    )


def _bidder(entry: Entry, named: Named) -> str:
    return f"{named.bidder(entry)} (bidder {entry.text('bidder')})"


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "publish-tender": (Group.BIDS, _publish),
    "change-tender": (Group.BIDS, _change),
    "invite-bidder": (Group.BIDS, _invite),
    "renew-bidder-link": (Group.BIDS, _renew),
    "end-bidder-link": (Group.BIDS, _end),
    "ask-clarification": (Group.BIDS, _ask),
    "answer-clarification": (Group.BIDS, _answer),
}
