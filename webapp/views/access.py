"""Who may reach what. Every endpoint declares it, and one guard stands before all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast
from uuid import UUID

from flask import Flask, abort, current_app, g, request, session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.roles import RESULT_READERS, WRITERS, Role
from webapp.services.accounts import Membership, Person, who_is
from webapp.services.accounts.directory import organisation_of_role
from webapp.services.accounts.inviting import organisation_of_invitation
from webapp.services.approval.owners import (
    organisation_of_meeting,
    owner_of_condition,
    owner_of_version,
    procurements_on_agenda,
)
from webapp.services.bids.entering import Visitor
from webapp.services.bids.entering import visitor as find_visitor
from webapp.services.measures import organisation_of_file, organisation_of_import
from webapp.services.preparing.procurements import organisation_of
from webapp.services.settings import organisation_of_draft
from webapp.store import Store
from webapp.views.entrance.carrying import name_typist
from webapp.views.reaches import PUBLIC, Reach

View = TypeVar("View", bound=Callable[..., object])
TOKEN = "token"  # noqa: S105 - the name under which the session keeps it
VISIT = "visit"
"""The name under which the session keeps the token of a bidder's visit."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a thing is that an address names: an organisation's, often one procurement's too."""

    organisation_id: UUID
    procurement_id: UUID | None = None


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


def guard(app: Flask, *, ask_to_sign_in: Callable[[], Response]) -> None:
    """Refuse to start with an undeclared endpoint, and let nobody past a declared one.

    `ask_to_sign_in` answers whoever is not signed in.
    """
    for endpoint in app.view_functions:
        reach_of(app, endpoint)

    @app.before_request
    def let_pass() -> Response | None:
        if request.endpoint is None:
            return None
        reach = reach_of(app, request.endpoint)
        if reach.is_public:
            return None
        largest = largest_upload(app, request.endpoint)
        if largest is not None:  # also of whoever is asked to sign in: the text with it is kept
            request.max_content_length = largest
        if reach.is_for_bidders:
            visitor()
            return None
        person = signed_in_person()
        if person is None:
            return ask_to_sign_in()
        name_typist(person.id)
        _require_roles(person, reach)
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


def visitor() -> Visitor:
    """Return which bidder asks, looked up once a request; whoever has not come in is told how."""
    if "visitor" not in g:
        token = session.get(VISIT)
        found = find_visitor(installation().store, token, now=installation().now) if token else None
        if found is None:
            abort(401)
        g.visitor = found
    return cast("Visitor", g.visitor)


def membership_shown(roles: frozenset[Role]) -> Membership:
    """Return the membership that a page is about: the one that its address names, or the first.

    `roles` are those that the page's own rule of access asks for, so that there is a first. A
    membership with such a role for single procurements only counts where the page is for these.

    Raises:
        NotFound: the person has no such role for the organisation that is named.
    """
    found = person().with_any(roles)
    if reach_of(current_app, request.endpoint or "").is_for_single:
        found = tuple(
            one
            for one in person().memberships
            if one in found or any(held & roles for held in one.single.values())
        )
    named = request.args.get("organisation")
    if named is None:
        return found[0]
    for one in found:
        if str(one.organisation_id) == named:
            return one
    raise NotFound


def may_write(organisation_id: UUID, procurement_id: UUID | None = None) -> bool:
    """Return whether who asks may change the procurements of an organisation, or just this one."""
    return bool(person().roles_in(organisation_id, procurement_id) & WRITERS)


def reads_result_of(procurement_id: UUID) -> bool:
    """Return whether who asks may open the pages of the result of another procurement.

    It is one of the same organisation as that which the address names.
    """
    owner = cast("Owner | None", g.get("owner"))
    if owner is None:
        return False
    return bool(person().roles_in(owner.organisation_id, procurement_id) & RESULT_READERS)


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


def _require_roles(person: Person, reach: Reach) -> None:
    if reach.roles is None:
        return
    named = request.view_args or {}
    find = next((find for name, find in _OWNERS.items() if name in named), None)
    if find is None:
        is_held = person.with_any(reach.roles) or (
            reach.is_for_single and person.with_any_single(reach.roles)
        )
        if not is_held:
            abort(403)
        return
    owner = find(named)
    held = person.roles_in(owner.organisation_id, owner.procurement_id) if owner else frozenset()
    if owner is not None and reach.is_for_agenda and not held & reach.roles:
        held |= _by_agenda(person, owner, named["meeting_id"]) & reach.roles
    if owner is None or not held:
        raise NotFound
    if reach.is_for_whole:
        held = person.roles_in(owner.organisation_id)
    if not held & reach.roles:
        abort(403)
    g.owner = owner


def _by_agenda(person: Person, owner: Owner, meeting_id: UUID) -> frozenset[Role]:
    """Return the roles that somebody holds for what is on the agenda of a meeting."""
    on = procurements_on_agenda(installation().store, meeting_id)
    return frozenset(role for one in on for role in person.roles_in(owner.organisation_id, one))


def _of_procurement(named: dict[str, UUID]) -> Owner | None:
    found = organisation_of(installation().store, named["procurement_id"])
    return Owner(found, named["procurement_id"]) if found else None


def _of_organisation(
    name: str, find: Callable[[Store, UUID], UUID | None]
) -> Callable[[dict[str, UUID]], Owner | None]:
    def owner(named: dict[str, UUID]) -> Owner | None:
        found = find(installation().store, named[name])
        return Owner(found) if found else None

    return owner


def _of_pair(
    name: str, find: Callable[[Store, UUID], tuple[UUID, UUID] | None]
) -> Callable[[dict[str, UUID]], Owner | None]:
    def owner(named: dict[str, UUID]) -> Owner | None:
        found = find(installation().store, named[name])
        return Owner(*found) if found else None

    return owner


_OWNERS: dict[str, Callable[[dict[str, UUID]], Owner | None]] = {
    "procurement_id": _of_procurement,
    "draft_id": _of_organisation("draft_id", organisation_of_draft),
    "file_id": _of_organisation("file_id", organisation_of_file),
    "import_id": _of_organisation("import_id", organisation_of_import),
    "role_id": _of_organisation("role_id", organisation_of_role),
    "invitation_id": _of_organisation("invitation_id", organisation_of_invitation),
    "meeting_id": _of_organisation("meeting_id", organisation_of_meeting),
    "version_id": _of_pair("version_id", owner_of_version),
    "condition_id": _of_pair("condition_id", owner_of_condition),
}
"""By what an address names, how to find whose it is."""
