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
    number, digest = entry.text("number"), entry.text("sha256")[:FINGERPRINT]
    late = ", late" if entry.detail.get("is_late") else ""
    told = f"bid number {number} (fingerprint {digest}…){late}"
    if entry.detail.get("by_bidder"):
        return Told(f"sent {told}")
    return Told(f"uploaded {told}, for {named.bidder(entry)}")


def _refuse(entry: Entry, named: Named) -> Told:
    if entry.detail.get("by_bidder"):
        return Told("sent a bid that was not taken in", why=entry.text("why"))
    what = f"uploaded a bid for {named.bidder(entry)} that was not taken in"
    return Told(what, why=entry.text("why"))


def _withdraw(entry: Entry, named: Named) -> Told:
    del named
    numbers = listed([str(one) for one in entry.detail.get("numbers", ())])
    return Told(f"withdrew bid number {numbers}".rstrip(), why=entry.text("why"))


def _late(entry: Entry, named: Named) -> Told:
    done = "admitted" if entry.detail.get("is_admitted") else "did not admit"
    what = f"the late bid number {entry.text('number')} of {named.bidder(entry)}"
    return Told(f"{done} {what}", why=entry.text("why"))


def _open(entry: Entry, named: Named) -> Told:
    del named
    role = entry.text("role")
    words = Role(role).words.lower() if role in set(Role) else "somebody"
    hand = _HANDS.get(entry.detail.get("number", 0), "one of two")
    return Told(f"opened the bids as {words}, {hand}")


def _read(entry: Entry, named: Named) -> Told:
    del named
    return Told(f"had {counted(len(entry.detail.get('bids', ())), 'opened bid')} read")


def _ask_for_file(entry: Entry, named: Named) -> Told:
    what = f"asked {named.bidder(entry)} for the very file of bid number {entry.text('number')}"
    return Told(f"{what}, which can’t be read")


def _return(entry: Entry, named: Named) -> Told:
    digest = entry.text("sha256")[:FINGERPRINT]
    what = f"the very file of bid number {entry.text('number')} (fingerprint {digest}…) again"
    if entry.detail.get("by_bidder"):
        return Told(f"sent {what}")
    return Told(f"uploaded {what}, for {named.bidder(entry)}")


def _lost(entry: Entry, named: Named) -> Told:
    role = entry.text("role")
    words = Role(role).words.lower() if role in set(Role) else "somebody"
    what = f"bid number {entry.text('number')} of {named.bidder(entry)} can’t be had"
    digest = entry.text("sha256")[:FINGERPRINT]
    return Told(f"declared as {words} that {what} (reason with the fingerprint {digest}…)")


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "enter-tender": (Group.BIDS, _enter),
    "receive-bid": (Group.BIDS, _receive),
    "refuse-bid": (Group.BIDS, _refuse),
    "withdraw-bid": (Group.BIDS, _withdraw),
    "decide-late-bid": (Group.BIDS, _late),
    "open-bids": (Group.BIDS, _open),
    "read-bids": (Group.BIDS, _read),
    "ask-for-file": (Group.BIDS, _ask_for_file),
    "return-file": (Group.BIDS, _return),
    "declare-bid-lost": (Group.BIDS, _lost),
}
