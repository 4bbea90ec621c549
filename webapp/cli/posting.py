"""The thread of the server that sends e-mail while the service runs."""

import logging
import threading
from datetime import UTC, datetime

from rules.errors import PodiumError
from webapp.services.letters.delivering import tell_given_up
from webapp.services.telling.mailing import carrier_of, send_waiting
from webapp.settings import Settings
from webapp.store import Store

SECONDS_BETWEEN_ROUNDS = 15.0

log = logging.getLogger(__name__)


def start_posting(
    settings: Settings, *, seconds: float = SECONDS_BETWEEN_ROUNDS
) -> threading.Event:
    """Send what waits, round after round, in a thread that ends with the process.

    Returns:
        What ends it earlier, when set.
    """
    ended = threading.Event()
    threading.Thread(target=_post, args=(settings, ended, seconds), daemon=True).start()
    return ended


def _post(settings: Settings, ended: threading.Event, seconds: float) -> None:
    store = Store(settings.database_url)
    while not ended.wait(seconds):
        try:
            send_waiting(
                store,
                settings,
                carrier_of(settings),
                clock=lambda: datetime.now(UTC),
                on_given_up=tell_given_up,
            )
        except PodiumError as problem:
            log.warning("No e-mail was sent in this round: %s", problem)
        except Exception:
            log.exception("No e-mail was sent in this round")
    store.close()
