"""`python -m webapp.jobs`: the worker's process, which ends when no job is left."""

import logging
import os
import sys

from webapp.installation import system_clock
from webapp.services.jobs import work_through
from webapp.services.jobs.process import DATABASE
from webapp.settings import settings_from_environment
from webapp.store import Store

NICENESS = 10
"""How far the worker stands back behind the processes that answer pages."""


def main() -> int:
    """Do the queued jobs of the installation that the environment names."""
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s")
    os.nice(NICENESS)
    store = Store(os.environ.get(DATABASE) or settings_from_environment().database_url)
    try:
        work_through(store, clock=system_clock)
    finally:
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
