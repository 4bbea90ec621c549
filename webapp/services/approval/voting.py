"""Voting on a version: by members who are no authors, have declared, and are not recused."""

from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.approval.declaring import seat_of
from webapp.services.approval.panel import (
    AUTHOR,
    NOT_ACCEPTED,
    RECUSED,
    UNCONFIRMED,
    UNDECLARED,
    Member,
)
from webapp.services.approval.states import Choice
from webapp.services.approval.stepping import Done, note
from webapp.services.refusals import Refused
from webapp.store import Store
from webapp.store.panel_tables import Vote

OWN_OUTLINE = Refused(
    "You had a hand in this outline, and whoever wrote it does not decide on it",
    "Leave it to the others on the panel",
)
DECLARE_FIRST = Refused(
    "You have not declared whether you have a conflict of interest",
    "Declare it, even if there is none, and vote then",
)
ARE_RECUSED = Refused(
    "You declared a conflict of interest for which you are recused",
    "Leave it to the others on the panel; or declare anew, if that was a mistake",
)
NOT_CONFIRMED = Refused(
    "You declared a conflict of interest that can be managed, and nobody has confirmed it yet",
    "Wait for a chair of the panel or a procurement officer, who were told",
)
ARE_KEPT_OUT = Refused(
    "You declared a conflict of interest, and it was not accepted that it can be managed",
    "Leave it to the others on the panel; or declare anew, if something has changed",
)
IS_DELEGATED = Refused(
    "Nobody votes on this outline: it is delegated to a procurement officer", "Record the decision"
)
NO_REASON = Refused(
    "Only a vote to approve the outline as it is goes without a reason",
    "Give your reason, or the conditions that you ask for, in a sentence or two",
)
_KEPT_OUT = {
    AUTHOR: OWN_OUTLINE,
    UNDECLARED: DECLARE_FIRST,
    UNCONFIRMED: NOT_CONFIRMED,
    NOT_ACCEPTED: ARE_KEPT_OUT,
    RECUSED: ARE_RECUSED,
}


def refusal_of(member: Member) -> Refused | None:
    """Return what keeps a member from deciding, None if nothing does."""
    return _KEPT_OUT.get(member.kept_out)


def vote(
    store: Store, person: Person, *, version_id: UUID, body: str, choice: Choice, reason: str,
    now: datetime,
) -> Done | Refused:  # fmt: skip
    """Cast a vote in the body that has a version now, or change it: the last one stands.

    `body` is the one whose page was read: a vote for the panel is none for the board after it.
    """
    with store.writing() as session:
        seat = seat_of(session, person, version_id)
        if isinstance(seat, Refused):
            return seat
        version, panel, member = seat
        if panel.route.is_delegated:
            return IS_DELEGATED
        if panel.route.body != body:
            return another_body(version.title_of(body), panel.route.title)
        refusal = refusal_of(member)
        if refusal is not None:
            return refusal
        if choice is not Choice.APPROVE and not reason:
            return NO_REASON
        last = member.vote
        if last is not None and (last.choice, last.reason) == (choice, reason):
            return Done()
        session.add(
            Vote(
                outline_version_id=version.id,
                body=body,
                user_id=person.id,
                number=last.number + 1 if last else 1,
                choice=choice.value,
                reason=reason,
                cast_at=now,
            )
        )
        detail = {"body": panel.route.title, "choice": choice.value, "reason": reason}
        note(session, version, "vote", person, now=now, detail=detail)
        return Done()


def another_body(read: str, now: str) -> Refused:
    """Return why an act for one body is none for the next."""
    return Refused(
        f"{read} has decided since you opened this page, and {now} has the outline now",
        "Read the page as it stands now",
    )
