"""Drafts that the tests make, and the settings that they propose."""

from datetime import date, datetime
from uuid import UUID

import pytest

from rules.pack import Citation
from rules.settings import OwnSource, Setting
from rules.vocabulary import Value
from webapp.services.accounts import Person
from webapp.services.jobs import JsonObject, work_through
from webapp.services.settings import checking
from webapp.services.settings.approving import approve
from webapp.services.settings.entering import Changed, DraftStarted, enter_value, start_draft
from webapp.services.settings.steps import propose
from webapp.store import Store

MEASURES = "cov-measures-standard"
"""The most measures in the standard tier, six as the policy proposes."""
CABINET = OwnSource("Cabinet, 3 March 2026", "CAB/2026/12")
DAY = date(2026, 2, 1)
CLEAN: JsonObject = {
    "tests": 3,
    "changed": [],
    "undecided": [],
    "changed_before": 0,
    "cases": 100,
    "decided_again": 10,
    "errors": [],
    "warnings": [],
}
GAP = {"kind": "gap", "message": "no rule concludes it", "example": "category = services"}


def check_at_once(monkeypatch: pytest.MonkeyPatch) -> JsonObject:
    """Have every check of a draft find what is returned: nothing, until a test changes it.

    The analysis itself takes half a minute.
    """
    result = dict(CLEAN)
    monkeypatch.setattr(checking, "checked", lambda *_: result)
    return result


def setting(
    parameter: str = MEASURES, value: Value = 8, from_on: date = DAY, why: str = "More is bought"
) -> Setting:
    """Return a setting that a decision of the cabinet carries."""
    return Setting(parameter, from_on, value, why, Citation(CABINET.id, "minute 12"), CABINET)


def drafted(
    store: Store, person: Person, now: datetime, *settings: Setting, name: str = "Measures"
) -> UUID:
    """Start a draft, and enter settings."""
    outcome = start_draft(
        store, person, organisation_id=person.memberships[0].organisation_id, name=name, now=now
    )
    assert isinstance(outcome, DraftStarted)
    for one in settings or (setting(),):
        entered = enter_value(
            store, person, draft_id=outcome.draft_id, setting=one, corrects=False, now=now
        )
        assert entered == Changed()
    return outcome.draft_id


def proposed(store: Store, person: Person, now: datetime, *settings: Setting) -> UUID:
    """Start a draft, enter settings, and propose it."""
    draft_id = drafted(store, person, now, *settings)
    assert propose(store, person, draft_id=draft_id, why="Agreed", now=now) == Changed()
    return draft_id


def approved(
    store: Store, author: Person, second: Person, now: datetime, *settings: Setting
) -> UUID:
    """Take a draft to its end: it is checked for real, and approved by a second person."""
    draft_id = proposed(store, author, now, *settings)
    work_through(store, clock=lambda: now)
    assert approve(store, second, draft_id=draft_id, why="Agreed", now=now) == Changed()
    return draft_id
