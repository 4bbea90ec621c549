"""The sentences of the evaluation panel: who scores what, interests, what was shown early."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from rules.wording import listed, moment_in_words
from webapp.services.record.telling import Change, Entry, Group, Named, Tell, Told

_DECLARED: Final = {
    "none": "no conflict of interest in the bidders",
    "managed": "a conflict of interest in a bidder that can be managed",
    "waived": "a conflict of interest in a bidder that could be waived",
    "recused": "a conflict of interest in a bidder, and takes no part in the evaluation",
}
_DECIDED: Final = {
    "managed": "is managed as declared",
    "waived": "is waived",
    "recused": "keeps them from taking part",
}


def _assign(entry: Entry, named: Named) -> Told:
    who = named.person(entry.text("user"))
    added, ended = (listed(entry.detail.get(key, ())) for key in ("added", "ended"))
    changes = (
        *((Change("Scores from now on", "", added),) if added else ()),
        *((Change("Scores no longer", ended, ""),) if ended else ()),
    )
    if not added:
        return Told(f"took questions of the tender from {who}", changes, why=entry.text("why"))
    return Told(f"assigned questions of the tender to {who}", changes, why=entry.text("why"))


def _chair(entry: Entry, named: Named) -> Told:
    before = entry.text("before")
    instead = f" in place of {named.person(before)}" if before else ""
    who = named.person(entry.text("user"))
    return Told(f"named {who} to chair the evaluation panel{instead}", why=entry.text("why"))


def _declare(entry: Entry, named: Named) -> Told:
    del named
    what = _DECLARED.get(entry.text("handling"), "their interests in the bidders")
    return Told(f"declared {what}", why=entry.text("detail"))


def _decide(entry: Entry, named: Named) -> Told:
    what = _DECIDED.get(entry.text("handling"), "is decided on")
    whose = named.person(entry.text("user"))
    return Told(
        f"decided that a conflict of interest of {whose} in a bidder {what}", why=entry.text("why")
    )


def _show(entry: Entry, named: Named) -> Told:
    is_name = "bidder" in entry.detail
    what = f"which bid is that of {named.bidder(entry)}" if is_name else "the prices of all bids"
    to = named.person(entry.text("user"))
    return Told(f"had {to} shown {what} before the terms would", why=entry.text("why"))


def _due(entry: Entry, named: Named) -> Told:
    del named
    told = entry.text("due_at")
    at = moment_in_words(datetime.fromisoformat(told)) if told else ""
    changes = (Change("Due", "", at),) if at else ()
    return Told("said until when scores are due", changes, why=entry.text("why"))


def _sample(entry: Entry, named: Named) -> Told:
    del named
    question = f"“{entry.text('question')}”"
    done = {
        "set-sample-answer": f"set a sample answer to {question}",
        "try-sample-answer": f"said what they would give the sample answer to {question}",
        "close-calibration": f"closed the calibration on {question}",
    }
    return Told(done[entry.act], why=entry.text("why"))


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "assign-evaluator": (Group.EVALUATION, _assign),
    "name-evaluation-chair": (Group.EVALUATION, _chair),
    "declare-interests": (Group.EVALUATION, _declare),
    "decide-on-conflict": (Group.EVALUATION, _decide),
    "show-early": (Group.EVALUATION, _show),
    "set-scoring-deadline": (Group.EVALUATION, _due),
    "set-sample-answer": (Group.EVALUATION, _sample),
    "try-sample-answer": (Group.EVALUATION, _sample),
    "close-calibration": (Group.EVALUATION, _sample),
}
