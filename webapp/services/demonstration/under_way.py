"""Two tenders of the demonstration that are under way, so that there is something to do in each.

One is out: its bidders ask and send, its panel declares interests. The other is being scored, and
the panel has begun to agree.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from evaluation.outline.criteria import model_of
from rules.money import Money, Pence, VatBasis
from rules.procurement import Procurement
from webapp.services.demonstration.invented_tenders import (
    AGREED_METHOD,
    ANSWER,
    BIDS,
    CONTACT,
    CRITERIA,
    LICENCE,
    METHOD,
    METHOD_MARKS,
    OPEN_QUESTION,
    PASSED,
    PEOPLE,
    PEOPLE_MARKS,
    QUESTION,
    SUPPLIERS,
)
from webapp.services.demonstration.outline import Plan, submit_outline
from webapp.services.demonstration.panel import (
    PANEL,
    SCORERS,
    agree_on,
    declare_none,
    make_up,
    open_to_panel,
    say_until_when,
    score,
)
from webapp.services.demonstration.stories import Stage, Story, done
from webapp.services.demonstration.tender_plan import proposal_of
from webapp.services.demonstration.tendering import (
    BUYER,
    OFFICER,
    Tender,
    approve_outline,
    invite_bidder,
    open_all,
    publish_tender,
    send_bid,
)
from webapp.services.scoring.desks import CellId
from webapp.services.tendering.clarifying import Answered, Asked, answer, ask

SCORED = "DEMO-2026-003"
OUT = "DEMO-2026-004"
_VALUE = Money(Pence(480_000_00), VatBasis.EXCLUDED)
_ASSIGNED = {
    SCORERS[0]: (LICENCE, METHOD, PEOPLE),
    SCORERS[1]: (METHOD, PEOPLE),
    SCORERS[2]: (METHOD, PEOPLE),
}


def being_scored(stage: Stage, bought: Procurement) -> Story:
    """Tell of a tender that is being scored, up to the first score that the panel agrees."""
    plan = _plan(SCORED, "Grounds maintenance of the cemeteries (invented)", bought)
    yield (now := stage.ago(54, 11))
    outlined = submit_outline(stage.store, plan, now=now)
    if outlined is None:
        return
    yield (now := stage.ago(50, 15))
    approve_outline(stage, SCORED, outlined, now)
    tender = Tender(stage, SCORED, outlined.procurement_id)
    yield (now := stage.ago(48))
    publish_tender(
        tender,
        deadline=stage.ago(12, 12),
        questions_until=stage.ago(20, 12),
        contact=CONTACT,
        now=now,
    )
    for number, supplier in enumerate(SUPPLIERS):
        yield (now := stage.ago(48, 10, number))
        invite_bidder(tender, supplier, now)
    yield (now := stage.ago(20))
    make_up(tender, _ASSIGNED, now)
    yield (now := stage.ago(19))
    declare_none(tender, (*PANEL, OFFICER), now)
    for number, written in enumerate(BIDS, start=1):
        yield (now := stage.ago(13, 14, number))
        send_bid(tender, number, written, now)
    for minute, seat in ((30, BUYER), (45, OFFICER)):
        yield (now := stage.ago(12, 14, minute))
        open_all(tender, seat, now)
    yield (now := stage.ago(11))
    say_until_when(tender, stage.ahead(3, 17), now)
    yield from _scores(tender)


def _scores(tender: Tender) -> Story:
    """Tell of the scores so far: one question agreed in part, the other left to its evaluators."""
    stage, first = tender.stage, SCORERS[0]
    for place, (seat, marks) in enumerate(zip(SCORERS, METHOD_MARKS, strict=True)):
        for number, marked in enumerate(marks, start=1):
            yield (now := stage.ago(8 - place, 10, number))
            score(tender, seat, CellId(METHOD, number), marked, now)
    for number in range(1, len(BIDS) + 1):
        yield (now := stage.ago(5, 14, number))
        score(tender, first, CellId(LICENCE, number), PASSED, now)
    yield (now := stage.ago(4))
    score(tender, first, CellId(PEOPLE, 1), PEOPLE_MARKS[0], now)
    yield (now := stage.ago(4, 11))
    score(tender, first, CellId(PEOPLE, 2), PEOPLE_MARKS[1], now, is_in=False)
    for number, marked in enumerate(PEOPLE_MARKS, start=1):
        yield (now := stage.ago(4, 14, number))
        score(tender, SCORERS[1], CellId(PEOPLE, number), marked, now, is_in=False)
    yield (now := stage.ago(1, 10))
    open_to_panel(tender, now, [CellId(METHOD, number) for number in range(1, len(BIDS) + 1)])
    yield (now := stage.ago(1, 11))
    agree_on(tender, CellId(METHOD, 1), AGREED_METHOD, now)


def being_bid_for(
    stage: Stage, bought: Procurement, keep_link: Callable[[str, str], None]
) -> Story:
    """Tell of a tender that is out; `keep_link` is given the link of a bidder that sent nothing."""
    plan = _plan(OUT, "Grounds maintenance of the country parks (invented)", bought)
    yield (now := stage.ago(31))
    outlined = submit_outline(stage.store, plan, now=now)
    if outlined is None:
        return
    yield (now := stage.ago(28, 15))
    approve_outline(stage, OUT, outlined, now)
    tender = Tender(stage, OUT, outlined.procurement_id)
    yield (now := stage.ago(26))
    publish_tender(
        tender,
        deadline=stage.ahead(8, 12),
        questions_until=stage.ahead(3, 17),
        contact=CONTACT,
        now=now,
    )
    for number, supplier in enumerate(SUPPLIERS):
        yield (now := stage.ago(26, 10, number))
        link = invite_bidder(tender, supplier, now)
        if supplier == SUPPLIERS[0]:
            keep_link(OUT, link)
    yield (now := stage.ago(7))
    _ask(tender, 2, QUESTION, now)
    yield (now := stage.ago(6))
    _answer(tender, now)
    yield (now := stage.ago(3))
    make_up(tender, _ASSIGNED, now)
    yield (now := stage.ago(2))
    send_bid(tender, 2, BIDS[1], now)
    yield (now := stage.ago(1, 15))
    _ask(tender, 1, OPEN_QUESTION, now)


def _plan(reference: str, title: str, bought: Procurement) -> Plan:
    model = model_of(CRITERIA)
    return Plan(
        reference,
        title,
        replace(bought, estimated_value=_VALUE),
        lambda ground: proposal_of(model, ground),
        lambda _: CRITERIA,
    )


def _ask(tender: Tender, number: int, question: str, now: datetime) -> None:
    bidder_id = tender.bidder_ids(now)[number]
    asked = ask(tender.stage.store, bidder_id=bidder_id, question=question, now=now)
    done(tender.reference, "a bidder’s question", asked, Asked)


def _answer(tender: Tender, now: datetime) -> None:
    stage = tender.stage
    answered = answer(
        stage.store,
        stage.person(OFFICER),
        procurement_id=tender.procurement_id,
        number=1,
        after=0,
        as_read=QUESTION,
        words=ANSWER,
        now=now,
    )
    done(tender.reference, "the answer to a question", answered, Answered)
