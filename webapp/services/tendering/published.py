"""What is published of a tender, read back from its pinned model and terms."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.model import Model, Question
from evaluation.publication import Terms
from forms.errors import InvalidInput
from forms.tender.reading import read_model
from webapp.services.kept import Kept
from webapp.store import Session
from webapp.store import publications as rows
from webapp.store.tender_tables import Publication

_MODELS: Kept[Model] = Kept(50)
_ASKED: Kept[tuple[str, ...] | None] = Kept(200)


class PublishedModelIsWrong(Exception):
    """A pinned model is not what its digest says: the store was changed by other hands."""


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A publication of a tender: its first, or a change with its reason in `why`.

    `checks` is what was answered to the questions of the law, by the ids of the checks, and
    `basis` the power by which it was changed, empty for the first.
    """

    id: UUID
    number: int
    outline_version_id: UUID
    model_json: str
    model_sha256: str
    terms: Terms
    basis: str
    checks: tuple[str, ...]
    why: str
    by_id: UUID
    by: str
    at: datetime

    @property
    def model(self) -> Model:
        """The model as it was published.

        Raises:
            PublishedModelIsWrong: It does not have the digest by which it was pinned.
        """
        found = model_of_json(self.model_json)
        if isinstance(found, InvalidInput) or found.sha256 != self.model_sha256:
            raise PublishedModelIsWrong(f"publication {self.id}: {self.model_sha256}")
        return found


def model_of_json(canonical: str) -> Model | InvalidInput:
    """Return the model that canonical JSON stands for, or what is wrong with it."""
    tender = {
        "format": "podium/tender/1",
        "reference": "published",
        "model": json.loads(canonical),
        "bids": [],
    }
    try:
        return read_model(json.dumps(tender).encode(), name="model").model
    except InvalidInput as error:
        return error


def published_model(session: Session, procurement_id: UUID) -> Model | None:
    """Return the model of the last publication, None before there is one; read once for its digest.

    Raises:
        PublishedModelIsWrong: It does not have the digest by which it was pinned.
    """
    found = published_of(session, procurement_id)
    if found is None:
        return None
    return _MODELS.of(found.model_sha256, lambda: found.model)


def questions_of(session: Session, procurement_id: UUID) -> tuple[Question, ...]:
    """Return what a panel gives scores for, in the model's order; none before it is published.

    Raises:
        PublishedModelIsWrong: The model does not have the digest by which it was pinned.
    """
    model = published_model(session, procurement_id)
    return model.questions if model else ()


def asked_in(publication: Publication) -> tuple[str, ...] | None:
    """Return the ids of the questions of a publication; read once for its model.

    None where the model can't be read, because the store was changed by other hands.
    """
    return _ASKED.of(publication.model_sha256, lambda: _asked(publication.model))


def publications_of(session: Session, procurement_id: UUID) -> tuple[Published, ...]:
    """Return everything that was published of a tender, the first first."""
    return tuple(_published(row, name) for row, name in rows.publications(session, procurement_id))


def published_of(session: Session, procurement_id: UUID) -> Published | None:
    """Return what is published of a tender now, None before anything is."""
    found = publications_of(session, procurement_id)
    return found[-1] if found else None


def has_lots(session: Session, procurement_id: UUID) -> bool:
    """Return whether the published terms say how lots are awarded, as those of any lots do."""
    published = published_of(session, procurement_id)
    return published is not None and bool(published.terms.lots_awarded)


def _asked(canonical: str) -> tuple[str, ...] | None:
    model = model_of_json(canonical)
    return None if isinstance(model, InvalidInput) else tuple(one.id for one in model.questions)


def _published(row: Publication, name: str) -> Published:
    told = json.loads(row.checks)
    return Published(
        id=row.id,
        number=row.number,
        outline_version_id=row.outline_version_id,
        model_json=row.model,
        model_sha256=row.model_sha256,
        terms=Terms.of(row.terms),
        basis=told.get("basis", ""),
        checks=tuple(told.get("met", ())),
        why=row.why,
        by_id=row.published_by,
        by=name,
        at=row.published_at,
    )
