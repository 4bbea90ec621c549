"""The tenders of the demonstration, put on record beside one another in the order of time."""

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from webapp.addresses import bidder_entrance
from webapp.services.bids.sealed import Vault
from webapp.services.demonstration.awarded import awarded
from webapp.services.demonstration.keeping import LINKS, keep_private, kept_links
from webapp.services.demonstration.notice import Demonstration
from webapp.services.demonstration.stories import Stage, tell
from webapp.services.demonstration.under_way import being_bid_for, being_scored
from webapp.services.tendering.inviting import Links
from webapp.store import Store

SINCE = timedelta(days=100)
"""How long before today the people are there: longer than the first of their acts lies back."""


def put_tenders_on_record(
    store: Store, shown: Demonstration, *, folder: Path, secret: str, address: str, now: datetime
) -> dict[str, str]:
    """Tell of every tender that is not on record yet, and return the paths of bidders' links.

    They are by the reference of the tender, and kept in the instance's folder: a second run
    returns those of the first.

    Args:
        store: The store.
        shown: The demonstration's notice, whose purchase the invented tenders are like.
        folder: The instance's folder, where sealed bids lie.
        secret: The installation's secret key, with which the service seals and opens them.
        address: Where the service answers, with which the links in e-mails begin.
        now: The moment up to which is told.

    Raises:
        DemonstrationFailed: A step was refused, which no step of the demonstration should be.
    """
    links = Links(lambda token: f"{address}{bidder_entrance(token)}", is_mailed=False)
    stage = Stage(store, Vault(folder, secret), links, now)
    found = kept_links(folder)
    before = dict(found)

    def keep(reference: str, link: str) -> None:
        found[reference] = urlsplit(link).path

    bought = shown.procurement
    tell((awarded(stage, keep), being_scored(stage, bought), being_bid_for(stage, bought, keep)))
    if found != before:
        keep_private(folder / LINKS, found)
    return found
