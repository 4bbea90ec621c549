"""A decision as JSON: `podium/decision/1`, stable for those who call Podium."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.area import area_text
from rules.decision import Decision, DutyDue, Status, TraceEntry, WhyNot
from rules.money import Money, amount_text, percent_text
from rules.stack import Stack
from rules.vocabulary import (
    CONCLUSIONS,
    DEVELOPMENT_CONCLUSIONS,
    Conclusion,
    Kind,
    Value,
    duties_of,
    is_of_development,
    law_of,
)
from rules.wording import subject_of

FORMAT = "podium/decision/1"
JsonObject = dict[str, Any]


def decision_json(decision: Decision, stack: Stack) -> JsonObject:
    """Return a decision as plain JSON values, in a fixed order."""
    possible = conclusions_of(decision)
    return {
        "format": FORMAT,
        "reference": decision.reference,
        "decided_as_of": decision.decided_as_of.isoformat(),
        "packs": [
            {"id": pack.id, "version": pack.version, "sha256": pack.sha256}
            for pack in decision.packs
        ],
        "conclusions": (
            _of_development(decision)
            if is_of_development(decision.facts)
            else _conclusions(decision)
        ),
        "undetermined": [
            item.path
            for item in possible
            if decision.findings[item.name].status is Status.UNDETERMINED
        ],
        "so_far": {
            item.path: list(decision.findings[item.name].so_far)
            for item in possible
            if decision.findings[item.name].so_far
        },
        "needs": list(decision.needs),
        "open": list(decision.open),
        "unverified": list(decision.unverified),
        "confidence": confidences(decision, stack),
        "trace": [_entry(entry) for entry in decision.trace],
        "why_not": [_silent(item) for item in decision.why_not],
    }


def conclusions_of(decision: Decision) -> tuple[Conclusion, ...]:
    """Return what can be concluded of what a decision is of: a procurement, or a development."""
    return DEVELOPMENT_CONCLUSIONS if is_of_development(decision.facts) else CONCLUSIONS


def _silent(item: WhyNot) -> JsonObject:
    return {
        "rule": item.rule,
        "failed": [
            {
                "condition": failure.condition,
                "actual": failure.actual,
                "distance": failure.distance,
            }
            for failure in item.failed
        ],
    }


def confidences(decision: Decision, stack: Stack) -> dict[str, str]:
    """Return for each id under `unverified` how sure it is."""
    found: dict[str, str] = {}
    for id_ in decision.unverified:
        if id_ in stack.sources:
            found[id_] = stack.sources[id_].confidence
        elif id_ in stack.rules:
            found[id_] = stack.rules[id_].confidence
        else:
            dated = stack.parameters[id_].on(decision.decided_as_of)
            found[id_] = dated.confidence if dated else "unverified"
    return found


def _conclusions(decision: Decision) -> JsonObject:
    is_outside = decision.is_outside
    has_policy = decision.policy_in_force and not is_outside
    found: JsonObject = {}
    for item in CONCLUSIONS:
        if item.name in {"duties", "approvals"}:
            continue
        is_foreign = is_outside and item.name != "regime"
        value = None if is_foreign else json_value(decision.value(item.name), item.kind)
        head, _, tail = item.path.partition(".")
        if not tail:
            found[head] = value
        elif has_policy:
            found.setdefault(head, {})[tail] = value
        else:
            found[head] = None
    found["duties"] = _duties(decision)
    found["approvals"] = _list_unless_undetermined(
        decision,
        "approvals",
        [
            {
                "body": item.title,
                "id": item.body,
                "because": item.because,
                "cites": [str(cite) for cite in item.cites],
            }
            for item in decision.approvals
        ],
    )
    return found


def _of_development(decision: Decision) -> JsonObject:
    law = law_of(decision.facts)
    found = {
        item.path: None
        if decision.is_outside and item.name != law
        else json_value(decision.value(item.name), item.kind)
        for item in DEVELOPMENT_CONCLUSIONS
    }
    found["duties"] = _duties(decision)
    return found


def _list_unless_undetermined(
    decision: Decision, name: str, items: list[JsonObject]
) -> list[JsonObject] | None:
    return items if decision.findings[name].status is Status.CONCLUDED else None


def _duties(decision: Decision) -> list[JsonObject] | None:
    duties = [
        {
            "id": duty.id,
            "title": duty.title,
            "cites": [str(cite) for cite in duty.cites],
            "notice": duty.notice or None,
            "due": _due(duty),
        }
        for duty in decision.duties
    ]
    return _list_unless_undetermined(decision, duties_of(decision.facts), duties)


def _due(duty: DutyDue) -> JsonObject | None:
    if not duty.event:
        return None
    return {
        "days": duty.days,
        "kind": duty.kind,
        "after": None if duty.is_before else duty.event,
        "before": duty.event if duty.is_before else None,
        "on": duty.on.isoformat() if duty.on else None,
        **({"beginning_with": duty.event} if duty.begins_with else {}),
    }


def _entry(entry: TraceEntry) -> JsonObject:
    return {
        "rule": entry.rule,
        "because": entry.because,
        "cites": [str(cite) for cite in entry.cites],
        "facts": named_json(entry.facts),
        "parameters": [
            {
                "id": use.id,
                "value": json_value(use.value, use.kind),
                "from": use.from_on.isoformat(),
                "cites": [str(cite) for cite in use.cites],
                "confidence": use.confidence.value,
            }
            for use in entry.parameters
        ],
        "concluded": named_json(entry.concluded),
        "displaced": list(entry.displaced),
        "displaced_by": list(entry.displaced_by),
        "confidence": entry.confidence.value,
    }


def named_json(values: Mapping[str, Value]) -> JsonObject:
    """Return facts or conclusions by name as plain JSON values."""
    subjects = {name: subject_of(name) for name in values}
    return {
        name: json_value(value, subjects[name].kind, subjects[name].unit)
        for name, value in values.items()
    }


def json_value(value: Value | None, kind: Kind, unit: str = "") -> Any:  # noqa: ANN401 - a plain JSON value
    """Return a typed value as plain JSON: money and percentages as text, dates as ISO.

    An area is a text of its unit, of square metres where none is named.
    """
    if kind is Kind.PERCENT and isinstance(value, int):
        return percent_text(value)
    if kind is Kind.AREA and isinstance(value, int):
        return area_text(value, unit or "m²")
    return _own(value)


def _own(value: Value | None) -> Any:  # noqa: ANN401 - a plain JSON value
    match value:
        case Money():
            money: JsonObject = {"amount": amount_text(value.pence)}
            return {**money, "vat": value.vat.value} if value.vat else money
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value
