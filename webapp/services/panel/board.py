"""The panel of a tender as whoever looks after it sees it: who scores what, and how much is in.

Counts are all that is told of scores here: nothing by which any could be compared.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.model import Question
from evaluation.panel.declarations import Handling, declared_of
from evaluation.panel.visibility import Declared, Sight
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, declaration_of, panel_access
from webapp.services.panel.acting import Scene, scene_of
from webapp.services.panel.composition import chair_of, questions_by_evaluator
from webapp.services.panel.due import Due, due_in, why_not_set
from webapp.services.refusals import Refused
from webapp.services.tendering.published import questions_of
from webapp.store import Session, Store, evaluation_workloads, evaluators, outlines
from webapp.store.scoring_tables import EvaluationDeclaration


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who evaluates, or could.

    `asked` is how many scores are asked of them, `given` how many of these are in; `left_with` is
    how many they gave to questions that they score no longer. `rows` and `number` are what a form
    that changes their questions, or judges their declaration, was read at. `hands` says what else
    they had a hand in, which the record reports.
    """

    id: UUID
    name: str
    questions: frozenset[str]
    is_chair: bool
    may_chair: bool
    holds: bool
    declared: Declared
    handling: Handling | None
    detail: str
    asked: int
    given: int
    left_with: int
    rows: int
    number: int
    hands: tuple[str, ...]

    @property
    def is_on_panel(self) -> bool:
        """Whether they score or chair."""
        return self.is_chair or bool(self.questions)


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown to somebody before the terms would: a bidder's name, or the prices."""

    to: str
    bidder: str | None
    because: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """The panel of a tender; `chairings` is what a form that names the chair was read at.

    `people` are those on the panel and those who could be. `unscored` are the questions that
    nobody scores, `alone` those that one person scores alone. `samples` are how many sample answers
    wait for who asks to try their judgement. `due` is until when scores are due, `not_due` why who
    asks can't say so.
    """

    access: PanelAccess
    scene: Scene
    title: str
    questions: tuple[Question, ...]
    people: tuple[Seated, ...]
    bids: int
    chairings: int
    shown: tuple[Shown, ...]
    may_keep: bool
    may_judge: bool
    may_declare: bool
    samples: int
    due: Due | None
    not_due: Refused | None

    @property
    def panel(self) -> tuple[Seated, ...]:
        """Those who score or chair."""
        return tuple(one for one in self.people if one.is_on_panel)

    @property
    def chair(self) -> Seated | None:
        """Who chairs, None before anybody does."""
        return next((one for one in self.people if one.is_chair), None)

    @property
    def unscored(self) -> tuple[Question, ...]:
        """The questions that nobody scores."""
        return self._scored_by(0)

    @property
    def alone(self) -> tuple[Question, ...]:
        """The questions that one person scores alone."""
        return self._scored_by(1)

    def person(self, user_id: UUID) -> Seated | None:
        """Return somebody who is on the panel or could be."""
        return next((one for one in self.people if one.id == user_id), None)

    def _scored_by(self, many: int) -> tuple[Question, ...]:
        return tuple(
            one
            for one in self.questions
            if sum(one.id in person.questions for person in self.people) == many
        )


def board_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> Board | Refused:
    """Return the panel of a tender, in a number of queries that does not grow with it."""
    with store.reading() as session:
        return board_in(session, person, procurement_id, now=now)


