"""The thread of a procurement read from the record: the plan, the model, and what bids came to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from evaluation.model import CommitmentsCriterion, Model, Question
from evaluation.outline.clauses import ClauseChoice, Clauses, Part, Take
from evaluation.outline.criteria import Criteria, model_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Proposal, Use
from evaluation.panel.visibility import Sight
from evaluation.thread import Criterion, Measure, Outcome, Strands, Thread, thread_of
from evaluation.wording import exactly, unit_words
from rules.wording import sentence
from webapp.roles import READERS
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.parts import Held, every_part
from webapp.services.parts.kinds import CLAUSES, CRITERIA, PROPOSAL
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.tendering.published import published_of
from webapp.services.thread.bids import evaluation_of, promises, results, scores
from webapp.store import Session, Store, award_steps

_T = TypeVar("_T")
_UNNAMED = "No clause of the library"


@dataclass(frozen=True, slots=True)
class AwardStepTold:
    """A step of the award: what, by whom, when, and the number of the evaluation it rests on.

    Why it was taken stands on the page of the award.
    """

    state: str
    by: str
    at: datetime
    run: int


@dataclass(frozen=True, slots=True, eq=False)
class Threaded:
    """A procurement with its thread; `access` says what of the bids is on it, and why not more.

    `award` are the steps of the award in order, for whoever may see the result.
    """

    id: UUID
    organisation_id: UUID
    reference: str
    title: str
    thread: Thread
    access: PanelAccess
    award: tuple[AwardStepTold, ...]


def thread_for(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> Threaded | Refused:
    """Return the thread of a procurement as a person may see it, in a fixed number of queries.

    Whoever only scores sees of the plan what was published.
    """
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return NO_PROCUREMENT
        access = panel_access(session, person, procurement_id, now=now)
        held = person.roles_in(preparation.organisation_id, procurement_id)
        strands = _strands(session, preparation, access, is_reader=bool(held & READERS))
        return Threaded(
            procurement_id,
            preparation.organisation_id,
            preparation.reference,
            preparation.title,
            thread_of(strands),
            access,
            tuple(_award(session, access)),
        )


def _strands(
    session: Session, preparation: Preparation, access: PanelAccess, *, is_reader: bool
) -> Strands:
    parts = every_part(session, preparation.id)
    proposal = _value(parts.get(PROPOSAL.name), Proposal) or Proposal()
    clauses = _value(parts.get(CLAUSES.name), Clauses) or Clauses()
    criteria = _value(parts.get(CRITERIA.name), Criteria) or Criteria()
    published = published_of(session, preparation.id)
    model = published.model if published else model_of(criteria) if is_reader else None
    if model is None:
        return Strands()
    asked = {one.id: one.indicators for one in criteria.criteria}
    used = frozenset(one for ids in asked.values() for one in ids) | frozenset(model.measures)
    choices = [one for one in proposal.choices if is_reader or one.measure in used]
    measures = tuple(_measures(preparation, choices, clauses, model))
    evaluated = evaluation_of(session, access)
    served = {one.outcome for one in measures} | set(model.outcomes.values())
    return Strands(
        outcomes=tuple(_outcomes(preparation, served)),
        measures=measures,
        criteria=tuple(_criteria(model, asked)),
        promises=promises(session, access, model, evaluated),
        scores=scores(session, access, model),
        results=results(access, model, evaluated),
    )


def _award(session: Session, access: PanelAccess) -> Iterator[AwardStepTold]:
    if access.sees(Sight.RESULT):
        for row in award_steps.steps(session, access.standing.procurement_id):
            yield AwardStepTold(row.step.state, row.by, row.step.made_at, row.run)


def _value(held: Held[object] | None, kind: type[_T]) -> _T | None:
    return held.value if held is not None and isinstance(held.value, kind) else None


def _outcomes(preparation: Preparation, served: set[str]) -> Iterator[Outcome]:
    stack = preparation.stack
    for outcome in stack.outcomes.values():
        if outcome.id in served:
            pillar = stack.title_of(outcome.theme)
            cites = (stack.full_citation(one) for one in outcome.cites)
            yield Outcome(outcome.id, outcome.title, (f"Pillar: {pillar}", outcome.wording, *cites))


def _measures(
    preparation: Preparation, choices: list[Choice], clauses: Clauses, model: Model
) -> Iterator[Measure]:
    """Yield the measures of the proposal, and those that the model alone asks about."""
    ground = preparation.ground
    for choice in choices:
        if choice.use is not Use.LEFT_OUT or choice.measure in model.measures:
            yield _chosen(preparation, ground, choice, clauses.choice(choice.measure))
    chosen = {choice.measure for choice in choices}
    for id_, (_, measure) in model.measures.items():
        if id_ not in chosen:
            yield Measure(id_, measure.title, measure.outcome, (_counted_in(measure.unit),))


def _counted_in(unit: str) -> str:
    return f"Counted in {unit_words(unit)}"


def _chosen(
    preparation: Preparation, ground: Ground | None, choice: Choice, clause: ClauseChoice | None
) -> Measure:
    own = choice.own
    indicator = preparation.stack.indicators.get(choice.measure)
    unit = own.unit if own else indicator.unit if indicator else ""
    outcome = own.outcome if own else indicator.outcome if indicator else ""
    words = (choice.use.words, _counted_in(unit) if unit else "", choice.because)
    return Measure(
        choice.measure,
        own.title if own else preparation.stack.title_of(choice.measure),
        outcome,
        tuple(one for one in words if one),
        tuple(_rules(preparation, ground, choice.measure)),
        _clause(choice.measure, clause),
    )


def _rules(preparation: Preparation, ground: Ground | None, measure: str) -> Iterator[Outcome]:
    for id_ in ground.rules_proposing(measure) if ground else ():
        rule = preparation.stack.rules.get(id_)
        if rule is not None:
            cites = (preparation.stack.full_citation(one) for one in rule.cites)
            yield Outcome(id_, rule.title, tuple(cites))


def _clause(measure: str, choice: ClauseChoice | None) -> Outcome | None:
    if choice is None or choice.take is Take.NONE:
        return None
    texts = choice.texts
    words = (
        f"{part.words}: {texts.of(part)}"
        for part in (Part.OBLIGATION, Part.KPI, Part.EVIDENCE, Part.IF_MISSED)
        if texts.of(part)
    )
    id_ = choice.clause or f"{measure}-clause"
    taken = f"Taken from the library: {choice.take.words}" if choice.clause else _UNNAMED
    return Outcome(id_, f"Clause {id_}", (sentence(taken), *words))


def _criteria(model: Model, asked: dict[str, tuple[str, ...]]) -> Iterator[Criterion]:
    for item in model.walk:
        path = model.paths[item.id]
        weight = model.effective_weights.get(item.id)
        own = [one.id for one in item.measures] if isinstance(item, CommitmentsCriterion) else []
        points = f"Can earn {exactly(weight)} of 100 points" if weight is not None else ""
        told = item.asked.split() if isinstance(item, Question) else []
        question = f"Asked: {' '.join(told)}" if told else ""
        yield Criterion(
            item.id,
            item.title,
            within=path[-2] if len(path) > 1 else "",
            outcome=item.outcome,
            measures=tuple(dict.fromkeys((*own, *asked.get(item.id, ())))),
            words=tuple(one for one in (points, question) if one),
        )
