"""Whether an outline can be submitted: each topic contributes its check to the registry below."""

from collections.abc import Iterator, Mapping, Sequence

from evaluation.outline import case as cases
from evaluation.outline import lots as lots_of
from evaluation.outline.checklist import Checklist
from rules.money import Money
from rules.wording import counted, lower_first
from webapp.roles import PANEL, Role
from webapp.services.approval.routing import routing_of
from webapp.services.criteria.readiness import criteria_check
from webapp.services.decisions.deciding import rules_have_changed
from webapp.services.parts import KINDS, Held, every_part
from webapp.services.parts.looking import PAGES, looked_at_because
from webapp.services.preparing.effects import needs_reach
from webapp.services.preparing.procurements import Preparation
from webapp.services.proposals.readiness import check_clauses, check_proposal
from webapp.services.submission.problems import Check, Ground, Problem
from webapp.store import Session
from webapp.store import panels as panel_rows

NOT_DECIDED = Problem(
    "The decision on these answers is not on record",
    "Check the answers, and have it recorded",
    "decision.decision",
)
ANSWERS_MISSING = Problem(
    "Answers are missing, so the rules can't be asked yet",
    "Answer the questions that are open",
    "questions.check_answers",
)
RULES_CHANGED = Problem(
    "The law, the policy or the settings have changed since the decision was recorded",
    "Look at what changed, and decide again",
    "again.decided_again",
)


def _decision(ground: Ground) -> Iterator[Problem]:
    preparation = ground.preparation
    if preparation.decision is None:
        yield ANSWERS_MISSING
    elif not preparation.is_recorded:
        yield NOT_DECIDED
    elif has_changed_rules(preparation):
        yield RULES_CHANGED


def has_changed_rules(preparation: Preparation) -> bool:
    """Return whether the recorded decision is of other packs or settings than today's."""
    recorded = preparation.recorded
    if recorded is None:
        return False
    digests = tuple(sha256 for _, sha256 in recorded.packs)
    return digests != preparation.stack_today.digests or rules_have_changed(preparation)


def _deciders(ground: Ground) -> Iterator[Problem]:
    preparation = ground.preparation
    if preparation.decision is None or not preparation.is_recorded:
        return
    routing = routing_of(preparation.decision, preparation.stack)
    roles = {Role.PROCUREMENT_OFFICER} if routing.is_delegated else PANEL
    holders = panel_rows.holders(
        ground.session, preparation.organisation_id, roles, procurement_id=preparation.id
    )
    if not holders:
        whose = "procurement officer" if routing.is_delegated else "panel"
        yield Problem(
            f"Nobody holds a role of the {whose}, so nobody could decide on it",
            "Ask your administrator to give the roles",
            "procurements.procurement",
        )


def _checklist(ground: Ground) -> Iterator[Problem]:
    held = ground.parts.get("checklist")
    checklist = held.value if held else None
    if not isinstance(checklist, Checklist):
        yield Problem(
            "The commissioning checklist has not been begun",
            "Say how far each stage has come",
            "checklist.checklist",
        )
    elif checklist.incomplete:
        left = counted(len(checklist.incomplete), "stage is", "stages are")
        yield Problem(
            f"{left} neither done nor left out for a reason in the commissioning checklist",
            "Settle each stage",
            "checklist.checklist",
        )


def _case(ground: Ground) -> Iterator[Problem]:
    held = ground.parts.get("case")
    case = held.value if held else None
    if not isinstance(case, cases.Case):
        yield Problem("The case for the procurement is not written", "Write it", "case.case")
        return
    for prompt in cases.missing(case, needs_reach=needs_reach(ground.preparation.decision)):
        yield Problem(f"The case does not say: {prompt.title}", "Write it", "case.case")
    if not case.risks:
        yield Problem("The case names no risk", "Name the gravest at least", "case.case")


def _lots(ground: Ground) -> Iterator[Problem]:
    held = ground.parts.get("lots")
    lots = held.value if held else None
    if not isinstance(lots, lots_of.Lots):
        yield Problem(
            "It is not said whether the contract is divided into lots",
            "Say which lots, or why there are none",
            "lots.lots",
        )
        return
    value = ground.preparation.journey.answers.get("estimated_value")
    for problem in lots_of.problems(lots, value if isinstance(value, Money) else None):
        yield Problem(problem, "Mend the lots", "lots.lots")


def _looks(ground: Ground) -> Iterator[Problem]:
    for part, names in ground.preparation.looks.items():
        title = lower_first(KINDS[part].title)
        yield Problem(
            f"Another look is due at the {title}, because {looked_at_because(names)}",
            "Change what no longer fits, or say that it is still right",
            PAGES[part],
        )


CHECKS: tuple[Check, ...] = (
    _decision,
    _deciders,
    _checklist,
    _case,
    _lots,
    check_proposal,
    check_clauses,
    criteria_check,
    _looks,
)
"""Every topic's check, in the order of the buyer's task list."""


def blocking(
    session: Session,
    preparation: Preparation,
    *,
    checks: Sequence[Check] = CHECKS,
    parts: Mapping[str, Held[object]] | None = None,
) -> tuple[Problem, ...]:
    """Return what is in the way of submitting a procurement's outline, nothing if it is ready.

    `parts` are those of the procurement, if they have been read already.
    """
    held = every_part(session, preparation.id) if parts is None else parts
    ground = Ground(session, preparation, held)
    return tuple(problem for check in checks for problem in check(ground))
