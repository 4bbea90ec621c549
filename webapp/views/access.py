"""Who may reach what. Every endpoint declares it, and one guard stands before all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast
from uuid import UUID

from flask import Flask, abort, g, redirect, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.roles import (
    MEASURE_IMPORTERS,
    MEASURE_READERS,
    POLICY_MAKERS,
    POLICY_READERS,
    READERS,
    SETTING_READERS,
    WRITERS,
    Role,
)
from webapp.services.accounts import Membership, Person, who_is
from webapp.services.measures import organisation_of_file, organisation_of_import
from webapp.services.procurements import organisation_of
from webapp.services.settings import organisation_of_draft

View = TypeVar("View", bound=Callable[..., object])
TOKEN = "token"  # noqa: S105 - the name under which the session keeps it


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may reach an endpoint: everybody, whoever is signed in, or holders of a role.

    Where the address names a procurement, a draft, or a file or import of measures, the role
    counts only if it is held for the organisation that this belongs to; to all others the page
    does not exist.
    """

    is_public: bool = False
    roles: frozenset[Role] | None = None


PUBLIC = Reach(is_public=True)
SIGNED_IN = Reach()
READING = Reach(roles=READERS)
WRITING = Reach(roles=WRITERS)
SETTINGS = Reach(roles=SETTING_READERS)
DRAFT_READING = Reach(roles=POLICY_READERS)
DRAFTING = Reach(roles=POLICY_MAKERS)
OWN_MEASURES = Reach(roles=MEASURE_READERS)
IMPORTING = Reach(roles=MEASURE_IMPORTERS)

BUILT_IN = {"static": PUBLIC}
"""Endpoints that Flask makes itself, and so can't carry a declaration."""


class EndpointHasNoAccessRule(Exception):
    """An endpoint does not say who may reach it, so the application does not start."""


def access(reach: Reach) -> Callable[[View], View]:
    """Declare who may reach a view."""

    def declare(view: View) -> View:
        view.__dict__["reach"] = reach
        return view

    return declare


def takes_files(largest: int) -> Callable[[View], View]:
    """Declare that a view takes an uploaded file, and the most bytes that its request may have."""

    def declare(view: View) -> View:
        view.__dict__["largest"] = largest
        return view

    return declare


def largest_upload(app: Flask, endpoint: str | None) -> int | None:
    """Return the most bytes of a request with a file, None where a view takes none."""
    view = app.view_functions.get(endpoint or "")
    found = None if view is None else view.__dict__.get("largest")
    return found if isinstance(found, int) else None


def reach_of(app: Flask, endpoint: str) -> Reach:
    """Return who may reach an endpoint.

    Raises:
        EndpointHasNoAccessRule: It does not say.
    """
    declared = app.view_functions[endpoint].__dict__.get("reach", BUILT_IN.get(endpoint))
    if not isinstance(declared, Reach):
        raise EndpointHasNoAccessRule(endpoint)
    return declared


def guard(app: Flask) -> None:
    """Refuse to start with an undeclared endpoint, and let nobody past a declared one."""
    for endpoint in app.view_functions:
        reach_of(app, endpoint)

    @app.before_request
    def let_pass() -> Response | None:
        if request.endpoint is None:
            return None
        reach = reach_of(app, request.endpoint)
        if reach.is_public:
            return None
        person = signed_in_person()
        if person is None:
            return redirect(_sign_in_address())
        _require_roles(person, reach)
        largest = largest_upload(app, request.endpoint)
        if largest is not None:
            request.max_content_length = largest
        return None


def signed_in_person() -> Person | None:
    """Return who asks, looked up once a request; None if nobody is signed in."""
    if "person" not in g:
        g.person = None  # stays so if the store fails, so that the error page can be shown
        token = session.get(TOKEN)
        if token:
            g.person = who_is(installation().store, token, now=installation().now)
    return cast("Person | None", g.person)


def person() -> Person:
    """Return who asks, on a page that nobody reaches without signing in."""
    found = signed_in_person()
    if found is None:
        abort(401)
    return found


def membership_shown(roles: frozenset[Role]) -> Membership:
    """Return the membership that a page is about: the one that its address names, or the first.

    `roles` are those that the page's own rule of access asks for, so that there is a first.

    Raises:
        NotFound: the person has no such role for the organisation that is named.
    """
    found = person().with_any(roles)
    named = request.args.get("organisation")
    if named is None:
        return found[0]
    for one in found:
        if str(one.organisation_id) == named:
            return one
    raise NotFound


def may_write(organisation_id: UUID) -> bool:
    """Return whether who asks may change the procurements of an organisation."""
    return bool(person().roles_in(organisation_id) & WRITERS)


def is_local(address: str) -> bool:
    r"""Return whether an address is a path of this site, and so safe to go on to.

    >>> is_local("/procurements?page=2"), is_local("//elsewhere.example"), is_local("/\\e")
    (True, False, False)
    """
    return (
        address.startswith("/")
        and not address.startswith("//")
        and address.isprintable()
        and "\\" not in address
    )


def _sign_in_address() -> str:
    """Return the sign-in page, which leads back to the page that was asked for, if it is one."""
    rule = request.url_rule
    is_page = rule is not None and "GET" in (rule.methods or ())
    wanted = request.full_path.rstrip("?") if is_page else None
    return url_for("account.sign_in", next=wanted)


def _require_roles(person: Person, reach: Reach) -> None:
    if reach.roles is None:
        return
    named = request.view_args or {}
    owner = next((find for name, find in _OWNERS.items() if name in named), None)
    if owner is None:
        if not person.with_any(reach.roles):
            abort(403)
        return
    organisation_id = owner(named)
    held = person.roles_in(organisation_id) if organisation_id else frozenset()
    if not held:
        raise NotFound
    if not held & reach.roles:
        abort(403)


_OWNERS: dict[str, Callable[[dict[str, UUID]], UUID | None]] = {
    "procurement_id": lambda named: organisation_of(installation().store, named["procurement_id"]),
    "draft_id": lambda named: organisation_of_draft(installation().store, named["draft_id"]),
    "file_id": lambda named: organisation_of_file(installation().store, named["file_id"]),
    "import_id": lambda named: organisation_of_import(installation().store, named["import_id"]),
}
"""By what an address names, how to find the organisation that it belongs to."""
