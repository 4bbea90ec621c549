"""What waits for somebody on a panel: to declare interests, to try samples, to hand scores in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.declarations import Declaration, Handling, bidders_sha256, declared_of
from evaluation.panel.visibility import Declared
from rules.wording import listed
from webapp.services.accounts import Person
from webapp.services.dashboards.boards import Task, Work
from webapp.store import Session, evaluation_workloads, scoring_deadlines
from webapp.store.evaluation_workloads import ScoringRow

SETTLED = frozenset({Declared.NO_CONFLICT, Declared.ACCEPTED})


@dataclass(frozen=True, slots=True, eq=False)
class OwnPanels:
    """The panels that somebody is on.

    `declared` is what stands of their interests, by procurement: of every tender that they score
    or chair, or for which they ever declared. `invited` are those of these that have a bidder.
    """

    scored: Sequence[ScoringRow]
    chaired: frozenset[UUID]
    declared: Mapping[UUID, Declared]
    invited: frozenset[UUID]

    @property
    def undeclared(self) -> frozenset[UUID]:
        """The tenders of whose bidders they have not declared their interests yet."""
        on_panel = self.chaired | {row.record.id for row in self.scored}
        return frozenset(
            one for one in on_panel & self.invited if self.declared[one] is Declared.MISSING
        )


def own_panels(session: Session, person: Person) -> OwnPanels:
    """Return the panels that somebody is on, in a fixed number of queries."""
    scored = evaluation_workloads.scoring(session, person.id)
    chaired = evaluation_workloads.chaired(session, person.id)
    said: dict[UUID, list[Declaration]] = {}
    for row in evaluation_workloads.said(session, person.id):
        said.setdefault(row.procurement_id, []).append(
            Declaration(row.bidders_sha256, Handling(row.handling), is_decided=row.is_decided)
        )
    ids = chaired | said.keys() | {row.record.id for row in scored}
    bidders: dict[UUID, list[tuple[UUID, str]]] = {}
    for procurement_id, bidder_id, name in evaluation_workloads.bidders(session, ids):
        bidders.setdefault(procurement_id, []).append((bidder_id, name))
    declared = {
        one: declared_of(said.get(one, []), bidders_sha256(bidders.get(one, []))) for one in ids
    }
    return OwnPanels(scored, chaired, declared, frozenset(bidders))


def scoring_tasks(
    session: Session,
    person: Person,
    own: OwnPanels,
    *,
    is_scored: Collection[UUID],
    now: datetime,
) -> Iterator[Task]:
    """Yield what waits for an evaluator; samples only of tenders whose scoring is not over.

    `is_scored` are the tenders that are past scoring. A score is late once the moment has passed
    until which scores are due.
    """
    ids = {row.record.id for row in own.scored}
    due = scoring_deadlines.due(session, ids) if ids else {}
    samples = evaluation_workloads.samples(session, person.id)
    for record, left, total in own.scored:
        if record.id in own.undeclared:
            yield declaring_task(record.id, record.title, record.reference, left)
            continue
        if own.declared[record.id] not in SETTLED:
            continue
        to_try = _open(samples, record.id, is_scored)
        for work, endpoint, count, until in (
            (Work.TRY_SAMPLES, "calibration.calibration", to_try, None),
            (Work.SCORE, "scoring.scoring", left, due.get(record.id)),
        ):
            if count:
                yield Task(
                    work,
                    record.title,
                    is_mine=True,
                    is_late=until is not None and now > until,
                    at=until,
                    note=record.reference,
                    count=count,
                    total=total if work is Work.SCORE else count,
                    place=(endpoint, {"procurement_id": record.id}),
                    procurement_id=record.id,
                )


def chasing_tasks(
    session: Session, own: OwnPanels, titles: Mapping[UUID, tuple[str, str]], *, now: datetime
) -> Iterator[Task]:
    """Yield for a chair the tenders whose scores were due and are not all in, and whose are not.

    `titles` are the tenders that are being scored, each with its title and reference.
    """
    chaired = own.chaired & titles.keys()
    due = scoring_deadlines.due(session, chaired) if chaired else {}
    past = [id_ for id_ in sorted(chaired) if id_ in due and now > due[id_]]
    names: dict[UUID, list[str]] = {}
    for id_, name in evaluation_workloads.owing(session, past) if past else ():
        names.setdefault(id_, []).append(name)
    for id_ in past:
        if id_ in names and own.declared[id_] in SETTLED:
            title, reference = titles[id_]
            yield Task(
                Work.CHASE_SCORES,
                title,
                is_mine=True,
                is_late=True,
                whom=listed(names[id_]),
                at=due[id_],
                note=reference,
                place=("panel.panel", {"procurement_id": id_}),
                procurement_id=id_,
            )


def declaring_task(procurement_id: UUID, title: str, reference: str, count: int = 0) -> Task:
    """Return that somebody has to declare their interests in the bidders of a tender."""
    return Task(
        Work.DECLARE_INTERESTS,
        title,
        is_mine=True,
        note=reference,
        count=count,
        place=("interests.declaration", {"procurement_id": procurement_id}),
        procurement_id=procurement_id,
    )


def _open(samples: Mapping[UUID, int], procurement_id: UUID, is_scored: Collection[UUID]) -> int:
    return 0 if procurement_id in is_scored else samples.get(procurement_id, 0)
