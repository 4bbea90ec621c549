"""Where the work of a task goes on, if that is further in than the page that it begins with."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from evaluation.outline.case import GROUPS, Case, missing
from evaluation.outline.lots import Division, Lots
from rules.decision import Decision
from webapp.services.parts.kinds import CASE, CRITERIA, LOTS
from webapp.services.preparing.effects import needs_reach
from webapp.services.tasks.overview import Overview
from webapp.services.tasks.standing import Way

_LEAST_LOTS = 2


def into_case(case: Case, decision: Decision | None) -> Way | None:
    """Return the page of the case that asks for what is missing, None where nothing is."""
    lacking = set(missing(case, needs_reach=needs_reach(decision)))
    group = next((group for group in GROUPS if lacking & set(group.prompts)), None)
    if group is not None:
        return Way("case.texts", group.slug)
    return None if case.risks else Way("risks.add_risk")


def into_lots(lots: Lots) -> Way | None:
    """Return the page of the lots that asks for what is missing, None where nothing is."""
    if lots.division is Division.NOT_CONSIDERED:
        return Way("lots.division")
    too_few = lots.division is Division.DIVIDED and len(lots.lots) < _LEAST_LOTS
    return Way("lots.add_lot") if too_few else None


def _of_case(overview: Overview) -> Way | None:
    held = overview.held(CASE)
    return into_case(held.value if held else Case(), overview.preparation.decision)


def _of_lots(overview: Overview) -> Way | None:
    held = overview.held(LOTS)
    return into_lots(held.value if held else Lots())


def _of_criteria(overview: Overview) -> Way | None:
    return None if overview.held(CRITERIA) else Way("criteria.start")


WAYS_IN: Mapping[str, Callable[[Overview], Way | None]] = MappingProxyType(
    {"case.case": _of_case, "lots.lots": _of_lots, "criteria.criteria": _of_criteria}
)
"""By the endpoint of a task, what tells where its work goes on."""
