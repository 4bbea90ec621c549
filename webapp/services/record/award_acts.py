"""The sentences of the award: what was settled, recommended and approved; reasons by fingerprint.

Bidders are told by the letter of their bid, and reasons stand on the page of what was settled: the
record is read by people who may not know yet whose bid is whose.
"""

from collections.abc import Mapping
from typing import Final

from rules.wording import counted, listed
from webapp.services.record.telling import FINGERPRINT, Entry, Group, Named, Tell, Told, id_in

_PROMISES: Final = {"counted": "counts", "not_counted": "does not count"}
_PRICES: Final = {
    "demonstrated": "demonstrated",
    "not_demonstrated": "not demonstrated, so that the tender is disregarded",
    "not_disregarded": "not demonstrated, and that the tender is kept",
}


def _print(entry: Entry, what: str = "reason") -> str:
    return f"{what} with the fingerprint {entry.text('sha256')[:FINGERPRINT]}…"


def _promise(entry: Entry, named: Named) -> Told:
    del named
    verdict = _PROMISES.get(entry.text("verdict"), "is settled")
    measure = f"the promise of {entry.bidder} on “{entry.text('measure')}”"
    return Told(f"decided that {measure} {verdict} ({_print(entry)})")


def _disregard(entry: Entry, named: Named) -> Told:
    del named
    heard = ", after it was heard" if entry.detail.get("heard") else ""
    what = f"disregarded the tender of {entry.bidder}{heard}: {entry.text('ground')}"
    return Told(f"{what} ({_print(entry)})")


def _lift(entry: Entry, named: Named) -> Told:
    del named
    what = f"lifted a ground against the tender of {entry.bidder}: {entry.text('ground')}"
    return Told(f"{what} ({_print(entry)})")


def _ask(entry: Entry, named: Named) -> Told:
    del named
    until = f"to be answered by the end of {entry.text('answer_by')}"
    what = f"asked {entry.bidder} about its price, {until}, and sent it a new link"
    return Told(f"{what} ({_print(entry, 'notice')})")


def _enter(entry: Entry, named: Named) -> Told:
    del named
    what = f"entered what {entry.bidder} answered about its price"
    return Told(f"{what} ({_print(entry, 'answer')})")


def _answer(entry: Entry, named: Named) -> Told:
    del named
    return Told(f"answered the question about its price ({_print(entry, 'answer')})")


def _price(entry: Entry, named: Named) -> Told:
    del named
    verdict = _PRICES.get(entry.text("verdict"), "decided on")
    return Told(f"decided that the price of {entry.bidder} was {verdict} ({_print(entry)})")


def _recommend(entry: Entry, named: Named) -> Told:
    del named
    run = entry.text("run")
    return Told(f"recommended an award, on evaluation {run} ({_print(entry, 'recommendation')})")


def _withdraw(entry: Entry, named: Named) -> Told:
    del named
    return Told(f"took the recommendation of an award back ({_print(entry)})")


def _decide(entry: Entry, named: Named) -> Told:
    del named
    done = "approved" if entry.act == "approve-award" else "refused"
    body = f", by decision of {entry.text('body')}" if entry.text("body") else ""
    minute = f", minutes: {entry.text('minute')}" if entry.text("minute") else ""
    what = f"{done} the recommended award on evaluation {entry.text('run')}{body}{minute}"
    return Told(f"{what} ({_print(entry)})")


def _reverse(entry: Entry, named: Named) -> Told:
    del named
    body = f", by decision of {entry.text('body')}" if entry.text("body") else ""
    minute = f", minutes: {entry.text('minute')}" if entry.text("minute") else ""
    match entry.act:
        case "ask-to-reverse-award":
            done = "asked that the award be taken back"
        case "uphold-award":
            done = "let the award stand as it is"
        case _:
            letters = counted(len(entry.detail.get("letters", ())), "letter")
            done = f"took the award back of which bidders were told, and sent {letters} that say so"
    return Told(f"{done}, on evaluation {entry.text('run')}{body}{minute} ({_print(entry)})")


def _end(entry: Entry, named: Named) -> Told:
    del named
    letters = counted(len(entry.detail.get("letters", ())), "letter")
    return Told(f"ended the procurement without award, and sent {letters} ({_print(entry)})")


def _lot_out(entry: Entry, named: Named) -> Told:
    del named
    return Told(f"said that {_of(entry)} is not tendered now ({_print(entry)})")


def _lot(entry: Entry, named: Named) -> Told:
    other = named.procurement(id_in(entry.text("procurement")))
    lot = _of(entry)
    match entry.act:
        case "join-lot":
            return Told(f"said that {lot} is tendered by {other}")
        case "join-lot-of":
            return Told(f"said that this is the tender of {lot} of {other}")
        case "leave-lot":
            return Told(f"took {other} out as the tender of {lot} ({_print(entry)})")
        case _:
            return Told(f"took this out as the tender of {lot} of {other}")


def _award_lots(entry: Entry, named: Named) -> Told:
    del named
    lots = counted(len(entry.detail.get("lots", ())), "lot")
    fingerprint = f"{entry.text('result_sha256')[:FINGERPRINT]}…"
    number = entry.text("number")
    left_out = tuple(map(str, entry.detail.get("left_out", ())))
    out = f", without lot{'s' * (len(left_out) > 1)} {listed(left_out)}" if left_out else ""
    made = f"award {number} (result with fingerprint {fingerprint})"
    again = f" again ({_print(entry)})" if entry.text("sha256") else ""
    return Told(f"awarded {lots} together{again}{out}, {made}")


def _award_lots_of(entry: Entry, named: Named) -> Told:
    other = named.procurement(id_in(entry.text("procurement")))
    return Told(f"awarded the lots of {other} together, of which this is {_of(entry)}")


def _of(entry: Entry) -> str:
    return f"lot {entry.text('lot')}"


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "settle-promise": (Group.EVALUATION, _promise),
    "disregard-tender": (Group.EVALUATION, _disregard),
    "lift-disregard": (Group.EVALUATION, _lift),
    "ask-about-price": (Group.EVALUATION, _ask),
    "enter-price-answer": (Group.EVALUATION, _enter),
    "answer-price-question": (Group.EVALUATION, _answer),
    "decide-on-price": (Group.EVALUATION, _price),
    "recommend-award": (Group.EVALUATION, _recommend),
    "withdraw-recommendation": (Group.EVALUATION, _withdraw),
    "approve-award": (Group.EVALUATION, _decide),
    "refuse-award": (Group.EVALUATION, _decide),
    "ask-to-reverse-award": (Group.EVALUATION, _reverse),
    "reverse-award": (Group.EVALUATION, _reverse),
    "uphold-award": (Group.EVALUATION, _reverse),
    "end-procurement": (Group.EVALUATION, _end),
    "join-lot": (Group.EVALUATION, _lot),
    "join-lot-of": (Group.EVALUATION, _lot),
    "leave-lot": (Group.EVALUATION, _lot),
    "leave-lot-out": (Group.EVALUATION, _lot_out),
    "leave-lot-of": (Group.EVALUATION, _lot),
    "award-lots": (Group.EVALUATION, _award_lots),
    "award-lots-of": (Group.EVALUATION, _award_lots_of),
}
