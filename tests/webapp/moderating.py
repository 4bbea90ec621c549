"""Tenders that a panel moderates: a chair, evaluators, and the scores that they handed in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from evaluation.own_scores import OwnScore
from evaluation.quotations import Quotation, placed, quotations_json
from tests.webapp.clients import WatchedStore
from tests.webapp.scoring import REASONS, STAFF, Scene, seat
from webapp.services.accounts import Person
from webapp.services.moderating.agreeing import Agreement, Stale, Stepped, agree
from webapp.services.moderating.opening import Opened, open_complete
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import CellId
from webapp.services.scoring.handing import NotReady
from webapp.store.scoring_tables import EvaluationChairing, EvaluatorMark

CARE = "Crowns are lifted in winter."
QUOTED = {
    "staff": ("Two crews", "Nine gardeners"),
    "care": ("Crowns", "Crowns"),
    "licence": ("", ""),
}
"""Words of the first and of the second bidder's answer, by question."""


def chair_panel(store: WatchedStore, scene: Scene, person: Person, now: datetime) -> None:
    """Have somebody chair the panel, with no conflict of interest."""
    with store.by_hand() as session:
        session.add(
            EvaluationChairing(
                procurement_id=scene.procurement_id,
                number=1,
                user_id=person.id,
                why="",
                made_by=person.id,
                made_at=now,
            )
        )
    seat(store, scene, person, now, questions=())


def give(
    store: WatchedStore,
    scene: Scene,
    person: Person,
    scores: Mapping[str, Sequence[str]],
    now: datetime,
    *,
    is_in: bool = True,
    number: int = 1,
) -> None:
    """Put somebody's scores on record: by question, one for each bidder; an empty one is none."""
    with store.by_hand() as session:
        session.add_all(
            EvaluatorMark(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[at],
                criterion=criterion,
                user_id=person.id,
                number=number,
                is_in=is_in,
                score=score,
                rationale=f"{REASONS} So says {person.name}.",
                quotations=_quotations(criterion, at),
                made_at=now,
            )
            for criterion, given in scores.items()
            for at, score in enumerate(given)
            if score
        )


def opened_all(store: WatchedStore, scene: Scene, chair: Person, now: datetime) -> int:
    """Open every answer that is complete, and return how many they are."""
    outcome = open_complete(store, chair, procurement_id=scene.procurement_id, now=now)
    assert isinstance(outcome, Opened), outcome
    return outcome.count


def agreement(
    score: str = "4",
    present: Iterable[Person] = (),
    *,
    criterion: str = "staff",
    bidder: int = 1,
    words: str = "",
    **told: object,
) -> Agreement:
    """Return what a panel agrees of an answer, which lacks nothing."""
    quoted = QUOTED[criterion][bidder - 1]
    rationale = words or f"{REASONS} Agreed of {criterion} for number {bidder}."
    own = OwnScore(score, rationale, (Quotation(quoted),) if quoted else ())
    return Agreement(own, frozenset(one.id for one in present), **told)  # type: ignore[arg-type] # what a test names is of the field's type


def agreed(
    store: WatchedStore,
    chair: Person,
    scene: Scene,
    cell: CellId,
    what: Agreement,
    now: datetime,
    *,
    number: int = 1,
    is_meant: bool = True,
) -> Stepped | Stale | NotReady | Refused:
    """Agree the score of an answer."""
    return agree(
        store,
        chair,
        procurement_id=scene.procurement_id,
        cell=cell,
        number=number,
        agreement=what,
        is_meant=is_meant,
        now=now,
    )


def agree_all(
    store: WatchedStore,
    chair: Person,
    scene: Scene,
    scores: Mapping[str, Sequence[str]],
    now: datetime,
) -> None:
    """Agree a score of every answer, by question one for each bidder."""
    for criterion, given in scores.items():
        for bidder, score in enumerate(given, start=1):
            what = agreement(score, [chair], criterion=criterion, bidder=bidder)
            outcome = agreed(store, chair, scene, CellId(criterion, bidder), what, now)
            assert isinstance(outcome, Stepped), (criterion, bidder, outcome)


def bidder_of(scene: Scene, number: int) -> UUID:
    """Return the bidder with a number."""
    return scene.bidders[number - 1]


def _quotations(criterion: str, at: int) -> str:
    answers = {"staff": STAFF[at % 2], "care": CARE}
    words = QUOTED.get(criterion, ("", ""))[at % 2]
    return quotations_json(placed(answers[criterion], [Quotation(words)]) if words else ())
