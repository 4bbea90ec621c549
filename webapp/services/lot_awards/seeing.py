"""What somebody may see of lots that are awarded together: only what they may in every tender."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.visibility import Sight
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.result.pages import sees_whole
from webapp.store import Session
from webapp.store import lot_awards as award_rows
from webapp.store import lots as rows

_NAMES = (Sight.RESULT, Sight.NAMES)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What somebody may see of the tenders of lots, by the procurement of each.

    `awarded` are those that an award of the lots was ever made on: only of these an award tells
    anything, so that a tender which is not evaluated, or ended before it was, hides none.
    """

    access: Mapping[UUID, PanelAccess]
    awarded: frozenset[UUID]

    @property
    def sees_names(self) -> bool:
        """Whether the result of every one of these is theirs to see, with names."""
        return all(one.sees(sight) for one in self._of_awards for sight in _NAMES)

    @property
    def sees_prices(self) -> bool:
        """Whether they may see the prices in every one of these too."""
        return self.sees_names and all(one.sees(Sight.PRICES) for one in self._of_awards)

    @property
    def sees_all(self) -> bool:
        """Whether they may see everything of every one of these, as the files of an award hold."""
        return all(map(sees_whole, self._of_awards))

    @property
    def _of_awards(self) -> tuple[PanelAccess, ...]:
        return tuple(self.access[one] for one in sorted(self.awarded))


def seen_in(session: Session, person: Person, procurement_id: UUID, *, now: datetime) -> Seen:
    """Return what somebody may see of the tenders of the lots of a procurement.

    Beside those that the lots have now, these are all that an award was ever made on.
    """
    joined = {one.tender_id for one in rows.joined(session, procurement_id)}
    awarded = award_rows.tenders_awarded(session, procurement_id)
    ids = sorted(joined | awarded)
    access = {one: panel_access(session, person, one, now=now) for one in ids}
    return Seen(access, awarded)
