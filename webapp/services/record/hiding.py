"""What the record leaves out for whoever may not know the bidders of a tender yet.

The log holds their numbers, but the reasons that people typed may hold their names. Whoever reads
a sentence sees the bidders by their letters until the table of sights opens their names, on these
pages as on all.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from evaluation.panel.naming import masked_name
from evaluation.panel.visibility import Sight
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.record.telling import Told
from webapp.store import Session, evaluators


@dataclass(frozen=True, slots=True)
class Screen:
    """What bidders are called in place of their names."""

    names: Mapping[str, str]

    def text(self, text: str) -> str:
        """Return a text without the names of bidders, however they are written."""
        if not self.names:
            return text
        longest = sorted(self.names, key=len, reverse=True)
        found = re.compile("|".join(map(_pattern, longest)), re.IGNORECASE)
        return found.sub(lambda match: self.names[_plain(match[0])], text)

    def is_named_in(self, value: object) -> bool:
        """Return whether a value of the log holds the name of a bidder, however deep."""
        match value:
            case str():
                return self.text(value) != value
            case dict():
                return any(map(self.is_named_in, value.values()))
            case list():
                return any(map(self.is_named_in, value))
        return False

    def told(self, told: Told) -> Told:
        """Return an act in words without the names of bidders."""
        changes = tuple(
            replace(one, title=self.text(one.title), was=self.text(one.was), now=self.text(one.now))
            for one in told.changes
        )
        return replace(
            told,
            what=self.text(told.what),
            changes=changes,
            why=self.text(told.why),
            under=self.text(told.under),
        )


NO_SCREEN = Screen({})


def screen_of(session: Session, person: Person, procurement_id: UUID, *, now: datetime) -> Screen:
    """Return what the record of a procurement calls its bidders for somebody."""
    access = panel_access(session, person, procurement_id, now=now)
    if knows_bidders(access):
        return NO_SCREEN
    return Screen({_plain(one.name): masked_name(one.number) for one in access.standing.bidders})


def screens_of(
    session: Session, person: Person, among: Collection[UUID] | None = None, *, now: datetime
) -> dict[UUID, Screen]:
    """Return the screens for whoever reads the record of all: of the tenders that they score.

    `among` are the procurements that are read of, None for any: a page asks for those on it alone.
    """
    mine = evaluators.panels_of(session, person.id)
    read = mine if among is None else mine.intersection(among)
    return {one: screen_of(session, person, one, now=now) for one in sorted(read)}


def knows_bidders(access: PanelAccess) -> bool:
    """Return whether somebody may read which bidder is which.

    Who is on the panel may not while names are masked, whatever other role they have: the record
    tells names with the numbers that the letters of bids follow.
    """
    if access.sees(Sight.NAMES):
        return True
    return access.sees(Sight.BIDDERS) and not access.viewer.is_on_panel


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _pattern(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))
