"""What bidders are told by e-mail: they have no account, and so no page of notifications."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from evaluation.publication import Terms
from rules.wording import lower_first, moment_in_words
from webapp.store import Session
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import Bidder

LINK_LASTS: Final = timedelta(days=60)
"""How long after the deadline a bidder's link still opens its own receipts."""


def link_ends_at(deadline_at: datetime, now: datetime) -> datetime:
    """Return when a link that is made or kept now ends."""
    return max(deadline_at, now) + LINK_LASTS


_SEALED = (
    "What you send is sealed: nobody at the authority can read it before the deadline, and then "
    "only once two people with different roles have opened all bids together."
)


def terms_in_mail(terms: Terms) -> str:
    """Return what an invitation says of the terms: questions, documents, prices, and sealing."""
    until, basis = moment_in_words(terms.questions_until), terms.price_basis.words
    told = (
        f"Questions can be asked on that page until {until}.",
        f"If the link does not work for you, ask {terms.contact}.",
        f"Specification and contract: {terms.documents_in_words}.",
        f"Prices: {lower_first(basis)}." if basis else "",
        _SEALED,
    )
    return "".join(f"\n{one}\n" for one in told if one)


def mail_bidders(
    session: Session, bidders: Iterable[Bidder], *, subject: str, text: str, now: datetime
) -> None:
    """Put the same e-mail to each bidder into the queue; none sees whom else it goes to."""
    session.add_all(
        Mail(recipient=one.email, subject=subject[:300], text=text, queued_at=now, attempts=0)
        for one in bidders
    )
