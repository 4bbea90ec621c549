"""How moderation stands in the audit log: without a score, which not every reader may know."""

import json
from datetime import datetime

from rules.canonical import canonical_text, sha256_of
from webapp.services.accounts import Person
from webapp.services.moderating.places import Place
from webapp.services.panel.acting import note
from webapp.store import Session
from webapp.store.scoring_tables import ModerationStep


def digest_of(step: ModerationStep) -> str:
    """Return the digest by which the log pins a step, with all that it says."""
    held = canonical_text(
        {
            "bidder": str(step.bidder_id),
            "criterion": step.criterion,
            "dissent": step.dissent,
            "dissenting": json.loads(step.dissenting),
            "number": step.number,
            "present": json.loads(step.present),
            "procurement": str(step.procurement_id),
            "quotations": json.loads(step.quotations),
            "rationale": step.rationale,
            "score": step.score,
            "state": step.state,
        }
    )
    return sha256_of(held)


def note_agreed(
    session: Session,
    place: Place,
    person: Person,
    step: ModerationStep,
    sha256: str,
    *,
    meant: int,
    now: datetime,
) -> None:
    """Note that a score was agreed, by its digest, with who was there and who dissents."""
    detail = {
        **_where(place, step),
        "sha256": sha256,
        "present": json.loads(step.present),
        "dissenting": json.loads(step.dissenting),
        "meant": meant,
    }
    note(session, place.table.scene, "agree-score", person, now=now, detail=detail)


def note_reopened(
    session: Session, place: Place, person: Person, step: ModerationStep, *, now: datetime
) -> None:
    """Note that an agreed score was reopened, and why."""
    detail = {**_where(place, step), "why": step.rationale}
    note(session, place.table.scene, "reopen-answer", person, now=now, detail=detail)


def _where(place: Place, step: ModerationStep) -> dict[str, object]:
    return {
        "criterion": place.question.id,
        "title": place.question.title,
        "bidder": place.cell.bidder,
        "row": step.number,
    }
