"""A second procurement of the demonstration, built to the end and put before the panel.

What its buyer writes is invented, and says so: the notice tells nothing of risks or budgets.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from evaluation.outline.case import Case, Level, Risk
from evaluation.outline.checklist import Checklist, Item, State, Topic
from evaluation.outline.clause_problems import library_clause
from evaluation.outline.clauses import Clauses, Filled, as_it_is
from evaluation.outline.conflicts import Assessment
from evaluation.outline.criteria import basis_of
from evaluation.outline.criteria.templates import TEMPLATES, built_from
from evaluation.outline.ground import Ground
from evaluation.outline.lots import Division, Lots
from evaluation.outline.proposal import Choice, Proposal, Screened, Use
from evaluation.outline.sheet import rows_of
from rules.uk_time import UK, day_of
from rules.vocabulary import FACT_BY_NAME, Supply, Value
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.agenda import put_on
from webapp.services.approval.meetings import Called, call_meeting
from webapp.services.criteria import open_criteria, run_stress_test
from webapp.services.decisions.deciding import decide_procurement
from webapp.services.demonstration.notice import Demonstration
from webapp.services.demonstration.people import DemonstrationFailed, Seat
from webapp.services.demonstration.record import demonstrated
from webapp.services.parts import Kind, save_part
from webapp.services.parts.kinds import CASE, CHECKLIST, CLAUSES, CRITERIA, LOTS, PROPOSAL
from webapp.services.preparing.answering import Saved, answer_page
from webapp.services.preparing.procurements import (
    Preparation,
    Started,
    open_procurement,
    opened,
    start_procurement,
)
from webapp.services.submission.submitting import Submitted, fingerprint, submit
from webapp.store import Store

T = TypeVar("T")
REFERENCE = "DEMO-2026-002"
BODY = "procurement-panel"
COMMENCES_AFTER = timedelta(days=28)
MEETS_AFTER = timedelta(days=14)
_INVENTED = "Invented for the demonstration."
_JUDGED = f"Gone through with the council's solicitor, who sees no obstacle. {_INVENTED}"

_CHECKLIST = Checklist(
    tuple(
        Item(topic, State.DONE, note)
        for topic, note in (
            (Topic.REVIEW, f"The present contract meets its mowing standard. {_INVENTED}"),
            (Topic.NEEDS, f"214 sites, nine hectares more by 2028. {_INVENTED}"),
            (Topic.CONSULTATION, f"Considered; friends' groups were asked. {_INVENTED}"),
            (Topic.MARKET, f"Nine firms came, four of them small. {_INVENTED}"),
            (Topic.SPECIFICATION, f"Output based, peat-free planting required. {_INVENTED}"),
        )
    )
)
_CASE = Case(
    need=f"The contract for grounds maintenance ends next spring. {_INVENTED}",
    options="Doing it ourselves needs a depot; the framework has no small firms on it; a contract "
    "of our own serves both ends.",
    budget="Parks revenue, for the whole term; four per cent is held for rising prices.",
    approved_where="The council's budget meeting, as part of the parks revenue.",
    reach="Open spaces in the wards with the poorest health are cut first, and paths stay open to "
    "wheelchairs during works. The equality impact assessment found no group worse off. "
    f"{_INVENTED}",
    ask="To approve that grounds maintenance is bought by a competition, with its social value.",
    risks=(
        Risk(
            "Fewer than three firms bid",
            Level.MEDIUM,
            Level.HIGH,
            "Early engagement, and six weeks to tender",
            "Head of parks",
        ),
        Risk(
            "Fuel and wages rise faster than the index",
            Level.MEDIUM,
            Level.MEDIUM,
            "The price follows a published index once a year",
            "Contract manager",
        ),
    ),
)
_LOTS = Lots(
    Division.WHOLE, "One crew works all areas in turn; two contracts would need two depots."
)
_ASSESSMENT = Assessment(
    asked=f"The buyer, the head of parks, the panel and its adviser on horticulture. {_INVENTED}",
    found="None was found. That the adviser worked until 2019 for a firm that may bid could be "
    "taken for one: the adviser speaks of plants alone, sees no price and scores no bid. "
    f"{_INVENTED}",
    is_prepared=True,
)
_UNTOLD: Mapping[str, Value] = MappingProxyType(
    {
        "extension_months": 0,
        "procedure": "open",
        "tenders_invited_from": "any_supplier",
        "qualifying_planned_procurement_notice": False,
        "electronic_submission": True,
        "documents_supplied_together": True,
        "state_of_urgency": False,
    }
)
"""Answers that the notice does not tell, so that no question is left open."""

_FILLED = (Filled("quantity", "4"), Filled("percent", "25"))
_DUE = timedelta(days=730)


def put_before_panel(store: Store, shown: Demonstration, *, now: datetime) -> bool:
    """Build a procurement as its buyer would, submit it, and call the panel; False if it is there.

    Raises:
        DemonstrationFailed: A step was refused, which no step of the demonstration should be.
    """
    buyer = demonstrated(store, Seat(Role.BUYER))
    started = start_procurement(
        store,
        buyer,
        organisation_id=buyer.memberships[0].organisation_id,
        reference=REFERENCE,
        title="Grounds maintenance, the next contract (invented)",
        now=now,
    )
    if not isinstance(started, Started) or not started.is_new:
        return False
    procurement_id = started.procurement_id
    _decide(store, buyer, procurement_id, shown, now=now)
    _build(store, buyer, procurement_id, now=now)
    version_id = _submit(store, buyer, procurement_id, now=now)
    _call(store, buyer, version_id, now=now)
    return True


def _decide(
    store: Store, buyer: Person, procurement_id: UUID, shown: Demonstration, *, now: datetime
) -> None:
    commences = day_of(now) + COMMENCES_AFTER
    facts = replace(shown.procurement, commenced_on=commences).facts()
    asked: dict[str, Value | None] = {
        name: value for name, value in facts.items() if FACT_BY_NAME[name].supply is Supply.ASKED
    }
    asked |= _UNTOLD
    saved = answer_page(
        store, buyer, procurement_id=procurement_id, answers=asked, version=1, now=now
    )
    if not isinstance(saved, Saved):
        raise _failed("the answers", saved)
    decide_procurement(store, buyer, procurement_id=procurement_id, version=saved.version, now=now)


def _build(store: Store, buyer: Person, procurement_id: UUID, *, now: datetime) -> None:
    found = _preparation(store, procurement_id)
    if found.decision is None:
        raise _failed("the decision", "no decision")
    ground = Ground(found.decision, found.stack)
    proposal = _proposal(ground)
    criteria = built_from(
        TEMPLATES[0],
        basis_of(found.decision, found.stack, proposal),
        counts_promises=False,
    )

    def keep(kind: Kind[T], value: T) -> None:
        save_part(
            store, buyer, procurement_id=procurement_id, kind=kind, value=value, revision=0, now=now
        )

    keep(CHECKLIST, _CHECKLIST)
    keep(CASE, _CASE)
    keep(LOTS, _LOTS)
    keep(PROPOSAL, proposal)
    keep(CLAUSES, _clauses(ground, due=(now + _DUE).date().isoformat()))
    keep(CRITERIA, criteria)
    opened_criteria = open_criteria(store, procurement_id)
    if opened_criteria is not None:
        run_stress_test(
            store,
            buyer,
            procurement_id=procurement_id,
            revision=opened_criteria.revision,
            now=now,
        )


def _proposal(ground: Ground) -> Proposal:
    """Return the proposal that takes everything as the rules propose it.

    What the machine leaves to a person is answered as a person would, with an invented reason.
    """
    choices = tuple(
        Choice(
            row.measure,
            row.use,
            "",
            tuple(
                Screened(one.screen, passes=True, because=one.reason or _JUDGED)
                for one in row.suggested
            ),
        )
        for row in rows_of(Proposal(), ground)
    )
    return Proposal(choices, ground.figure("social_value_recommended"))


def _clauses(ground: Ground, *, due: str) -> Clauses:
    """Return the library's clauses, the gaps of obligations filled: bidders fill the others."""
    found = ((measure, library_clause(measure, ground)) for measure in ground.proposed)
    choices = tuple(
        as_it_is(measure, clause)
        if (ground.proposed_use(measure) or Use.AWARD).is_award
        else replace(as_it_is(measure, clause), filled=_FILLED)
        for measure, clause in found
        if clause is not None
    )
    return Clauses(choices, (Filled("due", due),))


