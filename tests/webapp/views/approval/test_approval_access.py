"""Papers, meetings and conditions: every role, own and foreign, at every page of theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, benched, declaration_of, send, submitted
from tests.webapp.samples import decided, started
from tests.webapp.views.test_access import narrow
from webapp.roles import READERS, Role
from webapp.services.accounts import Person
from webapp.services.approval.agenda import put_on
from webapp.services.approval.meetings import Called, call_meeting
from webapp.services.approval.owners import owner_of_version
from webapp.services.approval.recording import Asked
from webapp.services.approval.records import version_in
from webapp.store.panel_tables import AgendaItem
from webapp.views.access import reach_of

pytestmark = pytest.mark.slow

PAGES = {
    "papers.paper": "/papers/{version}",
    "papers.comment": "/papers/{version}/comments/summary",
    "conflicts.conflict": "/papers/{version}/conflicts/{declaration}",
    "voting.declare": "/papers/{version}/declaration",
    "voting.vote": "/papers/{version}/vote",
    "voting.decide": "/papers/{version}/decision",
    "conditions.condition": "/conditions/{condition}",
    "conditions.report": "/conditions/{condition}/report",
    "conditions.judge": "/conditions/{condition}/judge",
    "meetings.meeting": "/meetings/{meeting}",
    "meetings.attendance": "/meetings/{meeting}/attendance",
    "meetings.put_on": "/meetings/{meeting}/agenda/{version}/put-on",
    "meetings.take_off": "/meetings/{meeting}/agenda/{version}/take-off",
    "meetings.move_up": "/meetings/{meeting}/agenda/{version}/up",
    "minutes.minutes": "/meetings/{meeting}/minutes",
    "minutes.edit": "/meetings/{meeting}/minutes/edit",
    "minutes.agree": "/meetings/{meeting}/minutes/agree",
    "minutes.minutes_page": "/meetings/{meeting}/minutes/minutes.html",
    "minutes.minutes_pdf": "/meetings/{meeting}/minutes/minutes.pdf",
    "minutes.minutes_word": "/meetings/{meeting}/minutes/minutes.docx",
    "meetings.open_meeting": "/meetings/{meeting}/open",
    "meetings.close_meeting": "/meetings/{meeting}/close",
    "meetings.cancel": "/meetings/{meeting}/cancel",
}
POSTED = {
    "conditions.report",
    "conditions.judge",
    "meetings.put_on",
    "meetings.take_off",
    "meetings.move_up",
    "meetings.open_meeting",
    "meetings.close_meeting",
}


@dataclass(frozen=True, slots=True)
class Places:
    """What the addresses name."""

    version: UUID
    condition: UUID
    meeting: UUID
    declaration: UUID

    def address(self, endpoint: str) -> str:
        """Return the address of a page."""
        return PAGES[endpoint].format(
            version=self.version,
            condition=self.condition,
            meeting=self.meeting,
            declaration=self.declaration,
        )


@pytest.fixture
def places(store: WatchedStore, person_of: Callable[..., Person]) -> Places:
    chair = person_of(Role.PANEL_CHAIR)
    bench = benched(store, chair, NOW)
    version_id = submitted(store, person_of(Role.BUYER), NOW)
    called = call_meeting(
        store,
        chair,
        organisation_id=chair.memberships[0].organisation_id,
        body=PANEL_BODY,
        starts_at=NOW + timedelta(days=7),
        place="Room 2",
        now=NOW,
    )
    assert isinstance(called, Called)
    bench.approve(store, version_id, NOW, Asked("Tell the market", "Parks", NOW.date()))
    with store.reading() as session:
        version = version_in(session, version_id)
    assert version is not None
    declaration_id = declaration_of(store, bench.first, version_id)
    return Places(version_id, version.conditions[0].id, called.meeting_id, declaration_id)


def ask(client: Client, endpoint: str, places: Places) -> int:
    """Ask for a page as a browser would; a form carries its token."""
    address = places.address(endpoint)
    if endpoint not in POSTED:
        return client.get(address).status_code
    token = forms_in(client.get("/", follow_redirects=True).text)[0].hidden["csrf_token"]
    return client.post(address, data={"csrf_token": token}).status_code


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_it_should_in_its_own_organisation(
    role: Role, client_of: Callable[..., Client], places: Places
) -> None:
    client = client_of(role)
    app = client.application

    found = {name: ask(client, name, places) for name in PAGES}

    may = {name for name in PAGES if role in (reach_of(app, name).roles or ())}
    assert {name for name, status in found.items() if status not in {403, 404}} == may
    assert {name for name, status in found.items() if status == 403} == set(PAGES) - may
    assert 500 not in found.values()


@pytest.mark.parametrize("role", Role)
def test_what_is_others_does_not_exist(
    role: Role, client_of: Callable[..., Client], places: Places
) -> None:
    client = client_of(role, "elsewhere")

    assert {ask(client, name, places) for name in PAGES} == {404}


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("role", Role)
def test_a_role_for_one_procurement_opens_its_papers_and_no_meeting(
    role: Role, client_of: Callable[..., Client], store: WatchedStore, places: Places
) -> None:
    owner = owner_of_version(store, places.version)
    assert owner is not None
    narrow(store, role, owner[1])
    client = client_of(role)
    papers = {name for name in PAGES if "{meeting}" not in PAGES[name]}

    found = {name: ask(client, name, places) for name in PAGES}

    may = {name for name in papers if role in (reach_of(client.application, name).roles or ())}
    assert {name for name, status in found.items() if status not in {403, 404}} == may
    assert {name for name, status in found.items() if status == 403} == papers - may
    assert {found[name] for name in set(PAGES) - papers} == {404}


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("role", Role)
def test_a_role_for_one_procurement_reads_its_item_of_an_agenda_and_nothing_else_of_the_meeting(
    role: Role,
    client_of: Callable[..., Client],
    person_of: Callable[..., Person],
    store: WatchedStore,
) -> None:
    chair = person_of(Role.PANEL_CHAIR)
    benched(store, chair, NOW)
    own, other = (
        send(store, person_of(Role.BUYER), decided(store, person_of(Role.BUYER), NOW, **given), NOW)
        for given in ({}, {"reference": "COV-2026-015"})
    )
    meeting_id = on_agenda(store, chair, other, own)
    owner = owner_of_version(store, own)
    assert owner is not None
    narrow(store, role, owner[1])
    client = client_of(role)

    response = client.get(f"/meetings/{meeting_id}")

    if role not in READERS:
        assert response.status_code == 404
        return
    assert response.status_code == 200
    assert f'href="/papers/{own}"' in response.text
    for words in (f'href="/papers/{other}"', "Who is there", "Minutes", "Waiting for a meeting"):
        assert words not in response.text
    assert client.get(f"/meetings/{meeting_id}/minutes").status_code == 404


def on_agenda(store: WatchedStore, chair: Person, *versions: UUID) -> UUID:
    called = call_meeting(
        store,
        chair,
        organisation_id=chair.memberships[0].organisation_id,
        body=PANEL_BODY,
        starts_at=NOW + timedelta(days=7),
        place="Room 2",
        now=NOW,
    )
    assert isinstance(called, Called)
    for one in versions:
        put_on(store, chair, meeting_id=called.meeting_id, version_id=one, now=NOW)
    return called.meeting_id


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("role", Role)
def test_a_role_for_another_procurement_opens_none_of_them(
    role: Role, client_of: Callable[..., Client], store: WatchedStore, places: Places, buyer: Person
) -> None:
    narrow(store, role, started(store, buyer, NOW, reference="COV-2026-015"))
    client = client_of(role)

    assert {ask(client, name, places) for name in PAGES} == {404}


@pytest.mark.parametrize("act", ["put-on", "take-off", "up"])
def test_a_paper_of_others_is_put_on_no_agenda_of_ours(
    act: str,
    client_of: Callable[..., Client],
    person_of: Callable[..., Person],
    store: WatchedStore,
    places: Places,
) -> None:
    other = submitted(store, person_of(Role.BUYER, "elsewhere"), NOW)
    client = client_of(Role.PANEL_CHAIR)
    address = f"/meetings/{places.meeting}"
    token = forms_in(client.get(address).text)[0].hidden["csrf_token"]

    response = client.post(f"{address}/agenda/{other}/{act}", data={"csrf_token": token})

    with store.reading() as session:
        items = session.scalars(select(AgendaItem.outline_version_id)).all()
    assert response.status_code in {404, 409}
    assert other not in items


def test_what_is_none_does_not_exist(client_of: Callable[..., Client], places: Places) -> None:
    del places
    none = Places(uuid4(), uuid4(), uuid4(), uuid4())
    client = client_of(Role.PROCUREMENT_OFFICER)

    assert {ask(client, name, none) for name in PAGES} == {404}


@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - POSTED))
def test_a_stranger_is_asked_to_sign_in_first(
    endpoint: str, stranger: Client, places: Places
) -> None:
    response = stranger.get(places.address(endpoint))

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in?next=")


def test_every_page_that_names_one_is_tried(client_of: Callable[..., Client]) -> None:
    named = {
        rule.endpoint
        for rule in client_of(Role.BUYER).application.url_map.iter_rules()
        if {"version_id", "meeting_id", "condition_id"} & rule.arguments
    }

    assert named == set(PAGES)
