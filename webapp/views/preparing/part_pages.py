"""What the pages of a procurement's parts share: what is read, who may change it, what it cites."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from flask import request
from werkzeug.exceptions import NotFound

from rules.stack import Stack
from rules.wording import listed
from webapp.installation import installation
from webapp.services.parts import Kind, PartSaved, PartStale
from webapp.services.parts.merging import Change, change_part
from webapp.services.refusals import Refused
from webapp.services.tasks import Overview, open_overview
from webapp.views.access import may_write, person
from webapp.views.preparing.certainty import tag_of
from webapp.views.revisions import revision_sent

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SourceCited:
    """A source with the places in it, and the tag of how sure it is."""

    words: str
    tag: str


def overview_of(procurement_id: UUID) -> Overview:
    """Return a procurement and its parts, which the guard has let through."""
    found = open_overview(installation().store, procurement_id)
    if found is None:
        raise NotFound
    return found


def may_change(overview: Overview) -> bool:
    """Return whether who asks may change the parts now."""
    preparation = overview.preparation
    return may_write(preparation.organisation_id, preparation.id) and preparation.closed is None


def revision_at(overview: Overview, kind: Kind[T]) -> int:
    """Return the revision that a form is read at; one that was sent keeps its own."""
    if request.method == "POST":
        return revision_sent()
    held = overview.held(kind)
    return held.revision if held else 0


def is_asked_in_vain(overview: Overview) -> bool:
    """Return whether a form is asked for that could not be sent now: its part is shown instead."""
    return request.method == "GET" and not may_change(overview)


def saved(procurement_id: UUID, change: Change[T]) -> PartSaved | PartStale[T] | Refused:
    """Change one aspect of a part, as whoever asks and at the revision that the form was read at.

    What others changed elsewhere in the part is no matter.
    """
    here = installation()
    return change_part(
        here.store,
        person(),
        change,
        procurement_id=procurement_id,
        revision=revision_sent(),
        now=here.now,
    )


def sources_cited(cites: Iterable[tuple[str, str]], stack: Stack) -> tuple[SourceCited, ...]:
    """Return the sources of those cited that the packs hold: another policy's say nothing here."""
    pinpoints: dict[str, list[str]] = {}
    for name, pinpoint in cites:
        pinpoints.setdefault(name, []).append(pinpoint)
    return tuple(
        SourceCited(f"{source.title}, {listed(places)}", tag_of([source.confidence]))
        for name, places in pinpoints.items()
        if (source := stack.sources.get(name)) is not None
    )
