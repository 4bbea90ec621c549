"""The sentences of moderation: what was opened, agreed or reopened, and no score of any."""

from collections.abc import Mapping
from typing import Final

from rules.wording import counted, listed
from webapp.services.record.telling import FINGERPRINT, Entry, Group, Named, Tell, Told


def _opened(entry: Entry, named: Named) -> Told:
    missing = _people(entry, named, "missing")
    without = f" without a score of {missing}" if missing else ""
    return Told(f"opened {_answer(entry)} to the panel{without}", why=entry.text("why"))


def _opened_all(entry: Entry, named: Named) -> Told:
    del named
    count = entry.detail.get("count")
    many = counted(count, "answer") if isinstance(count, int) else "answers"
    return Told(f"opened {many} to the panel, every evaluator’s score being in")


def _agreed(entry: Entry, named: Named) -> Told:
    present = _people(entry, named, "present")
    dissenting = _people(entry, named, "dissenting")
    dissent = f", with the dissent of {dissenting}" if dissenting else ""
    meant = ", having confirmed its words" if entry.detail.get("meant") else ""
    return Told(
        f"recorded the score that the panel agreed for {_answer(entry)}, row {entry.text('row')} "
        f"(fingerprint {entry.text('sha256')[:FINGERPRINT]}…), in the presence of {present}"
        f"{dissent}{meant}"
    )


def _reopened(entry: Entry, named: Named) -> Told:
    del named
    return Told(f"reopened the agreed score for {_answer(entry)}", why=entry.text("why"))


def _answer(entry: Entry) -> str:
    return f"the answer of {entry.bidder} on “{entry.text('title')}”"


def _people(entry: Entry, named: Named, key: str) -> str:
    return listed(sorted(named.person(one) for one in entry.detail.get(key, ())))


ACTS: Final[Mapping[str, tuple[Group, Tell]]] = {
    "open-answer": (Group.EVALUATION, _opened),
    "open-complete-answers": (Group.EVALUATION, _opened_all),
    "agree-score": (Group.EVALUATION, _agreed),
    "reopen-answer": (Group.EVALUATION, _reopened),
}
