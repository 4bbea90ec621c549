"""Publishing a tender: model and terms are pinned, and every change of them is told to bidders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.outline.criteria.differences import Difference
from evaluation.publication import (
    Basis,
    Terms,
    TermsChange,
    TermsProblem,
    bases_of,
    changes_of_terms,
    checks_of,
    problems_of,
    unmet,
)
from rules.canonical import canonical_text
from rules.wording import moment_in_words
from webapp.services.accounts import Person
from webapp.services.ending.ended import why_over
from webapp.services.refusals import Refused
from webapp.services.tendering.bidder_mail import link_ends_at, mail_bidders
from webapp.services.tendering.offering import Offer, criteria_changes, offer_of
from webapp.services.tendering.published import Published, publications_of
from webapp.store import Session, Store, audit
from webapp.store import publications as rows
from webapp.store.tender_tables import Publication, PublicationTelling

STALE = Refused(
    "The tender was published or changed, or another outline approved, since you opened this page",
    "Read how it stands now, and send what you still want to change",
)
CLOSED = Refused(
    "The deadline for bids has passed, and nothing that bidders relied on may change after it",
    "Go on with what is published, or end the procurement",
)
NO_CHANGE = Refused("Nothing would change", "Change a term, or leave the tender as it is")
NO_REASON = Refused(
    "A change is published with its reason, which bidders are told", "Say why in a sentence or two"
)
NO_BASIS = Refused(
    "Nothing says by which power the tender is changed", "Choose the one that fits this procedure"
)


@dataclass(frozen=True, slots=True, eq=False)
class Publishing:
    """What can be published of a tender, and what is, all read at one moment.

    `criteria` are the differences of the approved criteria from the published ones: `mine` is
    what would be published, `theirs` what is.
    """

    offer: Offer
    publications: tuple[Published, ...]
    criteria: tuple[Difference, ...]
    bidders: int

    @property
    def last(self) -> Published | None:
        """What is published now, None before anything is."""
        return self.publications[-1] if self.publications else None

    @property
    def is_model_changed(self) -> bool:
        """Whether the approved outline's model is another than the published one."""
        return self.last is not None and self.last.model_json != self.offer.model_json

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The powers by which the tender may be changed."""
        return bases_of(
            is_governed=self.offer.is_governed, are_criteria_changed=self.is_model_changed
        )

    def is_closed(self, now: datetime) -> bool:
        """Whether the deadline has passed."""
        return self.last is not None and now > self.last.terms.deadline_at


@dataclass(frozen=True, slots=True)
class Sent:
    """What an officer wants to publish.

    `version_id` and `after` are the outline and the number of the last publication as the page
    had them; `why`, `basis` and `checks` are of a change, and empty for the first.
    """

    version_id: UUID
    after: int
    terms: Terms
    why: str = ""
    basis: Basis | None = None
    checks: Mapping[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class WrongTerms:
    """The terms can't be published as they are: what is wrong, each with its remedy."""

    problems: tuple[TermsProblem, ...]


@dataclass(frozen=True, slots=True)
class PublishedNow:
    """The tender is published; `told` is how many bidders an e-mail went to."""

    number: int
    told: int


def open_publishing(store: Store, procurement_id: UUID) -> Publishing | Refused:
    """Return what can be published of a tender, or what keeps it from that."""
    with store.reading() as session:
        return _publishing(session, procurement_id)


def publish(
    store: Store, person: Person, *, procurement_id: UUID, sent: Sent, now: datetime
) -> PublishedNow | WrongTerms | Refused:
    """Publish a tender, or a change of it; sent twice it is published once.

    The model is that of the sealed outline. Bidders who are invited already are told by e-mail.
    """
    with store.writing() as session:
        found = _publishing(session, procurement_id)
        if isinstance(found, Refused):
            return found
        over = why_over(session, procurement_id)
        if over is not None:
            return over
        done = _done_already(found, person, sent)
        if done is not None:
            return done
        last = found.last
        if (found.offer.version.id, last.number if last else 0) != (sent.version_id, sent.after):
            return STALE
        refused = _refused(found, sent, now) if last else None
        if refused is not None:
            return refused
        problems = wrong_in(found, sent, now=now)
        return WrongTerms(problems) if problems else _add(session, person, found, sent, now=now)


def term_changes(found: Publishing, terms: Terms) -> tuple[TermsChange, ...]:
    """Return what terms would change of those that are published."""
    return changes_of_terms(found.last.terms, terms) if found.last else ()


def wrong_in(found: Publishing, sent: Sent, *, now: datetime) -> tuple[TermsProblem, ...]:
    """Return what is wrong with terms that are to be published."""
    return problems_of(
        sent.terms,
        now=now,
        published_at=found.publications[0].at if found.publications else None,
        days=found.offer.days or 0,
        has_lots=found.offer.has_lots,
        has_price=found.offer.model.price is not None,
    )


