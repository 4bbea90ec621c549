"""Posting a letter to a bidder: kept as it went, with a link that opens it, and an e-mail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.canonical import sha256_of
from rules.wording import moment_in_words
from webapp.documents.summaries import LetterKind
from webapp.services.accounts import Person
from webapp.services.accounts.secrets import new_token, sha256
from webapp.services.tendering.bidder_mail import link_ends_at, mail_bidders
from webapp.services.tendering.inviting import Links
from webapp.store import Session
from webapp.store.award_tables import LetterSent
from webapp.store.models import Organisation, ProcurementRecord
from webapp.store.tender_tables import Bidder, BidderLink


@dataclass(frozen=True, slots=True)
class BidderGiven:
    """A new link that a bidder was given, to be passed on where no e-mail is sent."""

    name: str
    email: str
    address: str


@dataclass(frozen=True, slots=True, eq=False)
class Posted:
    """A letter to a bidder as its page; `telling_id` is None where it tells of no award."""

    bidder: Bidder
    kind: LetterKind
    html: str
    telling_id: UUID | None = None

    @property
    def sha256(self) -> str:
        """The digest of the page."""
        return sha256_of(self.html)


@dataclass(frozen=True, slots=True, eq=False)
class Posting:
    """Letters on their way, in the transaction that sends them all at the same moment."""

    session: Session
    person: Person
    record: tuple[ProcurementRecord, Organisation]
    links: Links
    now: datetime

    def post(self, letter: Posted, subject: str, text: str) -> BidderGiven:
        """Put a letter on record with a link and an e-mail.

        `text` is that of the e-mail, and may name `{authority}`, `{title}`, `{reference}`,
        `{bidder}` and `{address}`.
        """
        self.session.add(
            LetterSent(
                procurement_id=self.record[0].id,
                bidder_id=letter.bidder.id,
                award_telling_id=letter.telling_id,
                kind=letter.kind.value,
                html=letter.html,
                html_sha256=letter.sha256,
                made_by=self.person.id,
                made_at=self.now,
            )
        )
        return self._link(letter.bidder, subject, text)

    def _link(self, bidder: Bidder, subject: str, text: str) -> BidderGiven:
        """Give a bidder a link beside those it has, and put the e-mail with it into the queue."""
        token, expires_at = new_token(), link_ends_at(self.now, self.now)
        self.session.add(
            BidderLink(
                bidder_id=bidder.id,
                token_sha256=sha256(token),
                made_by=self.person.id,
                made_at=self.now,
                expires_at=expires_at,
            )
        )
        record, organisation = self.record
        address = self.links.address(token)
        told = text.format(
            authority=organisation.name,
            title=record.title,
            reference=record.reference,
            bidder=bidder.name,
            address=address,
        )
        told += (
            " Pass the link on only to those who may read the letter. It opens nothing after "
            f"{moment_in_words(expires_at)}: keep a copy of the letter before then.\n"
        )
        about = f"{subject}: {record.title} ({record.reference})"
        mail_bidders(self.session, [bidder], subject=about, text=told, now=self.now)
        return BidderGiven(bidder.name, bidder.email, address)