def _submit(store: Store, buyer: Person, procurement_id: UUID, *, now: datetime) -> UUID:
    with store.reading() as session:
        found = opened(session, procurement_id)
        if found is None:
            raise _failed("the submission", "no procurement")
        read = fingerprint(session, found, after=0)
    outcome = submit(
        store,
        buyer,
        procurement_id=procurement_id,
        read=read,
        why="",
        assessment=_ASSESSMENT,
        now=now,
    )
    if not isinstance(outcome, Submitted):
        raise _failed("the submission", outcome)
    return outcome.version_id


def _call(store: Store, buyer: Person, version_id: UUID, *, now: datetime) -> None:
    chair = demonstrated(store, Seat(Role.PANEL_CHAIR))
    day = day_of(now) + MEETS_AFTER
    called = call_meeting(
        store,
        chair,
        organisation_id=buyer.memberships[0].organisation_id,
        body=BODY,
        starts_at=datetime.combine(day, time(10), UK),
        place="Council House, committee room 2 (invented)",
        now=now,
    )
    if not isinstance(called, Called):
        raise _failed("the meeting", called)
    put_on(store, chair, meeting_id=called.meeting_id, version_id=version_id, now=now)


def _preparation(store: Store, procurement_id: UUID) -> Preparation:
    found = open_procurement(store, procurement_id)
    if found is None:
        raise _failed("the procurement", "no procurement")
    return found


def _failed(what: str, outcome: object) -> DemonstrationFailed:
    return DemonstrationFailed(
        REFERENCE, f"{what} came out as {outcome}", "Start in a new folder: set PODIUM_INSTANCE"
    )
