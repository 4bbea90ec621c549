"""Confirming that a declared conflict of interest can be managed: never by whoever has it.

The authority takes the steps against a conflict (Procurement Act 2023, section 82), so a chair of
the panel or a procurement officer judges what a member declared. Who judges is Podium's default,
where the policy does not say otherwise.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.addresses import paper_page
from webapp.roles import CONFLICT_JUDGES
from webapp.services.accounts import Person
from webapp.services.approval.panel import Member, Panel, panel_in
from webapp.services.approval.records import version_in
from webapp.services.approval.states import Handling
from webapp.services.approval.stepping import Done, note, tell_of
from webapp.services.approval.versions import Version
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import outlines as rows
from webapp.store import panels as panel_rows
from webapp.store.outline_tables import ConflictConfirmation

_LEAVE_IT = "Leave it to another chair or a procurement officer"
NO_DECLARATION = Refused("There is no such declaration", "Go back to the paper")
NOT_STANDING = Refused(
    "Nothing is to be confirmed here: the declaration was changed, or the outline is not being "
    "decided on any more",
    "Read the paper as it stands now",
)
NOT_A_JUDGE = Refused(
    "A chair of the panel or a procurement officer confirms how a conflict is managed",
    "Ask one of them",
)
OWN_CONFLICT = Refused(
    "Nobody confirms how their own conflict of interest is managed",
    _LEAVE_IT,
)
AUTHOR_OF_IT = Refused(
    "You had a hand in this outline, and whoever wrote it does not say who decides on it",
    "Leave it to a chair or a procurement officer who had none",
)
UNDECLARED = Refused(
    "You decide on this outline, and have not declared your own interests in it",
    "Declare first, then judge this one",
)
STEPPED_ASIDE = Refused(
    "You take no part in this outline for a conflict of interest of your own",
    _LEAVE_IT,
)
NO_REASON = Refused(
    "Whoever is kept from voting is told why", "Say why it can't be managed so, in a sentence"
)
_ACTS = {True: "accept-managed-conflict", False: "refuse-managed-conflict"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A declaration that a conflict can be managed, as somebody would judge it.

    `member` is None where it does not stand any more; `not_now` says why the person can't judge
    it, None if they can.
    """

    version: Version
    member: Member | None
    not_now: Refused | None


def confirm(
    store: Store,
    person: Person,
    *,
    declaration_id: UUID,
    is_accepted: bool,
    why: str,
    now: datetime,
) -> Done | Refused:
    """Say whether a conflict can be managed as declared; if not, whoever has it takes no part.

    The last word stands, and can be another until the body has decided. Saying the same twice
    says it once.
    """
    with store.writing() as session:
        found = _judged_in(session, person, declaration_id)
        if found is None:
            return NO_DECLARATION
        if found.member is None or found.not_now is not None:
            return found.not_now or NOT_STANDING
        if not is_accepted and not why:
            return NO_REASON
        standing = found.member.declaration
        last = standing.confirmed if standing else None
        if last and (last.is_accepted, last.by_id, last.why) == (is_accepted, person.id, why):
            return Done()
        _add(
            session,
            found.version,
            person,
            declaration_id,
            is_accepted=is_accepted,
            why=why,
            now=now,
        )
        _tell(
            session, found.version, person, found.member, is_accepted=is_accepted, why=why, now=now
        )
        return Done()


def judged_of(store: Store, person: Person, declaration_id: UUID) -> Judged | None:
    """Return a declaration as a person would judge it, None if there is no such declaration."""
    with store.reading() as session:
        return _judged_in(session, person, declaration_id)


def _judged_in(session: Session, person: Person, declaration_id: UUID) -> Judged | None:
    row = rows.declaration(session, declaration_id)
    version = version_in(session, row.outline_version_id) if row else None
    if row is None or version is None:
        return None
    if version.pending is None:
        return Judged(version, None, NOT_STANDING)
    panel = panel_in(session, version, version.pending)
    member = panel.member(row.user_id)
    standing = member.declaration if member else None
    is_it = standing is not None and standing.id == declaration_id
    if member is None or not is_it or row.handling != Handling.MANAGED:
        return Judged(version, None, NOT_STANDING)
    judges = judges_in(session, version)
    return Judged(version, member, why_not_confirm(version, panel, member, person, judges))


def why_not_confirm(
    version: Version, panel: Panel, member: Member, person: Person, judges: Collection[UUID]
) -> Refused | None:
    """Return what keeps a person from judging a member's conflict, None if nothing does.

    Whoever decides on the outline declares before that; an officer who does not is asked on the
    page itself.
    """
    if person.id not in judges:
        return NOT_A_JUDGE
    if person.id == member.id:
        return OWN_CONFLICT
    if person.id in version.authors:
        return AUTHOR_OF_IT
    own = panel.member(person.id)
    if own is None:
        return None
    if own.declaration is None:
        return UNDECLARED
    return STEPPED_ASIDE if own.declaration.kept_out else None


def judges_in(session: Session, version: Version) -> frozenset[UUID]:
    """Return the chairs and officers of a version's organisation, or of its procurement."""
    holders = panel_rows.holders(
        session, version.organisation_id, CONFLICT_JUDGES, procurement_id=version.procurement_id
    )
    return frozenset(user_id for user_id, _, _ in holders)


def ask_to_confirm(
    session: Session, version: Version, person: Person, detail: str, *, now: datetime
) -> None:
    """Tell chairs and officers of a conflict that is declared as managed."""
    tell_of(
        session,
        version,
        judges_in(session, version) - version.authors - {person.id},
        kind="conflict-to-confirm",
        title="A conflict of interest to confirm",
        text=f"{person.name} declares a conflict of interest that can be managed: {detail} "
        "Confirm that it can, or refuse it; until then a vote of theirs does not count.",
        now=now,
        address=paper_page(version.id),
    )


def _add(
    session: Session,
    version: Version,
    person: Person,
    declaration_id: UUID,
    *,
    is_accepted: bool,
    why: str,
    now: datetime,
) -> None:
    earlier = [
        row
        for row, _ in rows.confirmations(session, [version.id])
        if row.conflict_declaration_id == declaration_id
    ]
    session.add(
        ConflictConfirmation(
            conflict_declaration_id=declaration_id,
            number=len(earlier) + 1,
            is_accepted=is_accepted,
            why=why,
            made_by=person.id,
            made_at=now,
        )
    )


def _tell(
    session: Session,
    version: Version,
    person: Person,
    member: Member,
    *,
    is_accepted: bool,
    why: str,
    now: datetime,
) -> None:
    """Note what was judged, and tell whoever declared it."""
    detail = {"user": str(member.id), "why": why}
    note(session, version, _ACTS[is_accepted], person, now=now, detail=detail)
    told = "You can vote." if is_accepted else "You take no part in this outline."
    tell_of(
        session,
        version,
        {member.id},
        kind="conflict-judged",
        title="Your conflict can be managed" if is_accepted else "Your conflict can’t be managed",
        text=" ".join(part for part in (f"{person.name} said so.", why, told) if part),
        now=now,
        address=paper_page(version.id),
    )
