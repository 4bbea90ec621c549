"""Queries about the e-mails by which letters went: each was queued as its letter was kept.

A bidder's address is its own in a procurement, and a letter and its e-mail bear the same moment.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select

from webapp.store.award_tables import LetterSent
from webapp.store.connection import Session
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import Bidder

_IS_ITS_MAIL = and_(
    Mail.recipient == Bidder.email,
    Mail.queued_at == LetterSent.made_at,
    Mail.user_id.is_(None),
)


class LetterMail(NamedTuple):
    """A letter with the e-mail that told of it, and to whom."""

    letter: LetterSent
    bidder: Bidder
    mail: Mail


def of_tellings(session: Session, telling_ids: Collection[UUID]) -> Sequence[LetterMail]:
    """Return the e-mails of the letters that told of awards, by the number of the bidder."""
    found = session.execute(
        select(LetterSent, Bidder, Mail)
        .join(Bidder, Bidder.id == LetterSent.bidder_id)
        .join(Mail, _IS_ITS_MAIL)
        .where(LetterSent.award_telling_id.in_(telling_ids))
        .order_by(Bidder.number, Mail.id)
    )
    return [LetterMail._make(row) for row in found]


def of_mail(session: Session, mail_id: UUID) -> Sequence[LetterMail]:
    """Return the letter that an e-mail told of; nothing where it told of none."""
    found = session.execute(
        select(LetterSent, Bidder, Mail)
        .join(Bidder, Bidder.id == LetterSent.bidder_id)
        .join(Mail, _IS_ITS_MAIL)
        .where(Mail.id == mail_id)
        .limit(1)
    )
    return [LetterMail._make(row) for row in found]
