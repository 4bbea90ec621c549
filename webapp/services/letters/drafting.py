"""The letters of an award as they would be sent now, and everything that is in their way."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from evaluation.letters.issuing import Issuing
from evaluation.lint import LintFinding
from evaluation.panel.naming import bid_id
from evaluation.result import AbnormallyLowPrice
from evaluation.serialisation import evaluation_json
from evaluation.tender import Tender
from rules.canonical import sha256_of
from rules.decision import Decision
from webapp.documents.content import Document, JsonValue, canonical_json
from webapp.documents.summaries import Letter, LetterKind
from webapp.services.awards.evaluating import Judged, judge_tender
from webapp.services.awards.reporting import DueLetters, due_letters
from webapp.services.bids.counting import Counting, State
from webapp.services.bids.receipts import counting_in
from webapp.services.bids.unread import unread_in
from webapp.services.kept import Kept
from webapp.services.letters.issuing import issuing_of
from webapp.services.lot_awards.waiting import Waiting, why_letters_wait
from webapp.services.refusals import Refused
from webapp.services.result.building import built
from webapp.services.result.reading import evaluated_tender
from webapp.services.tendering.published import published_of
from webapp.store import Session, publications, results
from webapp.store.award_tables import EvaluationRun
from webapp.store.tender_tables import Bidder

NOT_EVALUATED = Refused(
    "The tender is not evaluated yet, so there is nothing to tell the bidders",
    "Have it evaluated once the panel has agreed every score",
)
COMES_OUT_OTHERWISE = (
    "Evaluated now, the tender on record comes to something else than what is on record: the rules "
    "that judge it are others today. Evaluate it again, and have the award approved again"
)
CHANGED_SINCE = (
    "What the award rests on was changed since the bids were evaluated. Take the recommendation "
    "back, and have the bids evaluated and the award approved again"
)
UNREAD = (
    "A bid that counts was never read, and no award is made without it. The page of bids that "
    "can’t be read says what can be done"
)
_COMPARED = (
    "bids",
    "ranking",
    "winner",
    "passed_over",
    "abnormally_low",
    "ties_broken",
    "model_sha256",
)
_NO_LETTER: Mapping[State | None, str] = {
    State.WITHDRAWN: "It withdrew its bid",
    State.COUNTS: "Its bid counts and was never read",
}
_JUDGED: Kept[Judged] = Kept(8)


@dataclass(frozen=True, slots=True)
class Draft:
    """The letter to one bidder: `document` is None where it can't be written yet.

    `findings` withhold it; `blanks` are what a person has still to fill in. `measures` are the
    promises that lack a word on why they do not count, with their titles.
    """

    bidder_id: UUID
    number: int
    bid: str
    name: str
    email: str
    kind: LetterKind
    document: Document | None
    findings: tuple[LintFinding, ...]
    blanks: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]

    @property
    def is_clean(self) -> bool:
        """Whether it could be sent."""
        return self.document is not None and not self.findings and not self.blanks


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A bidder who gets no letter, and why."""

    name: str
    because: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """Every letter of an award, the first bidder's first.

    `because` says why none can be written, empty where each can; `late` are bidders whose late bid
    nobody has decided on. `rests_on` are the rows that the letters are made of: where it is the
    same, so are the letters. `same_day` says with which other lots' letters they are sent.
    """

    run_id: UUID
    tender: Tender
    decision: Decision | None
    issuing: Issuing
    issued_on: date
    winner: str
    drafts: tuple[Draft, ...]
    unwritten: tuple[Unwritten, ...]
    because: str
    late: tuple[str, ...]
    open_prices: tuple[AbnormallyLowPrice, ...]
    rests_on: str
    same_day: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing in the letters themselves keeps them from being sent."""
        is_held_up = self.because or self.late or self.open_prices
        return not is_held_up and bool(self.drafts) and all(one.is_clean for one in self.drafts)


@dataclass(frozen=True, slots=True, eq=False)
class _OnRecord:
    """What the letters of a tender are made of: its last evaluation, its bids, what is issued."""

    run: EvaluationRun
    tender: Tender
    received: Counting
    issuing: Issuing


def letters_of(
    session: Session,
    procurement_id: UUID,
    *,
    today: date,
    audit_head: str = "",
    asks_lots: bool = True,
) -> Drafted | Refused:
    """Return the letters of the last evaluation as they would be sent today.

    Without `asks_lots` they are as if they waited for no other lot.
    """
    found = _on_record(session, procurement_id)
    if found is None:
        return NOT_EVALUATED
    bidders = publications.bidders(session, procurement_id)
    issuing = replace(found.issuing, audit_head=audit_head)
    judged = judged_of(session, found.run, found.tender)
    tender = issuing.added_to(found.tender)
    due = due_letters(tender, judged.evaluation, judged.decision, issued_on=today, issuing=issuing)
    drafts = _drafts(due, tender, issuing, bidders)
    waits = waiting_of(session, procurement_id, found.tender, today) if asks_lots else Waiting()
    return Drafted(
        run_id=found.run.id,
        tender=tender,
        decision=judged.decision,
        issuing=issuing,
        issued_on=today,
        winner=judged.evaluation.winner or "",
        drafts=drafts,
        unwritten=tuple(_unwritten(found.received, bidders, drafts)),
        because=due.because or _out_of_date(session, found.run, judged) or waits.because,
        late=tuple(row.bidder.name for row in found.received.undecided),
        open_prices=due.open_prices,
        rests_on=_digest(found, waits.because),
        same_day=waits.same_day,
    )


def rests_on(session: Session, procurement_id: UUID, *, today: date) -> str:
    """Return the digest of all that letters are made of, but for the day and the audit head."""
    found = _on_record(session, procurement_id)
    if found is None:
        return ""
    return _digest(found, waiting_of(session, procurement_id, found.tender, today).because)


def waiting_of(session: Session, procurement_id: UUID, tender: Tender, today: date) -> Waiting:
    """Return whether the letters of a lot wait for others, which are drafted only if need be."""

    def is_ready(other_id: UUID) -> bool:
        other = letters_of(session, other_id, today=today, asks_lots=False)
        return isinstance(other, Drafted) and other.is_clean

    return why_letters_wait(session, procurement_id, tender, is_ready=is_ready)


def _on_record(session: Session, procurement_id: UUID) -> _OnRecord | None:
    """Return what the letters of a tender are made of, None before it is evaluated."""
    last = results.last_run(session, procurement_id)
    published = published_of(session, procurement_id)
    if last is None or published is None:
        return None
    received = counting_in(session, procurement_id)
    issuing = issuing_of(session, procurement_id, published, received)
    return _OnRecord(last.run, evaluated_tender(last.run), received, issuing)


def _digest(found: _OnRecord, waits: str) -> str:
    made_of = [str(found.run.id), found.run.tender_sha256, found.issuing.canonical]
    return sha256_of(json.dumps([*made_of, waits] if waits else made_of))


def _unwritten(
    received: Counting, bidders: Sequence[Bidder], drafts: tuple[Draft, ...]
) -> Iterator[Unwritten]:
    written = {one.bidder_id for one in drafts}
    last = dict(zip((row.bidder.id for row in received.rows), received.states, strict=True))
    for bidder in bidders:
        state = last.get(bidder.id)
        if bidder.id in written or state is State.LATE:
            continue
        yield Unwritten(bidder.name, _NO_LETTER.get(state, "It sent no bid"))


def _drafts(
    due: DueLetters, tender: Tender, issuing: Issuing, bidders: Sequence[Bidder]
) -> tuple[Draft, ...]:
    written = {one.bid: one for one in due.letters}
    unread = {one.bid for one in tender.unread}
    theirs = tender.by_id.keys() | unread | {one.bid for one in issuing.late}
    found = (*due.findings, *due.warnings)
    return tuple(
        _draft(bidder, written.get(bid_id(bidder.number)), found, tender)
        for bidder in bidders
        if bid_id(bidder.number) in theirs
    )


def judged_of(session: Session, run: EvaluationRun, tender: Tender) -> Judged:
    """Return what an evaluated tender comes to under the packs that judged it."""
    made = built(session, run.procurement_id)
    key = (run.tender_sha256, made.packs.digests)
    return _JUDGED.of(key, lambda: judge_tender(tender, made.packs_of))


def _out_of_date(session: Session, run: EvaluationRun, judged: Judged) -> str:
    """Return why letters can't tell the evaluation on record as it stands, if so."""
    if not _is_as_recorded(run, judged):
        return COMES_OUT_OTHERWISE
    if unread_in(session, run.procurement_id):
        return UNREAD
    now = built(session, run.procurement_id)
    return "" if now.sha256 == run.tender_sha256 else CHANGED_SINCE


