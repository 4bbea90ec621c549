"""How a procurement stands on its way to approval: what its outline and submission pages show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.outline.conflicts import is_assessment_due
from webapp.services.approval.records import versions_of
from webapp.services.approval.states import State
from webapp.services.approval.versions import Decided, Version
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.submission.plan import Plan, plan_of
from webapp.services.submission.problems import Problem
from webapp.services.submission.readiness import blocking
from webapp.services.submission.submitting import fingerprint
from webapp.store import Store


@dataclass(frozen=True, slots=True)
class Submission:
    """A procurement before its next submission.

    `problems` are in the way; `read` stands for what the outline is made of now.
    """

    preparation: Preparation
    problems: tuple[Problem, ...]
    plan: Plan | None
    versions: tuple[Version, ...]
    read: str

    @property
    def last(self) -> Version | None:
        """The version that was submitted last, None before the first."""
        return self.versions[-1] if self.versions else None

    @property
    def is_assessment_due(self) -> bool:
        """Whether the law asks for a conflicts assessment of what is bought."""
        return is_assessment_due(self.preparation.decision)

    @property
    def returned(self) -> Decided | None:
        """What the body decided that returned the last version, None unless one did."""
        if self.last is None or self.last.state is not State.RETURNED:
            return None
        return self.last.decisions[-1]

    @property
    def is_open(self) -> bool:
        """Whether the outline may be changed, and so submitted."""
        return self.preparation.closed is None


def submission_of(store: Store, procurement_id: UUID, *, now: datetime) -> Submission | None:
    """Return how a procurement stands before its submission, None if there is none such."""
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        versions = versions_of(session, procurement_id)
        is_open = preparation.closed is None
        return Submission(
            preparation,
            blocking(session, preparation) if is_open else (),
            plan_of(session, preparation, now=now) if is_open else None,
            versions,
            fingerprint(session, preparation, after=len(versions)),
        )
