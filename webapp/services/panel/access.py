"""What a person may see and do of a tender now: asked by every page and act of the panel."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from evaluation.panel.declarations import Declaration, Handling, bidders_sha256, declared_of
from evaluation.panel.naming import masked_name
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import (
    Blinds,
    Declared,
    Kept,
    Seat,
    Sight,
    Viewer,
    Visible,
    visible_to,
)
from evaluation.publication.terms import Terms
from webapp.services.accounts import Person
from webapp.services.panel.composition import chair_of, questions_by_evaluator
from webapp.services.refusals import Refused
from webapp.services.tendering.standing import TenderStanding, standing_of
from webapp.store import Session, evaluators, procurements
from webapp.store import tenders as tender_rows
from webapp.store.scoring_tables import EvaluationDeclaration, Unmasking

REFUSALS: Mapping[Kept, Refused] = MappingProxyType(
    {
        Kept.NO_SEAT: Refused(
            "Your roles do not let you see the bids",
            "Ask a procurement officer, if you need to",
        ),
        Kept.RECUSED: Refused(
            "You take no part in this evaluation, for a conflict of interest",
            "If that is not so, ask a procurement officer or the chair to look at it again",
        ),
        Kept.UNDECLARED: Refused(
            "You have not declared your interests in the bidders as they are now",
            "Declare them, and you can read the answers at once if you have none",
        ),
        Kept.UNDECIDED: Refused(
            "The conflict of interest that you declared is not decided on yet",
            "Wait for a procurement officer or the chair, who are told of it",
        ),
        Kept.SEALED: Refused(
            "The bids are sealed",
            "They are opened after the deadline, by two people with different roles",
        ),
        Kept.NOT_ASSIGNED: Refused(
            "No question of this tender is assigned to you",
            "Ask the procurement officer, who assigns them",
        ),
        Kept.TOO_EARLY: Refused(
            "The evaluation has not come so far that you may see it",
            "Look again when it has; you are shown here how far it is",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class PanelAccess:
    """A tender as one person may see it at a moment.

    `visible` says what may be seen; `visible.reads(criterion)` whether the answers to a question,
    `visible.scores` which may be scored now, `visible.sees(Sight.MARKS)` whether what others gave
    to answers that moderation has opened, and never to others. `refused` says why nothing of the
    bids may be seen, None where something may. `called` is what each bidder whose bid was opened
    is called on this person's pages, by id, in the order of the bids' letters; it is empty while
    nothing of the bids may be seen. `locked` are the answers that moderation has opened.
    """

    standing: TenderStanding
    viewer: Viewer
    visible: Visible
    refused: Refused | None
    called: Mapping[UUID, str]
    locked: frozenset[tuple[UUID, str]]
    bidders_sha256: str

    @property
    def phase(self) -> Phase:
        """How far the tender has come."""
        return self.standing.phase

    @property
    def is_chair(self) -> bool:
        """Whether they chair the panel and may moderate: their interests are declared."""
        settled = {Declared.NO_CONFLICT, Declared.ACCEPTED}
        return self.viewer.is_chair and self.viewer.declared in settled

    def sees(self, sight: Sight) -> bool:
        """Return whether this may be seen."""
        return self.visible.sees(sight)

    def may_score(self, bidder_id: UUID, criterion: str) -> bool:
        """Return whether they may give, change or take back a mark of their own now."""
        is_free = (bidder_id, criterion) not in self.locked
        return criterion in self.visible.scores and bidder_id in self.called and is_free


def panel_access(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> PanelAccess:
    """Return what a person may see and do of a tender, in a fixed number of queries."""
    standing = standing_of(session, procurement_id, now=now)
    locked = evaluators.moderated_cells(session, procurement_id)
    opened = evaluators.opened_bidders(session, procurement_id)
    shown = [
        one for one in evaluators.unmaskings(session, procurement_id) if one.user_id == person.id
    ]
    sha256 = bidders_sha256((one.bidder_id, one.name) for one in standing.bidders)
    viewer = _viewer(session, person, procurement_id, opened, locked, shown, sha256)
    visible = visible_to(viewer, standing.phase, _blinds(session, procurement_id))
    if standing.ended is not None:
        visible = replace(visible, scores=frozenset())
    return PanelAccess(
        standing=standing,
        viewer=viewer,
        visible=visible,
        refused=REFUSALS[visible.kept] if visible.kept else None,
        called=_called(standing, visible, opened, {one.bidder_id for one in shown}),
        locked=locked,
        bidders_sha256=sha256,
    )


def _viewer(
    session: Session,
    person: Person,
    procurement_id: UUID,
    opened: frozenset[UUID],
    locked: frozenset[tuple[UUID, str]],
    shown: list[Unmasking],
    sha256: str,
) -> Viewer:
    organisation_id = procurements.organisation_of(session, procurement_id)
    held = person.roles_in(organisation_id, procurement_id) if organisation_id else frozenset()
    assigned = evaluators.assignments(session, procurement_id, user_id=person.id)
    questions = questions_by_evaluator(assigned).get(person.id, frozenset())
    marks = evaluators.cells(session, procurement_id, user_id=person.id)
    given = {(one.bidder_id, one.criterion) for one in marks if one.is_in} | locked
    own = evaluators.declarations(session, procurement_id, user_id=person.id)
    chair = chair_of(evaluators.chairings(session, procurement_id))
    return Viewer(
        seats=frozenset(Seat(role.value) for role in held),
        questions=questions,
        is_chair=chair == person.id,
        declared=declared_of([declaration_of(row) for row in own], sha256),
        is_own_in=all((bidder, one) in given for bidder in opened for one in questions),
        is_price_shown=any(one.bidder_id is None for one in shown),
    )


def _blinds(session: Session, procurement_id: UUID) -> Blinds:
    """Return what the last terms hide; before there are any there is nothing to hide."""
    publication = tender_rows.last_publication(session, procurement_id)
    if publication is None:
        return Blinds(are_names_masked=True, is_price_hidden=True)
    terms = Terms.of(publication.terms)
    return Blinds(terms.are_names_masked, terms.is_price_hidden)


def _called(
    standing: TenderStanding,
    visible: Visible,
    opened: frozenset[UUID],
    unmasked: set[UUID | None],
) -> Mapping[UUID, str]:
    if visible.kept is not None:
        return MappingProxyType({})
    return MappingProxyType(
        {
            one.bidder_id: one.name
            if visible.sees(Sight.NAMES) or one.bidder_id in unmasked
            else masked_name(one.number)
            for one in standing.bidders
            if one.bidder_id in opened
        }
    )


def declaration_of(row: EvaluationDeclaration) -> Declaration:
    """Return a stored declaration, or a decision on one, as the judgement on it asks."""
    return Declaration(
        row.bidders_sha256, Handling(row.handling), is_decided=row.decided_by is not None
    )
