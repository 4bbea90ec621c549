"""Starting the worker as a process of its own, so that pages stay quick while it works."""

import logging
import os
import subprocess
import sys
import threading
from datetime import datetime
from uuid import UUID

from webapp.services.jobs.records import Ask, queue_job
from webapp.store import Store

DATABASE = "PODIUM_DATABASE_URL"

log = logging.getLogger(__name__)


def start_job(store: Store, ask: Ask, *, made_by: UUID, now: datetime) -> UUID:
    """Queue a job in a transaction of its own, and start the worker.

    Raises:
        TooManyJobs: the organisation has too many that have not ended.
    """
    with store.writing() as session:
        job_id = queue_job(session, ask, made_by=made_by, now=now)
    start_worker(store)
    return job_id


def start_worker(store: Store) -> None:
    """Start the worker; one that finds another at work ends at once.

    If it can't be started, the job waits until the next worker comes, or reads as failed.
    """
    try:
        spawn(store.url)
    except OSError:
        log.exception("The worker could not be started.")


def spawn(database_url: str) -> None:
    """Start the process, and leave it to itself."""
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp.jobs"],
        env={**os.environ, DATABASE: database_url},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=process.wait, daemon=True).start()  # so that it leaves no zombie
