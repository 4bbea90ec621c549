"""An evaluation as data, for whoever may also see what it tells of other lots."""

from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.lot_awards.seeing import seen_in
from webapp.services.refusals import Refused
from webapp.services.result.pages import run_of
from webapp.services.result.reading import Run
from webapp.store import Store, lot_awards

TELLS_OF_LOTS = Refused(
    "The file says why a bid is passed over, and with that who wins other lots, which you may not "
    "see",
    "Take the award report, or ask somebody who may see the result of every lot",
)


def data_of(
    store: Store, person: Person, procurement_id: UUID, number: int, *, now: datetime
) -> Run | Refused | None:
    """Return an evaluation to somebody who may see all that its data tell, None without one.

    Why a bid is passed over tells who wins other lots: that is for who may see these too.
    """
    run = run_of(store, person, procurement_id, number, now=now)
    if run is None or isinstance(run, Refused) or not run.tender.passed_over:
        return run
    with store.reading() as session:
        groups = sorted(lot_awards.groups_awarded(session, procurement_id))
        seen = [seen_in(session, person, one, now=now) for one in groups]
    return run if all(one.sees_names for one in seen) else TELLS_OF_LOTS
