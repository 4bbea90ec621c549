"""The outline document of a procurement whose decision is on record."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from evaluation.outline.case import Case
from evaluation.outline.conflicts import NOTHING_SAID, Assessment
from rules.money import Money
from rules.uk_time import day_of
from rules.vocabulary.labels import label
from rules.wording import counted
from webapp.documents.outline import Outline, outline
from webapp.services.decisions.deciding import rules_have_changed
from webapp.services.outlines.built import built_in
from webapp.services.parts import every_part
from webapp.services.preparing.procurements import Preparation, opened
from webapp.store import Session, Store, audit

_MOST_RISKS = 5


class OutlineRefused(StrEnum):
    """Why there is no outline to show."""

    NO_SUCH_PROCUREMENT = "no such procurement"
    NOT_DECIDED = "not decided"
    RULES_CHANGED = "rules changed"


def outline_of(store: Store, procurement_id: UUID) -> Outline | OutlineRefused:
    """Return the outline of what was decided, the same whenever it is asked for.

    It is issued on the day of the decision by whoever had it made, and carries the hash that
    the audit log gave to that act.
    """
    with store.reading() as session:
        found = opened(session, procurement_id)
        if found is None:
            return OutlineRefused.NO_SUCH_PROCUREMENT
        recorded = found.recorded
        if recorded is None or not found.is_recorded:
            return OutlineRefused.NOT_DECIDED
        if rules_have_changed(found):
            return OutlineRefused.RULES_CHANGED
        head = audit.last_sha256_of(session, "decide", subject=f"procurement/{procurement_id}")
        made = outline_in(
            session,
            found,
            day=recorded.decided_at,
            prepared_by=recorded.decided_by,
            audit_head=head,
        )
        return made or OutlineRefused.NOT_DECIDED


def outline_in(
    session: Session,
    found: Preparation,
    *,
    day: datetime,
    prepared_by: str,
    audit_head: str,
    assessed: Assessment = NOTHING_SAID,
) -> Outline | None:
    """Return the outline of a procurement, None while the rules can't be asked.

    Args:
        session: What the parts are read through.
        found: The procurement.
        day: The moment on whose day, in the United Kingdom, it is issued.
        prepared_by: Who is named as having prepared it.
        audit_head: The head of the audit log that it carries.
        assessed: What is said of the conflicts assessment, once the outline is submitted.
    """
    procurement, decision = found.journey.procurement, found.decision
    if procurement is None or decision is None:
        return None
    return outline(
        procurement,
        decision,
        found.stack,
        issued_on=day_of(day),
        prepared_by=prepared_by,
        audit_head=audit_head,
        built=replace(built_in(session, found.id), assessed=assessed),
    )


def brief_in(session: Session, found: Preparation) -> dict[str, object]:
    """Return what an agenda shows of an outline: the ask, the value, the tier and the risks."""
    held = every_part(session, found.id).get("case")
    case = held.value if held is not None and isinstance(held.value, Case) else Case()
    value = found.journey.answers.get("estimated_value")
    tier = found.decision.value("social_value_tier") if found.decision else None
    risks = [f"{risk.what} ({risk.words.lower()})" for risk in case.risks_ranked[:_MOST_RISKS]]
    if left := len(case.risks) - len(risks):
        risks.append(f"and {counted(left, 'further risk')}")
    return {
        "ask": case.ask or f"To approve that “{found.title}” is bought.",
        "value": str(value) if isinstance(value, Money) else "",
        "tier": label("social_value_tier", str(tier)) if tier is not None else "",
        "risks": risks,
    }
