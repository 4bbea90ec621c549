"""The process that answers: gunicorn's threads, which wait for nobody who has asked nothing.

gunicorn gives each new connection to a thread, which waits up to five seconds for a request.
Browsers open connections ahead, so that eight of them that say nothing yet would keep eight
threads from all who have asked. Here a thread is taken once there is something to read.
"""

from gunicorn.workers.gthread import (  # type: ignore[import-untyped]  # it has no types
    _DEFER,
    TConn,
    ThreadWorker,
)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """A worker with threads, in which a silent connection waits where it takes no thread."""

    def handle(self, conn: TConn) -> object:
        """Answer a connection that has asked; leave one that has not with the poller."""
        is_new = not conn.initialized and not conn.data_ready
        if is_new and not conn.wait_for_data(0):
            return _DEFER
        return super().handle(conn)
