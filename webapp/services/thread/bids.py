"""What of the bids is on the thread: promises, agreed scores and results, as somebody sees them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from evaluation.model import Measure, Model
from evaluation.panel.naming import bid_id
from evaluation.panel.visibility import Sight
from evaluation.quotations import read_quotations
from evaluation.tender import CommitmentVerdict
from evaluation.thread import Asked, Promise, Standing, Told
from evaluation.wording import in_units, ordinal
from rules.wording import upper_first
from webapp.services.panel.access import PanelAccess
from webapp.store import Session
from webapp.store import results as rows


def promises(
    session: Session, access: PanelAccess, model: Model, evaluated: Mapping[str, Any] | None
) -> tuple[Promise, ...]:
    """Return what each bid promises of each measure, where its answers may be read.

    `evaluated` is the last evaluation, as `evaluation_of` has it.
    """
    if not access.sees(Sight.ANSWERS):
        return ()
    judged = _judged(evaluated)
    return tuple(
        promise
        for row in rows.opened_bids(session, access.standing.procurement_id)
        if row.bidder.id in access.called
        for promise in _promised(
            _asked(access, row.bidder.id, row.bidder.number),
            json.loads(row.bid.commitments),
            access,
            model,
            judged.get(bid_id(row.bidder.number), {}),
        )
    )


def _promised(
    asked: Asked,
    promised: Mapping[str, Mapping[str, Any]],
    access: PanelAccess,
    model: Model,
    judged: Mapping[str, Mapping[str, Any]],
) -> Iterator[Promise]:
    for id_, (criterion, measure) in model.measures.items():
        told = promised.get(id_)
        if told is not None and access.visible.reads(criterion.id):
            yield Promise(asked, id_, criterion.id, _words(told, measure, judged.get(id_)))


def _words(
    told: Mapping[str, Any], measure: Measure, judged: Mapping[str, Any] | None
) -> tuple[str, ...]:
    share = told.get("attribution", "100")
    words = [f"Promises {in_units(str(told['quantity']), measure.unit)}"]
    if share != "100":
        words.append(f"{share} per cent of it by this contract")
    if told.get("because"):
        words.append(str(told["because"]))
    if judged:
        verdict = CommitmentVerdict(judged["verdict"]).words
        words.append(f"{verdict}: {judged['because']}" if judged.get("because") else verdict)
    return tuple(words)


def scores(session: Session, access: PanelAccess, model: Model) -> tuple[Told, ...]:
    """Return what the panel agreed of each bid in turn, where marks and answers may be seen."""
    if not access.sees(Sight.MARKS):
        return ()
    numbers = {one.bidder_id: one.number for one in access.standing.bidders}
    places = {criterion: place for place, criterion in enumerate(model.by_id)}
    steps = (
        step
        for step in rows.agreed_scores(session, access.standing.procurement_id)
        if step.bidder_id in access.called
        and step.criterion in places
        and access.visible.reads(step.criterion)
    )
    return tuple(
        Told(
            _asked(access, step.bidder_id, numbers[step.bidder_id]),
            step.criterion,
            _reasons(step.score or "", step.rationale, step.quotations),
        )
        for step in sorted(steps, key=lambda one: (numbers[one.bidder_id], places[one.criterion]))
    )


def _reasons(score: str, rationale: str, quotations: str) -> tuple[str, ...]:
    quoted = (f"“{one.words}”" for one in read_quotations(quotations))
    return tuple(one for one in (f"Agreed: {score}", rationale, *quoted) if one)


def results(
    access: PanelAccess, model: Model, evaluated: Mapping[str, Any] | None
) -> tuple[Standing, ...]:
    """Return where each bid stands in the last evaluation, where the result may be seen."""
    ids = {bid_id(one.number): one for one in access.standing.bidders}
    return tuple(
        Standing(_asked(access, ids[bid["id"]].bidder_id, ids[bid["id"]].number), _stood(bid))
        for bid in (evaluated or {"bids": []})["bids"]
        if bid["id"] in ids and model.leaves
    )


def _stood(bid: Mapping[str, Any]) -> tuple[str, ...]:
    rank = bid.get("rank")
    if rank is None:
        reasons = (str(one.get("because", "")) for one in bid.get("reasons", ()))
        return ("Disqualified", *(one for one in reasons if one))
    place = upper_first(ordinal(rank))
    total = bid.get("total")
    return (f"{place}, with {total} points" if total else place,)


def _judged(
    evaluated: Mapping[str, Any] | None,
) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return what the last evaluation says of promises, by bid and measure."""
    bids = evaluated["bids"] if evaluated else ()
    return {one["id"]: one.get("commitments") or {} for one in bids}


def evaluation_of(session: Session, access: PanelAccess) -> Mapping[str, Any] | None:
    """Return the last evaluation, None before there is one or where it may not be seen."""
    if not access.sees(Sight.RESULT):
        return None
    row = rows.last_run(session, access.standing.procurement_id)
    found: dict[str, Any] | None = json.loads(row.run.result) if row else None
    return found


def _asked(access: PanelAccess, bidder_id: UUID, number: int) -> Asked:
    return Asked(bid_id(number), access.called.get(bidder_id, f"Bid {bid_id(number)}"))
