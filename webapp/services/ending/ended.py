"""That a procurement was ended without award, and that nothing is done in it after that."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.uk_time import day_of
from rules.wording import date_in_words
from webapp.roles import Role
from webapp.services.refusals import Refused
from webapp.store import Session, endings


@dataclass(frozen=True, slots=True)
class Ended:
    """That a procurement was ended: by whom, in which role, when and why."""

    by: str
    role: Role
    at: datetime
    because: str

    @property
    def refused(self) -> Refused:
        """Why every later act is refused."""
        return Refused(
            f"This procurement was ended without award on {date_in_words(day_of(self.at))}, and "
            "nothing is done in it any more",
            "Read on the page of its tender why; a new purchase is a procurement of its own",
        )


def ended_of(session: Session, procurement_id: UUID) -> Ended | None:
    """Return that a procurement was ended, None while it was not."""
    found = endings.ending(session, procurement_id)
    if found is None:
        return None
    row = found.ending
    return Ended(found.by, Role(row.role), row.made_at, row.because)


def why_over(session: Session, procurement_id: UUID) -> Refused | None:
    """Return that a procurement was ended, for an act that is refused then."""
    found = ended_of(session, procurement_id)
    return found.refused if found else None
