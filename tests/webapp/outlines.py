"""Outlines on their way through the panel, and those who sit on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from evaluation.outline.conflicts import Assessment
from rules.vocabulary import Value
from tests.webapp.criteria import with_criteria
from tests.webapp.parts import with_parts
from tests.webapp.people import open_session
from tests.webapp.proposals import proposing, settled
from tests.webapp.samples import decided
from webapp.roles import Role
from webapp.services.accounts import Person, person_in
from webapp.services.accounts.enrolling import grant
from webapp.services.approval.confirming import confirm
from webapp.services.approval.deciding import decide
from webapp.services.approval.declaring import declare
from webapp.services.approval.panel import Panel, declarations_in, panel_in
from webapp.services.approval.recording import Asked, Verdict
from webapp.services.approval.records import version_in
from webapp.services.approval.states import Choice, Handling, Outcome
from webapp.services.approval.stepping import Done
from webapp.services.approval.versions import Version
from webapp.services.approval.voting import vote
from webapp.services.criteria import run_stress_test
from webapp.services.preparing.procurements import opened
from webapp.services.submission.submitting import Submitted, fingerprint, submit
from webapp.store import Store, people
from webapp.store.models import User

PANEL_BODY = "procurement-panel"
"""The body to which £360,000 of services go since 2025."""

ASSESSED = Assessment(
    "The buyer, the panel and the adviser on parks", "None was found", is_prepared=True
)
"""What is said of a conflicts assessment where there is one."""


def seated(store: Store, name: str, now: datetime, *, role: Role = Role.PANEL_MEMBER) -> Person:
    """Add somebody with a role in the first organisation, and return them."""
    with store.writing() as session:
        organisation = people.organisation_by_name(session, "Coventry City Council")
        assert organisation is not None
        email = f"{name.lower().replace(' ', '.')}@coventry.example"
        user = User(email=email, name=name, password_hash="none", created_at=now)
        session.add(user)
        session.flush()
        grant(session, user.id, organisation.id, role=role, now=now)
        session.flush()
        return person_in(session, user)


def unseat(store: Store, person: Person, now: datetime) -> None:
    """Take every role from somebody."""
    with store.writing() as session:
        for held, _ in people.roles_of(session, person.id):
            held.ended_by, held.ended_at = person.id, now


def token_of(store: Store, person: Person, now: datetime) -> str:
    """Sign somebody in, and return the token."""
    return open_session(store, person.email, now)


def ready(store: Store, buyer: Person, now: datetime) -> UUID:
    """Prepare a procurement up to its submission, with everything that has to be there."""
    procurement_id = proposing(store, buyer, now)
    with_parts(store, buyer, procurement_id, now)
    settled(store, buyer, procurement_id, now)
    with_criteria(store, buyer, procurement_id, now)
    run_stress_test(store, buyer, procurement_id=procurement_id, revision=1, now=now)
    return procurement_id


def send(
    store: Store, buyer: Person, procurement_id: UUID, now: datetime, *, after: int = 0
) -> UUID:
    """Submit the outline of a procurement as it stands, and return the version."""
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        assert preparation is not None
        read = fingerprint(session, preparation, after=after)
    outcome = submit(
        store,
        buyer,
        procurement_id=procurement_id,
        read=read,
        why="As the panel asked" if after else "",
        assessment=ASSESSED,
        now=now,
        checks=(),
    )
    assert isinstance(outcome, Submitted), outcome
    return outcome.version_id


def submitted(store: Store, buyer: Person, now: datetime, **answers: Value | None) -> UUID:
    """Prepare a procurement and submit it; one of £360,000 goes to a panel of three at least."""
    given: dict[str, Any] = answers
    return send(store, buyer, decided(store, buyer, now, **given), now)


def version_of(store: Store, version_id: UUID) -> Version:
    """Return a version as it stands."""
    with store.reading() as session:
        found = version_in(session, version_id)
    assert found is not None
    return found


def managed(store: Store, person: Person, judge: Person, version_id: UUID, now: datetime) -> None:
    """Declare a conflict that can be managed, and have another, who has none, confirm that."""
    declare(store, judge, version_id=version_id, handling=Handling.NONE, detail="", now=now)
    handling = Handling.MANAGED
    declare(store, person, version_id=version_id, handling=handling, detail="A cousin", now=now)
    confirmed = confirm(
        store,
        judge,
        declaration_id=declaration_of(store, person, version_id),
        is_accepted=True,
        why="",
        now=now,
    )
    assert confirmed == Done(), confirmed


def declaration_of(store: Store, person: Person, version_id: UUID) -> UUID:
    """Return the id of what somebody declared last of a version."""
    with store.reading() as session:
        return declarations_in(session, [version_id])[version_id][person.id][1].id


def cast(
    store: Store,
    person: Person,
    version_id: UUID,
    choice: Choice,
    now: datetime,
    *,
    body: str = PANEL_BODY,
) -> None:
    """Declare that there is no conflict, and vote."""
    outcome = declare(
        store, person, version_id=version_id, handling=Handling.NONE, detail="", now=now
    )
    assert outcome == Done(), outcome
    reason = "" if choice is Choice.APPROVE else f"{person.name} says so"
    voted = vote(
        store, person, version_id=version_id, body=body, choice=choice, reason=reason, now=now
    )
    assert voted == Done(), voted


@dataclass(frozen=True, slots=True)
class Bench:
    """A panel of three."""

    chair: Person
    first: Person
    second: Person

    def vote(
        self, store: Store, version_id: UUID, now: datetime, *choices: Choice,
        body: str = PANEL_BODY,
    ) -> None:  # fmt: skip
        """Have the three declare that there is no conflict, and vote."""
        everybody = (self.chair, self.first, self.second)
        for person, choice in zip(everybody, choices, strict=True):
            cast(store, person, version_id, choice, now, body=body)

    def approve(self, store: Store, version_id: UUID, now: datetime, *conditions: Asked) -> None:
        """Have the three approve a version, on conditions if any are given."""
        outcome = Outcome.APPROVE_WITH_CONDITIONS if conditions else Outcome.APPROVE
        self.vote(store, version_id, now, *[Choice(outcome.value)] * 3)
        verdict = Verdict(outcome, "", conditions)
        recorded = decide(
            store, self.chair, version_id=version_id, body=PANEL_BODY, verdict=verdict, now=now
        )
        assert recorded == Done(), recorded


def benched(store: Store, chair: Person, now: datetime) -> Bench:
    """Seat two members beside a chair."""
    return Bench(chair, seated(store, "Mary Ann Evans", now), seated(store, "Asha Rahman", now))


def panel_of(store: Store, version_id: UUID) -> Panel:
    """Return the panel that has a version before it."""
    with store.reading() as session:
        version = version_in(session, version_id)
        assert version is not None
        assert version.pending is not None
        return panel_in(session, version, version.pending)
