"""The model that bids are scored by: the one that was published last, read once for its digest."""

from uuid import UUID

from evaluation.model import Model
from webapp.services.kept import Kept
from webapp.services.tendering.published import published_of
from webapp.store import Session

_MOST = 50
_MODELS: Kept[Model] = Kept(_MOST)


def published_model(session: Session, procurement_id: UUID) -> Model | None:
    """Return the model of the last publication, None before there is one.

    Raises:
        PublishedModelIsWrong: It does not have the digest by which it was pinned.
    """
    found = published_of(session, procurement_id)
    if found is None:
        return None
    return _MODELS.of(found.model_sha256, lambda: found.model)
