"""Which way an outline goes: to which bodies with which quorum, or to an officer.

The rules route it, where a policy has rules on that. Where it has none, Podium's own default
stands, which says of itself that it is not the policy's: one panel of the organisation, in which
a majority of those who hold a panel role takes part, at least two.
"""

from dataclasses import dataclass, replace
from typing import Final

from rules.decide import decide_facts
from rules.decision import Approval, Decision, Status
from rules.pack import Citation
from rules.stack import Stack
from rules.wording import listed
from webapp.roles import Role

OWN_PANEL: Final = "own-panel"
"""The id of the body that decides where the policy names none."""

LEAST_MEMBERS: Final = 2
"""How many members take part at least where no rule says so: never one alone."""

_RISK, _HIGH = "procurement_risk", "high_risk"
_ROUTING = ("approval_route", "approval_quorum", "approvals")


@dataclass(frozen=True, slots=True)
class BodyRoute:
    """A body that has to approve an outline, and why.

    `quorum` is the number that the rules conclude, None where no rule does: then a majority of
    the members is needed, as `members_needed` counts it. `cites` is empty for Podium's default.
    """

    id: str
    title: str
    quorum: int | None
    because: str
    cites: tuple[Citation, ...] = ()

    def members_needed(self, members: int) -> int:
        """Return how many members take part at least, of this many who hold a panel role.

        Those who are kept from it, as the outline's author or by a conflict, count among
        `members` and not among those who take part.

        >>> BodyRoute("own-panel", "Panel", None, "").members_needed(7)
        4
        """
        if self.quorum is not None:
            return max(self.quorum, 1)
        return max(members // 2 + 1, LEAST_MEMBERS)


@dataclass(frozen=True, slots=True)
class Routing:
    """Which way an outline goes, and why.

    Either `bodies` holds those who have to approve it, all of them and in this order, or it
    `is_delegated`: then one person in `delegate_role` decides, who is not its author. `is_by_rule`
    is false where the policy names nobody and Podium's default stands. `hangs_on` names the facts
    without an answer that could still change the route; an unknown risk is taken as a high one,
    so that an outline never goes past a panel because a question was left out.
    """

    bodies: tuple[BodyRoute, ...]
    is_delegated: bool
    delegate_role: Role | None
    because: str
    cites: tuple[Citation, ...] = ()
    is_by_rule: bool = True
    hangs_on: tuple[str, ...] = ()


def routing_of(decision: Decision, stack: Stack) -> Routing:
    """Return the route of the outline of what was decided, under the packs that decided it.

    Raises:
        EvaluatorsDisagree: the two evaluators differ on the route of a high risk.
    """
    hangs_on = _hangs_on(decision)
    if _RISK in hangs_on:
        facts = {**decision.facts, _RISK: _HIGH}
        cautious = routing_of(decide_facts(facts, stack, reference=decision.reference), stack)
        because = f"The risk was not stated, and is taken as high. {cautious.because}"
        return replace(cautious, because=because, hangs_on=hangs_on)
    if decision.approvals:
        return _by_bodies(decision, hangs_on)
    if decision.value("approval_route") == "delegated":
        because, cites = _grounds(decision)
        role = Role.PROCUREMENT_OFFICER
        return Routing((), True, role, because, cites, hangs_on=hangs_on)  # noqa: FBT003 - told by its field
    return _by_default(decision, stack, hangs_on)


def _hangs_on(decision: Decision) -> tuple[str, ...]:
    """Return the facts that could still change the route."""
    findings = (decision.findings[name] for name in _ROUTING)
    return tuple(dict.fromkeys(fact for finding in findings for fact in finding.hangs_on))


def _by_bodies(decision: Decision, hangs_on: tuple[str, ...]) -> Routing:
    quorum = decision.value("approval_quorum")
    bodies = tuple(
        _body_route(approval, quorum if isinstance(quorum, int) else None)
        for approval in decision.approvals
    )
    because = " ".join(dict.fromkeys(body.because for body in bodies))
    cites = tuple(dict.fromkeys(cite for body in bodies for cite in body.cites))
    return Routing(
        bodies,
        is_delegated=False,
        delegate_role=None,
        because=because,
        cites=cites,
        hangs_on=hangs_on,
    )


def _body_route(approval: Approval, quorum: int | None) -> BodyRoute:
    return BodyRoute(approval.body, approval.title, quorum, approval.because, approval.cites)


def _grounds(decision: Decision) -> tuple[str, tuple[Citation, ...]]:
    """Return why the route is as it is, and on what grounds."""
    traced = decision.traced()
    entries = [traced[rule] for rule in decision.findings["approval_route"].rules]
    because = " ".join(dict.fromkeys(entry.because for entry in entries))
    return because, tuple(dict.fromkeys(cite for entry in entries for cite in entry.cites))


def _by_default(decision: Decision, stack: Stack, hangs_on: tuple[str, ...]) -> Routing:
    """Return Podium's own default, for want of a rule."""
    because = (
        f"{_silence(decision, stack)} Podium's default stands: the organisation's own panel "
        "decides, if a majority of those who hold a panel role, and at least two, take part."
    )
    panel = BodyRoute(OWN_PANEL, "The organisation’s panel", None, because)
    return Routing(
        (panel,),
        is_delegated=False,
        delegate_role=None,
        because=because,
        is_by_rule=False,
        hangs_on=hangs_on,
    )


def _silence(decision: Decision, stack: Stack) -> str:
    """Return that no rule that was applied says who approves, or that none does yet."""
    if decision.findings["approvals"].status is Status.UNDETERMINED:
        return "Who approves can't be said yet."
    applied = {decision.policy: decision.policy_in_force}
    titles = listed((pack.title for pack in stack.packs if applied.get(pack.id, True)), last="or")
    return f"No rule of {titles} says who approves."