def _is_as_recorded(run: EvaluationRun, judged: Judged) -> bool:
    """Return whether the evaluation on record is the one that letters would tell."""
    recorded = json.loads(run.result)
    now = json.loads(json.dumps(evaluation_json(judged.evaluation, None)))
    return all(recorded.get(key) == now.get(key) for key in _COMPARED)


def _draft(
    bidder: Bidder, letter: Letter | None, findings: tuple[LintFinding, ...], tender: Tender
) -> Draft:
    bid = bid_id(bidder.number)
    own = tuple(one for one in findings if one.bid == bid)
    document = letter.document if letter else None
    return Draft(
        bidder_id=bidder.id,
        number=bidder.number,
        bid=bid,
        name=bidder.name,
        email=bidder.email,
        kind=letter.kind if letter else LetterKind.ASSESSMENT_SUMMARY,
        document=document,
        findings=own,
        blanks=tuple(dict.fromkeys(_blanks(canonical_json(document)))) if document else (),
        measures=tuple(_to_show(tender, bid, {one.criterion for one in own})),
    )


def _to_show(tender: Tender, bid: str, criteria: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the promises of a bid whose words, or the lack of them, something was found in."""
    promised = tender.by_id[bid].commitments if bid in tender.by_id else {}
    for id_, (leaf, measure) in tender.model.measures.items():
        if id_ in promised and leaf.id in criteria:
            yield id_, measure.title


def _blanks(value: JsonValue) -> Iterator[str]:
    """Yield the name of every blank of a document, which nobody may send."""
    if isinstance(value, dict):
        if value.get("is") == "Blank":
            yield str(value["name"])
        for one in value.values():
            yield from _blanks(one)
    elif isinstance(value, list):
        for one in value:
            yield from _blanks(one)
