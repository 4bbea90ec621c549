"""What waits for an evaluator: to declare interests in the bidders, and to hand scores in."""

from uuid import UUID

from evaluation.panel.declarations import Declaration, Handling, bidders_sha256, declared_of
from evaluation.panel.visibility import Declared
from webapp.roles import EVALUATORS
from webapp.services.accounts import Person
from webapp.services.dashboards.boards import Task, Work
from webapp.store import Session, evaluation_workloads


def scoring_tasks(session: Session, person: Person) -> list[Task]:
    """Return what waits for an evaluator, in a number of queries that tenders do not change."""
    if not (person.with_any(EVALUATORS) or person.with_any_single(EVALUATORS)):
        return []
    found = evaluation_workloads.scoring(session, person.id)
    said: dict[UUID, list[Declaration]] = {}
    for row in evaluation_workloads.said(session, person.id):
        said.setdefault(row.procurement_id, []).append(
            Declaration(row.bidders_sha256, Handling(row.handling), is_decided=row.is_decided)
        )
    bidders: dict[UUID, list[tuple[UUID, str]]] = {}
    ids = [record.id for record, _ in found]
    for procurement_id, bidder_id, name in evaluation_workloads.bidders(session, ids):
        bidders.setdefault(procurement_id, []).append((bidder_id, name))
    tasks = []
    for record, count in found:
        theirs = bidders.get(record.id, [])
        state = declared_of(said.get(record.id, []), bidders_sha256(theirs))
        arguments = {"procurement_id": record.id}
        if state is Declared.MISSING and theirs:
            place = ("interests.declaration", arguments)
            work = Work.DECLARE_INTERESTS
        elif state in {Declared.NO_CONFLICT, Declared.ACCEPTED} and count:
            place, work = ("scoring.scoring", arguments), Work.SCORE
        else:
            continue
        tasks.append(
            Task(
                work,
                record.title,
                is_mine=True,
                note=record.reference,
                count=count,
                place=place,
                procurement_id=record.id,
            )
        )
    return tasks
