"""The index of a file: for whom it is, as the record stood when, and what it holds of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from evaluation.disclosure import Audience, Recipient
from evaluation.panel.naming import bid_id
from evaluation.panel.phases import Phase
from rules.uk_time import day_of
from webapp.documents.disclosure import Index, Part
from webapp.store import audit
from webapp.store.models import AuditEntry, Organisation, ProcurementRecord
from webapp.store.tender_tables import Bidder

FORMAT: Final = "podium/file/1"
PROMISES: Final[Mapping[Audience, str]] = MappingProxyType(
    {
        Audience.COURT: (
            "Nothing is redacted. This file holds everything that is on record, names, prices "
            "and drafts of scores too, and what is confidential to bidders. What is not in it: "
            "bids that were never opened, which stay sealed; links and keys, which open "
            "something; and scores while others are still to be given blind. Whether anything "
            "is privileged was not judged by a machine."
        ),
        Audience.PUBLIC: (
            "This file is redacted for a public request. People of the authority are called by "
            "their roles, bidders that were not successful by letters. What is left out or "
            "blacked out is listed here with the provision by which."
        ),
        Audience.BIDDER: (
            "This file is redacted for one bidder: it holds what is about the bidder itself, "
            "what was published, and what everybody may know of the winner, and nothing of "
            "another bid. What is left out or blacked out is listed here with the provision by "
            "which."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class State:
    """What a file is made from, read at one moment."""

    record: ProcurementRecord
    organisation: Organisation
    phase: Phase
    bidders: tuple[Bidder, ...]
    last: AuditEntry | None


def index_of(state: State, recipient: Recipient, parts: tuple[Part, ...]) -> Index:
    """Return what the index of a file for somebody says."""
    last, audience = state.last, recipient.audience.words
    at = last.at if last else state.record.changed_at
    return Index(
        reference=state.record.reference,
        title=state.record.title,
        authority=state.organisation.name,
        audience=audience if recipient.number is None else f"Bidder {bid_id(recipient.number)}",
        promise=PROMISES[recipient.audience],
        phase=state.phase.words,
        as_of=day_of(at),
        act=last.number if last else 0,
        head=last.sha256 if last else audit.START,
        parts=parts,
    )


def index_json(index: Index, recipient: Recipient) -> dict[str, object]:
    """Return the index as `podium/file/1`, for a machine."""
    return {
        "format": FORMAT,
        "reference": index.reference,
        "title": index.title,
        "authority": index.authority,
        "for": recipient.code,
        "redaction": index.promise,
        "phase": index.phase,
        "as_of": {"day": index.as_of.isoformat(), "act": index.act, "sha256": index.head},
        "parts": [
            {
                "title": part.title,
                "how": part.how.value,
                "why": part.why,
                "grounds": [
                    {"id": one.id, "provision": one.cite, "because": one.because}
                    for one in part.grounds
                ],
                "blacked_out": [
                    {"what": one.what, "times": one.times, "provision": one.cite}
                    for one in part.blackouts
                ],
                "files": [
                    {"path": one.path, "bytes": one.size, "sha256": one.sha256}
                    for one in part.files
                ],
            }
            for part in index.parts
        ],
    }
