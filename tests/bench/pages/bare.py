"""What the pages are measured against: who asks, one row, and a line of plain text.

The least that a page of anybody's could do in the same framework, on the same server and in the
same database: one transaction with two queries, and no template.
"""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

from flask import Flask, Response, abort, session
from sqlalchemy import select

from webapp.settings import Settings
from webapp.store import Store, people
from webapp.store.models import ProcurementRecord
from webapp.views.access import TOKEN


def bare_application(settings: Settings) -> Flask:
    """Return an application of one view, which reads the cookie of the other."""
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="podium",
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    store = Store(settings.database_url)

    @app.get("/<uuid:procurement_id>")
    def bare(procurement_id: UUID) -> Response:
        token = hashlib.sha256(session[TOKEN].encode()).hexdigest()
        with store.reading() as reading:
            person = people.live_session(reading, token, now=datetime.now(UTC))
            if person is None:
                abort(403)
            title = reading.scalar(
                select(ProcurementRecord.title).where(ProcurementRecord.id == procurement_id)
            )
        return Response(f"{title}\n", mimetype="text/plain")

    return app
