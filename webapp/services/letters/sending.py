"""Sending every letter of an award at the same moment, as regulation 31(4) wants it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from rules.uk_time import day_of
from rules.wording import counted
from webapp.addresses import letters_page
from webapp.documents import render_html
from webapp.documents.summaries import LetterKind
from webapp.services.accounts import Person
from webapp.services.letters.acting import Award, award_of, officers_award
from webapp.services.letters.delivering import Delivery, deliveries_of
from webapp.services.letters.drafting import Drafted, letters_of, rests_on
from webapp.services.letters.posting import BidderGiven, Posted, Posting
from webapp.services.panel.acting import note, tell_of
from webapp.services.refusals import Refused
from webapp.services.tendering.inviting import Links
from webapp.store import Session, Store, audit, procurements, publications
from webapp.store import letters as rows
from webapp.store.award_tables import AwardTelling
from webapp.store.models import Organisation, ProcurementRecord

NOT_APPROVED = Refused(
    "The award is not approved yet",
    "Letters can be read and mended now, and go out once the award is recommended and approved",
)
NOT_CLEAN = Refused(
    "Something is in the way of the letters", "Mend what stands beside each, then send them all"
)
CHANGED = Refused(
    "The letters are others than those you read: something that they are made of was changed",
    "Read them again, and send them then",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was sent: to whom, of which kind, its digest, and what became of its e-mail."""

    number: int
    name: str
    email: str
    kind: LetterKind
    sha256: str
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """That every bidder was told, when, by whom, and by which letters."""

    at: datetime
    by: str
    issued_on: date
    letters: tuple[Letter, ...]

    @property
    def failed(self) -> tuple[Delivery, ...]:
        """The e-mails that did not leave, and of which an attempt failed."""
        return tuple(
            one.delivery for one in self.letters if one.delivery and one.delivery.has_failed
        )


@dataclass(frozen=True, slots=True)
class LettersPage:
    """The letters of an award: as drafts until they are sent, then as they were sent.

    `not_now` says why they can't be sent, None where they can; `is_officer` whether who asks is
    one who may. `has_rounds` says that an award was taken back of which bidders had been told.
    """

    award: Award
    drafted: Drafted | None
    told: Told | None
    not_now: Refused | None
    is_officer: bool
    has_rounds: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """Every letter is sent; `links` are empty where the same form had sent them before."""

    links: tuple[BidderGiven, ...]
    is_mailed: bool