def _publishing(session: Session, procurement_id: UUID) -> Publishing | Refused:
    offer = offer_of(session, procurement_id)
    if isinstance(offer, Refused):
        return offer
    publications = publications_of(session, procurement_id)
    last = publications[-1] if publications else None
    return Publishing(
        offer=offer,
        publications=publications,
        criteria=criteria_changes(session, offer, last) if last else (),
        bidders=len(rows.bidders(session, procurement_id)),
    )


def _done_already(found: Publishing, person: Person, sent: Sent) -> PublishedNow | None:
    """Return what just this form has published, None if it has published nothing."""
    last = found.last
    if last is None or last.number != sent.after + 1 or last.by_id != person.id:
        return None
    is_same = (last.outline_version_id, last.terms, last.why) == (
        sent.version_id,
        sent.terms,
        sent.why if sent.after else "",
    )
    return PublishedNow(last.number, found.bidders if sent.after else 0) if is_same else None


def _refused(found: Publishing, sent: Sent, now: datetime) -> Refused | None:
    """Return what keeps a change from being published, None if nothing does."""
    if found.is_closed(now):
        return CLOSED
    if not (found.is_model_changed or term_changes(found, sent.terms)):
        return NO_CHANGE
    if not sent.why:
        return NO_REASON
    if sent.basis not in found.bases:
        return NO_BASIS
    light = found.offer.is_light_touch
    missing = unmet(sent.basis, sent.checks or {}, is_light_touch=light)
    if missing:
        return Refused(
            f"This does not hold, or was not confirmed: {missing[0].statement} "
            f"(Procurement Act 2023 {missing[0].cite})",
            missing[0].remedy,
        )
    return None


def _add(
    session: Session, person: Person, found: Publishing, sent: Sent, *, now: datetime
) -> PublishedNow:
    offer, number = found.offer, sent.after + 1
    row = Publication(
        procurement_id=offer.procurement_id,
        number=number,
        outline_version_id=offer.version.id,
        model=offer.model_json,
        model_sha256=offer.model.sha256,
        terms=sent.terms.canonical,
        terms_sha256=sent.terms.sha256,
        deadline_at=sent.terms.deadline_at,
        checks=canonical_text(_checks(found, sent)),
        why=sent.why if sent.after else "",
        published_by=person.id,
        published_at=now,
    )
    session.add(row)
    session.flush()
    audit.append(
        session,
        "change-tender" if sent.after else "publish-tender",
        at=now,
        actor_id=person.id,
        organisation_id=offer.organisation_id,
        subject=f"procurement/{offer.procurement_id}",
        detail={
            "number": number,
            "version": offer.version.number,
            "model_sha256": row.model_sha256,
            "terms_sha256": row.terms_sha256,
            "deadline": sent.terms.deadline_at.isoformat(),
            "basis": sent.basis.words if sent.after and sent.basis else "",
            "changed": [one.title for one in term_changes(found, sent.terms)]
            + (["Award criteria"] if found.is_model_changed else []),
            "why": row.why,
        },
    )
    return PublishedNow(number, _tell(session, found, row, sent, now=now))


def _checks(found: Publishing, sent: Sent) -> dict[str, object]:
    if not sent.after or sent.basis is None:
        return {}
    light = found.offer.is_light_touch
    return {
        "basis": sent.basis.value,
        "met": [one.id for one in checks_of(sent.basis, is_light_touch=light)],
    }


def _tell(
    session: Session, found: Publishing, row: Publication, sent: Sent, *, now: datetime
) -> int:
    """Tell every bidder of a change, and let their links last as long as the new terms ask."""
    if not sent.after:
        return 0
    bidders = rows.bidders(session, row.procurement_id)
    subject = f"The tender has changed: {found.offer.title}"
    mail_bidders(session, bidders, subject=subject, text=_told(found, sent), now=now)
    session.add_all(
        PublicationTelling(publication_id=row.id, bidder_id=one.id, told_at=now) for one in bidders
    )
    for link in rows.open_links(session, [one.id for one in bidders]):
        link.expires_at = max(link.expires_at, link_ends_at(row.deadline_at, now))
    return len(bidders)


def _told(found: Publishing, sent: Sent) -> str:
    """Return what a bidder is told of a change."""
    terms = (
        f"- {one.title}: {one.now} (before: {one.was})" for one in term_changes(found, sent.terms)
    )
    criteria = (
        f"- {one.title}, {one.what.lower()}: {one.mine} (before: {one.theirs})"
        for one in found.criteria
    )
    listed = "\n".join((*terms, *criteria))
    return (
        f"{found.offer.organisation} has changed the tender “{found.offer.title}” "
        f"({found.offer.reference}).\n\n{listed}\n\nWhy: {sent.why}\n\n"
        f"Bids are due by {moment_in_words(sent.terms.deadline_at)}. A bid that you have sent "
        "stays as it is: send another if the change concerns it. Your link stays the same.\n"
    )
