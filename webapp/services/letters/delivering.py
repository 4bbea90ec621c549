"""What became of the e-mail of each letter, and telling officers once where one was given up.

Whoever assessed tenders provides each summary before the contract award notice is published
(Procurement Act 2023 s.50(3)): an e-mail that only waits, or that failed, has provided nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from rules.uk_time import day_of
from rules.wording import counted
from webapp.addresses import letters_page, settling_page, tender_page
from webapp.documents.summaries import LetterKind
from webapp.roles import TENDER_KEEPERS
from webapp.services.telling.mailing import ATTEMPTS
from webapp.services.telling.notifying import tell
from webapp.store import Session, letter_mails, panels, procurements
from webapp.store.letter_mails import LetterMail
from webapp.store.notification_tables import Mail

_PAGES: Final[Mapping[LetterKind, Callable[[UUID], str]]] = MappingProxyType(
    {LetterKind.LOW_PRICE: settling_page, LetterKind.ENDED: tender_page}
)
"""Of letters that tell of no award, from which page they went."""


class Post(StrEnum):
    """How far the e-mail of a letter has come; a mail server took what is `handed_over`."""

    HANDED_OVER = "handed_over"
    WAITING = "waiting"
    FAILING = "failing"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The e-mail of a letter: to whom, how far it has come, and since when.

    `number` is that of the bidder. `problem` says why the last attempt failed, without a full
    stop, empty where none did.
    """

    number: int
    name: str
    email: str
    post: Post
    at: datetime
    problem: str

    @property
    def has_failed(self) -> bool:
        """Whether an attempt failed, and none has worked since."""
        return self.post in {Post.FAILING, Post.GIVEN_UP}

    def is_provided_by(self, day: date) -> bool:
        """Return whether the e-mail had left by the end of a day."""
        return self.post is Post.HANDED_OVER and day_of(self.at) <= day


def deliveries_of(session: Session, telling_id: UUID) -> Mapping[int, Delivery]:
    """Return by the numbers of bidders what became of the e-mails that told of an award."""
    rows = letter_mails.of_tellings(session, [telling_id])
    return {row.bidder.number: _delivery(row) for row in rows}


def tell_given_up(session: Session, mail: Mail, now: datetime) -> None:
    """Tell the officers of a tender that the e-mail of a letter is tried no more.

    An e-mail that told of no letter concerns nobody here. Nothing is refused once the procurement
    is ended: its last letters are those that say so.
    """
    for row in letter_mails.of_mail(session, mail.id):
        id_ = row.bidder.procurement_id
        found = procurements.procurement(session, id_)
        if found is None:
            continue
        record, organisation = found
        keepers = panels.holders(session, organisation.id, TENDER_KEEPERS, procurement_id=id_)
        tell(
            session,
            user_ids={user_id for user_id, _, _ in keepers},
            organisation_id=organisation.id,
            kind="letter-not-sent",
            title=f"A letter did not reach {row.bidder.name}: {record.title}"[:300],
            text=(
                "The e-mail with the link to its letter could not be sent in "
                f"{counted(mail.attempts, 'attempt')}. {mail.problem}. It is tried no more. "
                "Provide the letter another way, such as by post."
            ),
            address=_PAGES.get(LetterKind(row.letter.kind), letters_page)(id_),
            now=now,
        )


def _delivery(row: LetterMail) -> Delivery:
    mail, bidder = row.mail, row.bidder
    return Delivery(
        number=bidder.number,
        name=bidder.name,
        email=bidder.email,
        post=_post(mail),
        at=mail.sent_at or mail.attempted_at or mail.queued_at,
        problem=mail.problem or "",
    )


def _post(mail: Mail) -> Post:
    if mail.sent_at is not None:
        return Post.HANDED_OVER
    if mail.problem is None and mail.attempts < ATTEMPTS:
        return Post.WAITING
    return Post.FAILING if mail.attempts < ATTEMPTS else Post.GIVEN_UP
