"""Putting the web application together from its settings."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import security
from webapp.converters import limit_numbers
from webapp.installation import NAME, Installation, system_clock
from webapp.one_reading import share_reading
from webapp.quick import QuickFlask
from webapp.settings import Settings
from webapp.store import Store
from webapp.uploads import RequestInMemory
from webapp.views import errors, pages
from webapp.views.access import guard
from webapp.views.approval import (
    conditions,
    conflicts,
    meetings,
    minutes,
    papers,
    submission,
    versions,
    voting,
)
from webapp.views.awarding import awarding
from webapp.views.bidding import (
    answering,
    asking,
    award_letter,
    bid_documents,
    bidding,
    bids,
    returning,
    unread_bids,
)
from webapp.views.clauses import clauses, settling_clauses
from webapp.views.criteria import criteria, criteria_rules
from webapp.views.disclosure import disclosure
from webapp.views.ending import ending
from webapp.views.entrance import account, information, own_account, people
from webapp.views.finding import home, notifications, searching
from webapp.views.letters import letters, standstill, withholding
from webapp.views.lot_awards import lot_awards
from webapp.views.moderating import moderation
from webapp.views.notices import notices
from webapp.views.panel import calibration, interests, panel
from webapp.views.policies import (
    adopted,
    backtests,
    draft_steps,
    draft_trials,
    drafts,
    measure_imports,
    measures,
    policies,
)
from webapp.views.preparing import (
    again,
    attachments,
    case,
    checklist,
    copies,
    decision,
    looks,
    lots,
    notice_imports,
    outline,
    procurements,
    questions,
    risks,
)
from webapp.views.proposal import building_proposal, departures, measure_choices, own_measures
from webapp.views.record import record, timeline
from webapp.views.result import result
from webapp.views.scoring import scoring
from webapp.views.settling import price_questions, settling
from webapp.views.tendering import (
    clarifying,
    inviting,
    publishing,
    tender_documents,
    tendering,
)
from webapp.views.thread import thread

TEMPLATES = Path(__file__).parents[1] / "templates"
LARGEST_REQUEST = 1_000_000
LARGEST_FORM = 250_000
MOST_FORM_PARTS = 200
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")


PAGES = (
    account,
    adopted,
    again,
    answering,
    asking,
    attachments,
    award_letter,
    awarding,
    backtests,
    bid_documents,
    bidding,
    bids,
    building_proposal,
    calibration,
    case,
    checklist,
    clarifying,
    clauses,
    conditions,
    conflicts,
    copies,
    criteria,
    criteria_rules,
    decision,
    departures,
    disclosure,
    draft_steps,
    draft_trials,
    drafts,
    ending,
    home,
    information,
    interests,
    inviting,
    letters,
    looks,
    lot_awards,
    lots,
    measure_choices,
    measure_imports,
    measures,
    meetings,
    minutes,
    moderation,
    notice_imports,
    notices,
    notifications,
    outline,
    own_account,
    own_measures,
    panel,
    papers,
    people,
    policies,
    price_questions,
    procurements,
    publishing,
    questions,
    record,
    result,
    returning,
    risks,
    scoring,
    searching,
    settling,
    settling_clauses,
    standstill,
    submission,
    tender_documents,
    tendering,
    thread,
    timeline,
    unread_bids,
    versions,
    voting,
    withholding,
)
"""The modules of views, each with its blueprint."""


def build(settings: Settings, *, clock: Callable[[], datetime] = system_clock) -> Flask:
    """Return the application; the store is opened by its first request."""
    app = QuickFlask(__name__, template_folder=None, instance_path=str(settings.instance_folder))
    app.request_class = RequestInMemory
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=_hosts(settings) or None,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
        SESSION_COOKIE_NAME="podium" if settings.is_loopback else "__Host-podium",
        SESSION_COOKIE_SECURE=not settings.is_loopback,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=settings.idle_limit,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
    )
    app.extensions[NAME] = Installation(settings, Store(settings.database_url), clock)
    if settings.proxies:
        count = settings.proxies
        proxied = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # how Flask takes middleware
    _find_templates(app)
    limit_numbers(app)
    for module in PAGES:
        app.register_blueprint(module.blueprint)
    share_reading(app)
    pages.prepare(app)
    guard(app, ask_to_sign_in=account.ask_to_sign_in)
    CSRFProtect(app)
    security.protect(app)
    errors.register(app)
    return app


def _hosts(settings: Settings) -> list[str]:
    """Return the names that are answered; on loopback no page elsewhere can borrow another."""
    return list(settings.hosts or (LOOPBACK_HOSTS if settings.is_loopback else ()))


def _find_templates(app: Flask) -> None:
    app.jinja_options = {"undefined": ChainableUndefined, "trim_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(TEMPLATES),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.lstrip_blocks = True
