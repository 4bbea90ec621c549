"""The acts of settling as the tests do them, and the tenders on which they are done."""

from collections.abc import Callable
from datetime import datetime, timedelta

from evaluation.tender import CommitmentVerdict
from rules.uk_time import day_of
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import ANSWERED, OFFERED, moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.tender_rows import Offered
from tests.webapp.tenders import LINKS
from webapp.services.accounts import Person
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.services.settling.asking import PriceAsked, Question, ask_about_price
from webapp.services.settling.excluding import Declared, exclude, lift
from webapp.services.settling.pages import SettlingPage, settling_page_of
from webapp.services.settling.prices import Verdict, decide_price, enter_answer
from webapp.services.settling.promises import Settling, settle_promise

UNANSWERED = {"in_area": True, "counted_elsewhere": False, "beyond_requirement": True}
"""What is known of a promise without whether a method statement shows it: the packs leave it."""

OPEN_PROMISE = (
    OFFERED[0],
    Offered("112500.50", {"weeks": {"quantity": "80", "answers": UNANSWERED}}),
    OFFERED[2],
)
LOW_PRICE = (
    Offered("60000", {"weeks": {"quantity": "120", "answers": ANSWERED}}),
    *OFFERED[1:],
)
DAY = timedelta(days=1)
REASONS = "The hours of the rota cannot be paid from this price at the wages that the law asks for."


def tender(
    store: WatchedStore,
    person_of: Callable[..., Person],
    *,
    offered: tuple[Offered, ...] = OFFERED,
) -> Scene:
    """Put a moderated tender on record."""
    return moderated_tender(store, person_of, NOW, offered=offered)


def shown(
    store: WatchedStore, person: Person, scene: Scene, *, now: datetime = NOW
) -> SettlingPage:
    """Return what is to settle as somebody sees it."""
    found = settling_page_of(store, person, scene.procurement_id, now=now)
    assert isinstance(found, SettlingPage), found
    return found


def settled(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    verdict: CommitmentVerdict = CommitmentVerdict.COUNTED,
    because: str = "The letter of the college on page 3 names the two places.",
    *,
    bidder: int = 2,
    measure: str = "weeks",
    read: int = 0,
) -> Done | Refused:
    """Settle a promise."""
    return settle_promise(
        store,
        person,
        Settling(bidder, measure, verdict, because),
        procurement_id=scene.procurement_id,
        read=read,
        now=NOW,
    )


def disregarded(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    ground: str = "conditions",
    because: str = "It holds no certificate of competence.",
    heard: str = "",
    *,
    bidder: int = 2,
    read: int = 0,
) -> Done | Refused:
    """Declare that a tender is disregarded."""
    return exclude(
        store,
        person,
        Declared(ground, because, heard),
        procurement_id=scene.procurement_id,
        bidder=bidder,
        read=read,
        now=NOW,
    )


def lifted(
    store: WatchedStore, person: Person, scene: Scene, number: int = 1, because: str = "It does."
) -> Done | Refused:
    """Lift a declaration against the second bidder."""
    return lift(
        store,
        person,
        procurement_id=scene.procurement_id,
        bidder=2,
        number=number,
        because=because,
        now=NOW,
    )


def asked(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    reasons: str = REASONS,
    *,
    days: int = 7,
    bidder: int = 1,
    read: int = 0,
) -> PriceAsked | Refused:
    """Ask a bidder about its price, to be answered by a day."""
    return ask_about_price(
        store,
        person,
        Question(reasons, day_of(NOW) + timedelta(days=days)),
        procurement_id=scene.procurement_id,
        bidder=bidder,
        links=LINKS,
        read=read,
        now=NOW,
    )


def entered(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    answer: str = "The firm owns its machines.",
    *,
    read: int = 0,
) -> Done | Refused:
    """Enter the first bidder's answer."""
    return enter_answer(
        store,
        person,
        procurement_id=scene.procurement_id,
        bidder=1,
        answer=answer,
        read=read,
        now=NOW + DAY,
    )


def decided(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    verdict: Verdict,
    because: str = "Its machines are paid off, and the rota is staffed at the living wage.",
    *,
    read: int = 0,
    now: datetime = NOW + 2 * DAY,
) -> Done | Refused:
    """Decide on the first bidder's price."""
    return decide_price(
        store,
        person,
        procurement_id=scene.procurement_id,
        bidder=1,
        verdict=verdict,
        because=because,
        read=read,
        now=now,
    )