def letters_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> LettersPage | Refused:
    """Return the letters of an award for their page."""
    with store.reading() as session:
        award = award_of(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        is_officer = person.id in award.scene.officers
        has_rounds = bool(rows.taken_back(session, procurement_id))
        if award.telling is not None:
            told = _told(session, award)
            return LettersPage(award, None, told, None, is_officer, has_rounds)
        drafted = letters_of(session, procurement_id, today=day_of(now))
        if isinstance(drafted, Refused):
            return drafted
        not_now = why_not_send(award, drafted)
        return LettersPage(award, drafted, None, not_now, is_officer, has_rounds)


def why_not_send(award: Award, drafted: Drafted) -> Refused | None:
    """Return what keeps the letters from being sent, None if nothing does."""
    if award.phase is not Phase.APPROVED:
        return NOT_APPROVED
    return None if drafted.is_clean else NOT_CLEAN


def send_letters(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    read: str,
    links: Links,
    now: datetime,
) -> Sent | Refused:
    """Send every letter, with a link for each bidder that opens its own; once, whoever clicks.

    `read` is what the letters rested on when the page was read. They are written before the
    transaction, which takes them only if they still rest on the same.
    """
    drafted = _drafted(store, person, procurement_id, now)
    if isinstance(drafted, Refused):
        return drafted
    pages = {
        one.bidder_id: str(render_html(one.document)) for one in drafted.drafts if one.document
    }
    with store.writing() as session:
        award = officers_award(session, person, procurement_id, now=now)
        record = procurements.procurement(session, procurement_id)
        if isinstance(award, Refused) or record is None:
            return award if isinstance(award, Refused) else CHANGED
        if award.telling is not None:
            return Sent((), links.is_mailed)
        approved = award.approved()
        if refused := why_not_send(award, drafted):
            return refused
        if approved is None:
            return NOT_APPROVED
        if (
            not read
            == drafted.rests_on
            == rests_on(session, procurement_id, today=drafted.issued_on)
        ):
            return CHANGED
        sending = _Sending(session, person, award, record, drafted, links, now)
        return sending.send(approved.id, pages)


def _drafted(
    store: Store, person: Person, procurement_id: UUID, now: datetime
) -> Drafted | Refused:
    """Return the letters as they are to be sent, with the head of the audit log on each."""
    with store.reading() as session:
        seen = officers_award(session, person, procurement_id, now=now)
        if isinstance(seen, Refused):
            return seen
        head = audit.head(session)
        return letters_of(session, procurement_id, today=day_of(now), audit_head=head)


@dataclass(frozen=True, slots=True, eq=False)
class _Sending:
    """Letters on their way, in the transaction that sends them."""

    session: Session
    person: Person
    award: Award
    record: tuple[ProcurementRecord, Organisation]
    drafted: Drafted
    links: Links
    now: datetime

    def send(self, step_id: UUID, pages: dict[UUID, str]) -> Sent:
        """Put the telling, every letter, every link and every e-mail on record."""
        telling_id = self._telling(step_id)
        bidders = {one.id: one for one in publications.bidders(self.session, self.record[0].id)}
        posting = Posting(self.session, self.person, self.record, self.links, self.now)
        given: list[BidderGiven] = []
        told: list[dict[str, object]] = []
        for draft in self.drafted.drafts:
            page, bidder = pages[draft.bidder_id], bidders[draft.bidder_id]
            posted = Posted(bidder, draft.kind, page, telling_id)
            given.append(posting.post(posted, _SUBJECT, _TEXT))
            told.append({"bidder": draft.number, "kind": draft.kind.value, "sha256": posted.sha256})
        self._note(told)
        return Sent(tuple(given), self.links.is_mailed)

    def _telling(self, step_id: UUID) -> UUID:
        procurement_id = self.record[0].id
        telling = AwardTelling(
            procurement_id=procurement_id,
            number=rows.how_often_told(self.session, procurement_id) + 1,
            award_step_id=step_id,
            issued_on=self.drafted.issued_on,
            issuing=self.drafted.issuing.canonical,
            made_by=self.person.id,
            made_at=self.now,
        )
        self.session.add(telling)
        self.session.flush()
        return telling.id

    def _note(self, told: list[dict[str, object]]) -> None:
        scene, session = self.award.scene, self.session
        detail = {"run": self.award.run.number, "letters": told}
        note(session, scene, "send-award-letters", self.person, now=self.now, detail=detail)
        tell_of(
            session,
            scene,
            scene.officers - {self.person.id},
            kind="award-letters",
            title="Bidders are told of the award",
            text=f"{counted(len(told), 'letter')} went out. Publish the contract award notice now, "
            "and enter the day on which it was published.",
            address=letters_page(scene.procurement_id),
            now=self.now,
        )


_SUBJECT = "The outcome of the tender"
_TEXT = (
    "{authority} has decided on “{title}” ({reference}), for which {bidder} sent a tender.\n\n"
    "What became of the tender, and why, is in a letter that this link opens:\n{address}\n\n"
    "Every bidder is told at the same time."
)


def _told(session: Session, award: Award) -> Told | None:
    if award.telling is None:
        return None
    row = award.telling
    deliveries = deliveries_of(session, row.telling.id)
    return Told(
        at=row.telling.made_at,
        by=row.by,
        issued_on=row.telling.issued_on,
        letters=tuple(
            Letter(
                one.bidder.number,
                one.bidder.name,
                one.bidder.email,
                LetterKind(one.letter.kind),
                one.letter.html_sha256,
                deliveries.get(one.bidder.number),
            )
            for one in rows.sent(session, row.telling.id)
        ),
    )
