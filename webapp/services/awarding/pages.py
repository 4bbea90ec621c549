"""What the page of the award shows: the recommendation, its approval, and what is in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from evaluation.model import Method
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from evaluation.settling.issues import Issue
from evaluation.wording import pounds
from webapp.documents.report.words import measure_words
from webapp.services.accounts import Person
from webapp.services.awarding.acting import Actor, actor_of
from webapp.services.awarding.approving import UNDECLARED, why_not_approve
from webapp.services.awarding.recommending import why_not_recommend, why_not_withdraw
from webapp.services.awarding.resting import LastRun, resting_of
from webapp.services.awarding.reversing import why_not_decide, why_not_reverse
from webapp.services.awarding.route import AwardRoute, route_of
from webapp.services.lot_awards.holding import taken_out_words
from webapp.services.lot_awards.standing import LotPlace
from webapp.services.panel.access import PanelAccess
from webapp.services.refusals import Refused
from webapp.services.settling.acting import NOT_MODERATED
from webapp.services.settling.judging import Judged
from webapp.services.tendering.published import has_lots
from webapp.store import Store
from webapp.store.award_steps import StepRow


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of the award, as its page tells it."""

    number: int
    state: str
    because: str
    by: str
    role: str
    body: str
    minute: str
    on_day: date | None
    at: datetime
    run: int


@dataclass(frozen=True, slots=True)
class First:
    """The tender that came first in the last evaluation: whose it is, and its price in words."""

    bidder: str
    total: str
    price: str


@dataclass(frozen=True, slots=True, eq=False)
class AwardPage:
    """The award of a tender as one person sees it.

    `first` is None while nothing is first alone, or the evaluation is out of date. `issues` stand
    in the way of a recommendation. The refusals say why who asks can't take that step now.
    `has_rounds` says that an award was taken back of which bidders had been told, `ended` why
    nothing is done any more once the procurement ended without award. `has_lots` says that the
    contract is divided, `left_out` how many bids were declared lost because nobody could read them.
    `lot` is the lot of another procurement that it tenders, None where it tenders none;
    `is_lot_by_lot` says that its own lots are awarded together, so that it is not as a whole, and
    `taken_out` that it was awarded together with other lots and taken out since, empty if not.
    """

    title: str
    procurement_id: UUID
    phase: Phase
    run: LastRun | None
    first: First | None
    issues: tuple[Issue, ...]
    route: AwardRoute
    steps: tuple[StepShown, ...]
    is_officer: bool
    not_recommending: Refused | None
    not_withdrawing: Refused | None
    not_approving: Refused | None
    not_reversing: Refused | None
    not_deciding: Refused | None
    has_rounds: bool
    ended: Refused | None
    has_lots: bool
    left_out: int
    lot: LotPlace | None
    is_lot_by_lot: bool
    taken_out: str

    @property
    def is_to_declare(self) -> bool:
        """Whether nothing but their declaration of interests keeps who asks from deciding."""
        return UNDECLARED in {self.not_approving, self.not_deciding}

    @property
    def asked(self) -> StepShown | None:
        """The step that asks that the award be taken back, None where none waits."""
        states = ("reversal_asked", "upheld", "reversed")
        last = next((one for one in reversed(self.steps) if one.state in states), None)
        return last if last and last.state == "reversal_asked" else None

    @property
    def recommendation(self) -> StepShown | None:
        """The recommendation that stands, None without one."""
        if not self.phase.is_at_least(Phase.RECOMMENDED):
            return None
        return next((one for one in reversed(self.steps) if one.state == "recommended"), None)

    @property
    def approval(self) -> StepShown | None:
        """The approval that stands, None without one."""
        if not self.phase.is_at_least(Phase.APPROVED):
            return None
        return next((one for one in reversed(self.steps) if one.state == "approved"), None)


def award_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> AwardPage | Refused:
    """Return the award of a tender, for whoever may see its result."""
    with store.reading() as session:
        actor = actor_of(session, person, procurement_id, now=now)
        if isinstance(actor, Refused):
            return actor
        is_officer = person.id in actor.scene.officers
        if refused := _kept(actor, is_officer=is_officer):
            return refused
        resting = resting_of(session, procurement_id)
        route = route_of(resting.judged)
        return AwardPage(
            title=actor.scene.title,
            procurement_id=procurement_id,
            phase=actor.phase,
            run=resting.run,
            first=_first(resting.judged, actor.access)
            if resting.run and resting.run.is_current
            else None,
            issues=resting.issues,
            route=route,
            steps=_steps(actor.steps),
            is_officer=is_officer,
            not_recommending=why_not_recommend(actor),
            not_withdrawing=why_not_withdraw(actor),
            not_approving=why_not_approve(actor, route),
            not_reversing=why_not_reverse(actor),
            not_deciding=why_not_decide(actor, route),
            ended=actor.access.standing.ended.refused if actor.access.standing.ended else None,
            has_lots=has_lots(session, procurement_id),
            left_out=len(resting.judged.tender.unread),
            lot=resting.lots.place,
            is_lot_by_lot=resting.lots.is_lot_by_lot,
            taken_out="" if resting.lots.place else taken_out_words(session, procurement_id),
            has_rounds=any(one.step.state == "reversed" for one in actor.steps),
        )


def _kept(actor: Actor, *, is_officer: bool) -> Refused | None:
    """Return why somebody sees nothing of the award yet."""
    if actor.access.sees(Sight.RESULT):
        return None
    if is_officer and actor.access.refused is None:
        return None if actor.phase.is_at_least(Phase.MODERATED) else NOT_MODERATED
    return actor.access.refused or NOT_MODERATED


def _first(found: Judged, access: PanelAccess) -> First | None:
    evaluation = found.evaluation
    if evaluation is None or evaluation.winner is None:
        return None
    result = evaluation.by_id[evaluation.winner]
    measured, total = result.measured, ""
    if measured is not None:
        total = measure_words(measured.value, evaluation.method, evaluation.places)
        total += " points" if evaluation.method is Method.WEIGHTED_SUM else ""
    price = found.tender.by_id[evaluation.winner].price
    if price is None or not access.sees(Sight.PRICES):
        return First(result.bidder, total, "")
    return First(result.bidder, total, pounds(price))


def _steps(rows: Sequence[StepRow]) -> tuple[StepShown, ...]:
    return tuple(
        StepShown(
            number=one.step.number,
            state=one.step.state,
            because=one.step.because,
            by=one.by,
            role=one.step.role,
            body=one.step.body,
            minute=one.step.minute,
            on_day=one.step.on_day,
            at=one.step.made_at,
            run=one.run,
        )
        for one in rows
    )