def board_in(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Board | Refused:
    """Return the panel of a tender as it stands in a transaction."""
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused):
        return scene
    access = panel_access(session, person, procurement_id, now=now)
    chairings = evaluators.chairings(session, procurement_id)
    may_keep = person.id in scene.officers
    return Board(
        access=access,
        scene=scene,
        title=scene.title,
        questions=questions_of(session, procurement_id),
        people=_people(session, access, scene, chair_of(chairings)),
        bids=len(evaluators.opened_bidders(session, procurement_id)),
        chairings=len(chairings),
        shown=_shown(session, access) if may_keep else (),
        may_keep=may_keep,
        may_judge=may_keep or access.viewer.is_chair,
        may_declare=may_keep or person.id in scene.people,
        samples=evaluation_workloads.samples(session, person.id).get(procurement_id, 0),
        due=due_in(session, procurement_id, now=now),
        not_due=why_not_set(scene, access, person),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the record holds of everybody, by the id of each."""

    chair: UUID | None
    names: Mapping[UUID, str]
    questions: Mapping[UUID, frozenset[str]]
    rows: Counter[UUID]
    declared: Mapping[UUID, Sequence[EvaluationDeclaration]]
    given: Mapping[UUID, Collection[tuple[UUID, str]]]
    opened: frozenset[UUID]
    hands: Mapping[UUID, tuple[str, ...]]


def _people(
    session: Session, access: PanelAccess, scene: Scene, chair: UUID | None
) -> tuple[Seated, ...]:
    rows = evaluators.assignments(session, scene.procurement_id)
    ids = scene.people.keys() | {row.user_id for row in rows} | ({chair} if chair else set())
    declared: dict[UUID, list[EvaluationDeclaration]] = {}
    for one in evaluators.declarations(session, scene.procurement_id):
        declared.setdefault(one.user_id, []).append(one)
    known = _Known(
        chair=chair,
        names=evaluators.names(session, ids),
        questions=questions_by_evaluator(rows),
        rows=Counter(row.user_id for row in rows),
        declared=declared,
        given=_given(session, access),
        opened=evaluators.opened_bidders(session, scene.procurement_id),
        hands=_hands(session, scene),
    )
    order = sorted(ids, key=lambda one: (known.names[one], one))
    return tuple(_seated(access, scene, known, user_id) for user_id in order)


def _given(session: Session, access: PanelAccess) -> dict[UUID, set[tuple[UUID, str]]]:
    """Return which answers people have handed in a score for, if that may be known."""
    found: dict[UUID, set[tuple[UUID, str]]] = {}
    if access.sees(Sight.PROGRESS):
        for cell in evaluators.cells(session, access.standing.procurement_id):
            if cell.is_in:
                found.setdefault(cell.user_id, set()).add((cell.bidder_id, cell.criterion))
    return found


def _seated(access: PanelAccess, scene: Scene, known: _Known, user_id: UUID) -> Seated:
    questions = known.questions.get(user_id, frozenset())
    declared = known.declared.get(user_id, ())
    last = declared[-1] if declared else None
    given = set(known.given.get(user_id, ()))
    asked = {(bidder, one) for bidder in known.opened for one in questions}
    return Seated(
        id=user_id,
        name=known.names[user_id],
        questions=questions,
        is_chair=user_id == known.chair,
        may_chair=user_id in scene.chairs,
        holds=user_id in scene.people,
        declared=declared_of([declaration_of(row) for row in declared], access.bidders_sha256),
        handling=Handling(last.handling) if last else None,
        detail=last.detail if last else "",
        asked=len(asked),
        given=len(asked & given),
        left_with=len(given - asked),
        rows=known.rows[user_id],
        number=last.number if last else 0,
        hands=known.hands.get(user_id, ()),
    )


def _hands(session: Session, scene: Scene) -> Mapping[UUID, tuple[str, ...]]:
    """Return what else people had a hand in, that whoever reads the award asks about."""
    authors = outlines.authors(session, [scene.procurement_id])[scene.procurement_id]
    found: dict[UUID, tuple[str, ...]] = dict.fromkeys(authors, ("Had a hand in the outline",))
    for user_id in scene.officers:
        found[user_id] = (*found.get(user_id, ()), "Is a procurement officer of this tender")
    return found


def _shown(session: Session, access: PanelAccess) -> tuple[Shown, ...]:
    rows = evaluators.unmaskings(session, access.standing.procurement_id)
    names = evaluators.names(session, {one for row in rows for one in (row.user_id, row.made_by)})
    bidders = {one.bidder_id: one.name for one in access.standing.bidders}
    return tuple(
        Shown(
            names[row.user_id],
            bidders[row.bidder_id] if row.bidder_id else None,
            row.because,
            names[row.made_by],
            row.made_at,
        )
        for row in rows
    )
