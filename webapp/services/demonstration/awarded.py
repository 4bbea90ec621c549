"""A tender of the demonstration whose award is reached: the one that the command line evaluates.

Its letters are sent and its standstill is about to begin, so that everything up to them can be
looked at: the result, what was settled, the award, the letters, the notices and the thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from evaluation.letters.issuing import LetterWords
from evaluation.tender import Tender as TenderFile
from rules.uk_time import day_of
from webapp.roles import Role
from webapp.services.awarding.approving import Approval, decide_award
from webapp.services.awarding.recommending import recommend
from webapp.services.demonstration.outline import Plan, submit_outline
from webapp.services.demonstration.panel import (
    CHAIR,
    PANEL,
    SCORERS,
    agree_on,
    declare_none,
    make_up,
    open_to_panel,
    score,
)
from webapp.services.demonstration.people import Seat
from webapp.services.demonstration.stories import Stage, Story, done
from webapp.services.demonstration.tender_file import Entered, questions_of, shipped
from webapp.services.demonstration.tender_plan import criteria_of, proposal_of
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
from webapp.services.letters.sending import LettersPage, Sent, letters_page_of, send_letters
from webapp.services.letters.words import give_words
from webapp.services.panel.acting import Done
from webapp.services.result.running import EvaluatedNow, evaluate_now
from webapp.services.scoring.desks import CellId
from webapp.services.settling.answering import answer_price
from webapp.services.settling.asking import PriceAsked, Question, ask_about_price
from webapp.services.settling.judging import judged
from webapp.services.settling.prices import Verdict, decide_price
from webapp.services.settling.promises import Settling, settle_promise

REFERENCE = "DEMO-2026-001"
_APPROVER = Seat(Role.PANEL_CHAIR)
_ASKED = (
    "The price is far below the mean of the prices offered for this work. Please show how wages, "
    "machines and fuel for four years are paid from it."
)
_ANSWERED = (
    "Our tractors and gang mowers are paid for, we rent no depot, and the rounds join those of two "
    "neighbouring estates. The annex gives wages by the hour. (An invented answer.)"
)
_DEMONSTRATED = (
    "The annex shows wages above the minimum for every hour that the specification needs, and "
    "machines that are written off."
)
_SETTLED = (
    "The tender names no place for the placements; asked about it, the supplier named two schools "
    "in Coventry."
)
_RECOMMENDED = (
    "First by the published criteria; the promise that was open is settled, and the price that "
    "was asked about is explained."
)
_MINUTE = "Procurement panel, minute 7 (invented)"


@dataclass(frozen=True, slots=True)
class _Awarding:
    """The tender while it is evaluated and awarded, with its bids as the file has them."""

    tender: Tender
    file: TenderFile
    bids: tuple[Entered, ...]

    @property
    def cells(self) -> tuple[tuple[Entered, str, tuple[Seat, ...]], ...]:
        """Every answer, with those who score it."""
        return tuple((bid, *one) for one in questions_of(self.file) for bid in self.bids)


def awarded(stage: Stage, keep_link: Callable[[str, str], None]) -> Story:
    """Tell of the tender from its outline to its letters; `keep_link` is given a bidder's link."""
    file, bids = shipped()
    procurement = file.procurement
    if procurement is None:
        return
    criteria = criteria_of(file.model)
    plan = Plan(
        REFERENCE,
        f"{procurement.title.partition(' (')[0]} (demonstration: every bidder and bid is invented)",
        procurement,
        lambda ground: proposal_of(file.model, ground),
        lambda _: criteria,
    )
    yield (now := stage.ago(62))
    outlined = submit_outline(stage.store, plan, now=now)
    if outlined is None:
        return
    tender = Tender(stage, REFERENCE, outlined.procurement_id)
    yield (now := stage.ago(58, 15))
    approve_outline(stage, REFERENCE, outlined, now)
    act = _Awarding(tender, file, bids)
    yield from _bid(act)
    yield from _evaluate(act)
    yield from _award(act, keep_link)


def _bid(act: _Awarding) -> Story:
    tender, stage = act.tender, act.tender.stage
    yield (now := stage.ago(56))
    publish_tender(
        tender,
        deadline=stage.ago(33, 12),
        questions_until=stage.ago(40, 12),
        contact=act.file.contact,
        documents_at=act.file.documents_at,
        now=now,
    )
    for minute, bid in enumerate(act.bids):
        yield (now := stage.ago(56, 10, minute))
        invite_bidder(tender, bid.supplier, now)
    yield (now := stage.ago(45))
    questions = tuple(questions_of(act.file))
    assigned = {seat: [id_ for id_, seats in questions if seat in seats] for seat in SCORERS}
    make_up(tender, assigned, now)
    yield (now := stage.ago(44))
    declare_none(tender, (*PANEL, OFFICER), now)
    for bid in act.bids:
        yield (now := stage.ago(33, 10, 7 * bid.number))
        send_bid(tender, bid.number, bid.written, now)
    for minute, seat in ((5, OFFICER), (20, BUYER)):
        yield (now := stage.ago(33, 13, minute))
        open_all(tender, seat, now)


