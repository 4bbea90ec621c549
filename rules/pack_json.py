"""A pack as JSON: `podium/pack/1`."""

from datetime import date
from typing import Any

from rules.condition import AllOf, Comparison, Condition, FactName, Literal, Operand, ParameterName
from rules.pack import Clause, Due, Duty, Indicator, Outcome, Pack, Parameter, Rule, Source
from rules.serialisation import json_value
from rules.vocabulary import CONCLUSION_BY_NAME, Kind


def pack_json(pack: Pack) -> dict[str, Any]:
    """Return a pack as `podium/pack/1`: its values, rules, outcomes and texts."""
    return {
        "format": "podium/pack/1",
        "id": pack.id,
        "title": pack.title,
        "kind": pack.kind.value,
        "version": pack.version,
        "sha256": pack.sha256,
        "from": pack.from_on.isoformat(),
        "until": pack.until_on.isoformat() if pack.until_on else None,
        "stands_on": list(pack.stands_on),
        "authority": pack.authority or None,
        "pillars": [{"id": item.id, "title": item.title} for item in pack.pillars],
        "bodies": [{"id": item.id, "title": item.title} for item in pack.bodies],
        "parameters": [_parameter_json(item) for item in pack.parameters],
        "rules": [_rule_json(rule) for rule in pack.rules],
        "outcomes": [_outcome_json(item) for item in pack.outcomes],
        "indicators": [_indicator_json(item) for item in pack.indicators],
        "clauses": [_clause_json(item) for item in pack.clauses],
        "duties": [_duty_json(item) for item in pack.duties],
        "sources": [_source_json(source) for source in pack.sources],
    }


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "theme": outcome.theme,
        "title": outcome.title,
        "wording": outcome.wording,
        "indicators": list(outcome.indicators),
        "cites": [str(cite) for cite in outcome.cites],
    }


def _indicator_json(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "title": indicator.title,
        "unit": indicator.unit,
        "outcome": indicator.outcome,
        "carried_by": indicator.carried_by,
        "because": indicator.because,
        "example": indicator.example,
    }


def _clause_json(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "version": clause.version,
        "indicator": clause.indicator,
        "question": clause.question,
        "obligation": clause.obligation,
        "kpi": clause.kpi,
        "evidence": clause.evidence,
        "if_missed": clause.if_missed,
    }


def _duty_json(duty: Duty) -> dict[str, Any]:
    return {
        "id": duty.id,
        "title": duty.title,
        "text": duty.text,
        "notice": duty.notice or None,
        "due": None if duty.due is None else _due_json(duty.due),
        "cites": [str(cite) for cite in duty.cites],
        "confidence": duty.confidence.value,
    }


def _due_json(due: Due) -> dict[str, Any]:
    days = due.days
    return {
        "days": {"parameter": days.id} if isinstance(days, ParameterName) else days,
        "kind": due.kind,
        _side(due): due.event,
    }


def _side(due: Due) -> str:
    """Return the key that an event stands under, as a pack is written."""
    if due.is_before:
        return "before"
    return "beginning_with" if due.begins_with else "after"


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind,
        "reference": source.reference,
        "seen_at": source.seen_at,
        "confidence": source.confidence.value,
        "review_by": _day(source.review_by),
        "covers": [
            {"at": item.at, "carried_by": list(item.carried_by), "because": item.because}
            for item in source.covers
        ],
    }


def _parameter_json(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "title": parameter.title,
        "type": parameter.kind.value,
        "set_by_authority": parameter.set_by_authority,
        "why": parameter.why,
        "review_by": _day(parameter.review_by),
        "values": [
            {
                "from": item.from_on.isoformat(),
                "until": item.until_on.isoformat() if item.until_on else None,
                "is": json_value(item.value, parameter.kind),
                "cites": [str(cite) for cite in item.cites],
                "confidence": item.confidence.value,
                "review_by": _day(item.review_by),
            }
            for item in parameter.values
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "stage": rule.stage.name.lower(),
        "from": rule.from_on.isoformat(),
        "until": rule.until_on.isoformat() if rule.until_on else None,
        "when": _condition_json(rule.when),
        "then": {name: _operand_json(operand, name) for name, operand in rule.then},
        "because": rule.because,
        "cites": [str(cite) for cite in rule.cites],
        "overrides": list(rule.overrides),
        "confidence": rule.confidence.value,
        "waivable_by": rule.waivable_by or None,
    }


def _condition_json(condition: Condition) -> object:
    if isinstance(condition, Comparison):
        return condition.text
    key = "all" if isinstance(condition, AllOf) else "any"
    return {key: [_condition_json(part) for part in condition.parts]}


def _operand_json(operand: Operand, name: str) -> object:
    match operand:
        case Literal(values):
            kind = CONCLUSION_BY_NAME[name].kind
            shown = [json_value(value, kind) for value in values]
            return shown if kind is Kind.IDS else shown[0]
        case ParameterName(id_):
            return {"parameter": id_}
        case FactName(other):
            return {"fact": other}
