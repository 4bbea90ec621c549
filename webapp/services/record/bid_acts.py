"""The sentences of bids: who came in, what was sent and when, and who opened it."""

from collections.abc import Mapping
from typing import Final

from rules.wording import counted, listed
from webapp.roles import Role
from webapp.services.record.telling import FINGERPRINT, Entry, Group, Named, Tell, Told

_HANDS: Final = {1: "the first of two", 2: "the second of two"}


def _enter(entry: Entry, named: Named) -> Told:
    del entry, named
    return Told("came in to the tender by the link of the invitation")


def _receive(entry: Entry, named: Named) -> Told:
    del named
    number, digest = entry.text("number"), entry.text("sha256")[:FINGERPRINT]
    late = ", late" if entry.detail.get("is_late") else ""
    told = f"bid number {number} (fingerprint {digest}…){late}"
    if entry.text("by_bidder"):
        return Told(f"sent {told}")
    return Told(f"uploaded {told}, for {entry.text('of') or 'a bidder'}")


def _withdraw(entry: Entry, named: Named) -> Told:
    del named
    numbers = listed([str(one) for one in entry.detail.get("numbers", ())])
    return Told(f"withdrew bid number {numbers}".rstrip(), why=entry.text("why"))


def _late(entry: Entry, named: Named) -> Told:
    del named
    done = "admitted" if entry.detail.get("is_admitted") else "did not admit"
    whose = entry.text("of") or "a bidder"
    return Told(
        f"{done} the late bid number {entry.text('number')} of {whose}", why=entry.text("why")
    )


def _open(entry: Entry, named: Named) -> Told:
    del named
    role = entry.text("role")
    words = Role(role).words.lower() if role in set(Role) else "somebody"
    hand = _HANDS.get(entry.detail.get("number", 0), "one of two")
    return Told(f"opened the bids as {words}, {hand}")


def _read(entry: Entry, named: Named) -> Told:
    del named
    return Told(f"had {counted(len(entry.detail.get('bids', ())), 'opened bid')} read")


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "enter-tender": (Group.BIDS, _enter),
    "receive-bid": (Group.BIDS, _receive),
    "withdraw-bid": (Group.BIDS, _withdraw),
    "decide-late-bid": (Group.BIDS, _late),
    "open-bids": (Group.BIDS, _open),
    "read-bids": (Group.BIDS, _read),
}