def _evaluate(act: _Awarding) -> Story:
    tender, stage = act.tender, act.tender.stage
    for place, seat in enumerate(SCORERS):
        for minute, (bid, question, seats) in enumerate(act.cells):
            if seat in seats:
                yield (now := stage.ago(30 - place, 10, minute))
                score(tender, seat, CellId(question, bid.number), bid.given(question, seat), now)
    yield (now := stage.ago(26, 10))
    open_to_panel(tender, now)
    for minute, (bid, question, _) in enumerate(act.cells):
        yield (now := stage.ago(26, 11, minute))
        agree_on(tender, CellId(question, bid.number), bid.agreed(question), now)
    yield (now := stage.ago(25))
    _run(act, "", now)
    yield from _settle(act)
    yield (now := stage.ago(18))
    _run(act, "The price was asked about and answered, and the open promise is settled", now)


def _settle(act: _Awarding) -> Story:
    tender, stage = act.tender, act.tender.stage
    store, id_, reference = stage.store, tender.procurement_id, tender.reference
    yield (now := stage.ago(25, 14))
    low = _low(act)
    question = Question(_ASKED, day_of(stage.ago(20)))
    asked = ask_about_price(
        store,
        stage.person(OFFICER),
        question,
        procurement_id=id_,
        bidder=low.number,
        links=stage.links,
        read=0,
        now=now,
    )
    done(reference, "the question about a price", asked, PriceAsked)
    yield (now := stage.ago(22, 16))
    bidder_id = tender.bidder_ids(now)[low.number]
    answered = answer_price(store, bidder_id=bidder_id, answer=_ANSWERED, now=now)
    done(reference, "the answer about a price", answered, Done)
    yield (now := stage.ago(19))
    decided = decide_price(
        store,
        stage.person(OFFICER),
        procurement_id=id_,
        bidder=low.number,
        verdict=Verdict.DEMONSTRATED,
        because=_DEMONSTRATED,
        read=0,
        now=now,
    )
    done(reference, "the decision on a price", decided, Done)
    yield (now := stage.ago(19, 11))
    for bid in act.bids:
        for measure, verdict in bid.settled:
            _settle_promise(act, Settling(bid.number, measure, verdict, _SETTLED), now)


def _settle_promise(act: _Awarding, settling: Settling, now: datetime) -> None:
    stage, id_ = act.tender.stage, act.tender.procurement_id
    settled = settle_promise(
        stage.store, stage.person(CHAIR), settling, procurement_id=id_, read=0, now=now
    )
    done(act.tender.reference, "an open promise", settled, Done)


def _low(act: _Awarding) -> Entered:
    """Return the bid whose price the published screen finds low: the model finds one."""
    with act.tender.stage.store.reading() as session:
        evaluation = judged(session, act.tender.procurement_id).evaluation
    found = {one.bid for one in evaluation.abnormally_low} if evaluation else set()
    return next(bid for bid in act.bids if bid.bid.id in found)


def _run(act: _Awarding, why: str, now: datetime) -> None:
    stage, id_ = act.tender.stage, act.tender.procurement_id
    run = evaluate_now(stage.store, stage.person(OFFICER), id_, why=why, now=now)
    done(act.tender.reference, "the evaluation", run, EvaluatedNow)


def _award(act: _Awarding, keep_link: Callable[[str, str], None]) -> Story:
    stage, id_, reference = act.tender.stage, act.tender.procurement_id, act.tender.reference
    officer = stage.person(OFFICER)
    yield (now := stage.ago(16))
    recommended = recommend(
        stage.store, officer, procurement_id=id_, because=_RECOMMENDED, run=2, read=0, now=now
    )
    done(reference, "the recommendation", recommended, Done)
    yield (now := stage.ago(9, 14))
    declare_none(act.tender, (_APPROVER,), now)
    yield (now := stage.ago(9, 15))
    approved = decide_award(
        stage.store,
        stage.person(_APPROVER),
        procurement_id=id_,
        approval=Approval.APPROVED,
        because="",
        minute=_MINUTE,
        read=1,
        now=now,
    )
    done(reference, "the approval of the award", approved, Done)
    yield (now := stage.ago(8))
    for bid in act.bids:
        if bid.uncounted:
            given = LetterWords(shown=bid.uncounted)
            words = give_words(
                stage.store,
                officer,
                procurement_id=id_,
                number=bid.number,
                given=given,
                read=0,
                now=now,
            )
            done(reference, f"the words of letter {bid.number}", words, Done)
    yield (now := stage.ago(2, 15))
    keep_link(reference, _send(act, now))


def _send(act: _Awarding, now: datetime) -> str:
    """Send every letter, and return the link of a bidder that was not first."""
    stage, id_ = act.tender.stage, act.tender.procurement_id
    officer = stage.person(OFFICER)
    page = letters_page_of(stage.store, officer, id_, now=now)
    drafted = done(act.tender.reference, "the letters", page, LettersPage).drafted
    sent = send_letters(
        stage.store,
        officer,
        procurement_id=id_,
        read=drafted.rests_on if drafted else "",
        links=stage.links,
        now=now,
    )
    links = done(act.tender.reference, "the sending of the letters", sent, Sent).links
    return links[1].address
