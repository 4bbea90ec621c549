"""One release as a row: what it is, what is decided of it, and what another policy would."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from forms.notices import NoticeReading
from rules.decide import decide_alone
from rules.decision import Decision
from rules.errors import Contradiction, OutsidePeriod
from rules.procurement import known_facts
from rules.serialisation import JsonObject, decision_json
from rules.stack import Stack
from rules.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Found:
    """What the packs come to for one release; `decision` is None where its day is not known."""

    decision: Decision | Contradiction | None
    needs: tuple[str, ...]
    conclusions: JsonObject

    @property
    def is_decided(self) -> bool:
        """Whether nothing that a decision needs is missing."""
        return not self.needs and isinstance(self.decision, Decision)


NOTHING = Found(None, (), {})


def facts_of(notice: NoticeReading) -> dict[str, Value]:
    """Return what is known of a release: what it leaves in doubt is unknown, presumed or not."""
    doubted = set(notice.missing)
    return {name: value for name, value in known_facts(notice.facts).items() if name not in doubted}


def as_of(notice: NoticeReading, day: date) -> NoticeReading:
    """Return a notice as if its procurement commenced on another day."""
    return replace(
        notice,
        facts=MappingProxyType({**notice.facts, "commenced_on": day}),
        missing=tuple(name for name in notice.missing if name != "commenced_on"),
    )


def find(notice: NoticeReading, stack: Stack) -> Found:
    """Return what the interpreter finds. Rules that contradict each other leave it undecided."""
    decision: Decision | Contradiction | None = None
    if notice.commenced_on is not None:
        try:
            decision = decide_alone(facts_of(notice), stack, reference=notice.ocid)
        except Contradiction as error:
            decision = error
        except OutsidePeriod:
            decision = None
    if not isinstance(decision, Decision):
        return Found(decision, notice.missing, {})
    return Found(decision, decision.needs, decision_json(decision, stack)["conclusions"])


def row_of(notice: NoticeReading, ours: Found, theirs: Found | None) -> JsonObject:
    """Return the row of a release; `differs` is empty where there is nothing to compare."""
    day = notice.commenced_on
    row: JsonObject = {
        "ocid": notice.ocid,
        "release": notice.release,
        "buyer": notice.buyer,
        "title": notice.title,
        "amount": notice.amount or None,
        "commenced_on": day.isoformat() if day else None,
        "decided": ours.is_decided,
        "needs": list(ours.needs),
        "refused": str(ours.decision) if isinstance(ours.decision, Contradiction) else None,
        "read_from": dict(notice.read_from),
        "conclusions": ours.conclusions,
        "differs": [],
    }
    if theirs is not None:
        row["needs_against"] = list(theirs.needs)
        is_refused = isinstance(theirs.decision, Contradiction)
        row["refused_against"] = str(theirs.decision) if is_refused else None
        row["differs"] = differences(ours.conclusions, theirs.conclusions)
    return row


def differences(one: JsonObject, other: JsonObject) -> list[JsonObject]:
    """Return the conclusions that two decisions do not share, in the order of the first."""
    left, right = dict(flat(one)), dict(flat(other))
    return [
        {"conclusion": name, "value": left.get(name), "against": right.get(name)}
        for name in differing(left, right)
    ]


def differing(left: JsonObject, right: JsonObject) -> list[str]:
    """Return the paths of the flat conclusions that two decisions do not share."""
    return [name for name in dict.fromkeys((*left, *right)) if left.get(name) != right.get(name)]


def flat(conclusions: JsonObject) -> Iterator[tuple[str, object]]:
    """Yield each conclusion by its path; what is listed by id is told by its ids."""
    for name, value in conclusions.items():
        if name == "social_value" and isinstance(value, dict):
            for inner, held in value.items():
                yield f"social_value.{inner}", held
        elif isinstance(value, list):
            yield name, [item.get("id") if isinstance(item, dict) else item for item in value]
        else:
            yield name, value
