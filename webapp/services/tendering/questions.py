"""Which questions a publication has a panel answer of each bid, read once for its model."""

from evaluation.model import GateCriterion, ScoredCriterion
from forms.errors import InvalidInput
from webapp.services.kept import Kept
from webapp.services.tendering.published import model_of_json
from webapp.store.tender_tables import Publication

_MOST = 200
_ASKED: Kept[tuple[str, ...] | None] = Kept(_MOST)


def asked_in(publication: Publication) -> tuple[str, ...] | None:
    """Return the ids of the questions with a scale and of the gates, in the model's order.

    None where the model can't be read, because the store was changed by other hands.
    """
    return _ASKED.of(publication.model_sha256, lambda: _asked(publication.model))


def _asked(canonical: str) -> tuple[str, ...] | None:
    model = model_of_json(canonical)
    if isinstance(model, InvalidInput):
        return None
    return tuple(
        leaf.id for leaf in model.leaves if isinstance(leaf, ScoredCriterion | GateCriterion)
    )
