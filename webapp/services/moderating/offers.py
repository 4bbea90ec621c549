"""What could change who is first, made from the bids as far as somebody may see them."""

import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from evaluation.model import Model
from evaluation.moderating.order import Given, Untold, could_change, with_equal_prices
from evaluation.numbers import Amount, Percentage, exact
from evaluation.panel.visibility import Sight
from evaluation.tender import Bid, Commitment, CommitmentVerdict, Settled
from webapp.services.panel.access import PanelAccess
from webapp.store import Session, moderations, settlements
from webapp.store.award_tables import CommitmentSettlement
from webapp.store.moderations import OfferRow

_HIDDEN = Untold("marks are not yours to see")


def changes_seen(
    session: Session,
    access: PanelAccess,
    model: Model,
    given: Iterable[Given],
    excluded: frozenset[UUID],
) -> Mapping[tuple[UUID, str], bool] | Untold:
    """Return of the answers that are open whether their spread could change who is first.

    To whoever may not see prices all bids have one price here, so that nothing is given away.
    """
    if not access.sees(Sight.MARKS):
        return _HIDDEN
    bids = _bids(session, access, excluded)
    found = could_change(
        model, bids if access.sees(Sight.PRICES) else with_equal_prices(bids), given
    )
    if isinstance(found, Untold):
        return found
    return {(UUID(bid), criterion): could for (bid, criterion), could in found.items()}


def _bids(session: Session, access: PanelAccess, excluded: frozenset[UUID]) -> tuple[Bid, ...]:
    id_ = access.standing.procurement_id
    settled: dict[UUID, dict[str, CommitmentSettlement]] = {}
    for one in settlements.settlements(session, id_):
        settled.setdefault(one.bidder_id, {})[one.measure] = one
    return tuple(
        _bid(row, settled.get(row.bidder_id, {}))
        for row in moderations.offers(session, id_)
        if row.bidder_id not in excluded
    )


def _bid(row: OfferRow, settled: Mapping[str, CommitmentSettlement]) -> Bid:
    promised = json.loads(row.commitments)
    name = str(row.bidder_id)
    return Bid(
        id=name,
        bidder=name,
        price=None if row.price is None else Amount(exact(row.price)),
        commitments={
            measure: Commitment(
                exact(told["quantity"]),
                Percentage(exact(told.get("attribution", "100"))),
                settled=_settled(settled.get(measure)),
            )
            for measure, told in promised.items()
        },
    )


def _settled(row: CommitmentSettlement | None) -> Settled | None:
    if row is None:
        return None
    return Settled(CommitmentVerdict(row.verdict), row.because, row.role)
