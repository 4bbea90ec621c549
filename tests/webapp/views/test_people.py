"""The people of an organisation: invitations, roles for one procurement, and their end."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import Clock
from tests.webapp.people import PASSWORD, PEOPLE
from tests.webapp.samples import decided
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.accounts.directory import directory
from webapp.store.notification_tables import Mail

NEW = {"name": "Nia New", "email": "nia@coventry.example", "role": "buyer"}


@pytest.fixture
def keeper(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.ADMINISTRATOR)


def link_in(html: str) -> str:
    return html.partition("<code>http://localhost")[2].partition("</code>")[0]


def invited(keeper: Client, **given: str) -> str:
    response = keeper.fill_in("/people/invite", {**NEW, **given})
    assert response.status_code == 200, response.text[:2000]
    return link_in(response.text)


def test_whoever_is_invited_sets_a_password_and_holds_the_role(
    keeper: Client, stranger: Client
) -> None:
    link = invited(keeper)

    page = stranger.get(link)
    accepted = stranger.fill_in(link, {"password": "four words in a row"})
    signed_in = stranger.fill_in(
        "/sign-in", {"email": NEW["email"], "password": "four words in a row"}
    )

    assert "You are invited to Coventry City Council" in page.text
    assert accepted.status_code == 302
    assert signed_in.status_code == 302
    assert stranger.get("/procurements/start").status_code == 200


def test_the_invitation_goes_out_by_mail(keeper: Client, store: WatchedStore) -> None:
    link = invited(keeper)

    with store.reading() as session:
        (mail,) = session.scalars(select(Mail)).all()
    assert mail.recipient == NEW["email"]
    assert link in mail.text


def test_an_invitation_counts_once(keeper: Client, stranger: Client) -> None:
    link = invited(keeper)
    stranger.fill_in(link, {"password": "four words in a row"})

    again = stranger.get(link)

    assert again.status_code == 404
    assert "was used, withdrawn or has run out" in again.text


def test_an_invitation_runs_out(keeper: Client, stranger: Client, clock: Clock) -> None:
    link = invited(keeper)
    clock.move(timedelta(days=7, seconds=1))

    assert stranger.get(link).status_code == 404


def test_an_invitation_that_was_withdrawn_is_void(keeper: Client, stranger: Client) -> None:
    link = invited(keeper)

    withdrawn = keeper.fill_in("/people", {})

    assert withdrawn.status_code == 302
    assert stranger.get(link).status_code == 404


def test_a_short_password_is_refused_with_its_remedy(keeper: Client, stranger: Client) -> None:
    response = stranger.fill_in(invited(keeper), {"password": "short"})

    assert response.status_code == 400
    assert "Give at least 12 characters" in response.text


def test_an_account_that_exists_is_not_opened_by_an_invitation(
    keeper: Client, stranger: Client, client_of: Callable[..., Client]
) -> None:
    email = PEOPLE["elsewhere", Role.BUYER]
    link = invited(keeper, email=email)
    token = stranger.get("/sign-in").text.partition('name="csrf_token" value="')[2].split('"')[0]

    page = stranger.get(link)
    tried = stranger.post(link, data={"csrf_token": token, "password": PASSWORD})
    accepted = client_of(Role.BUYER, "elsewhere").fill_in(link, {})

    assert "Sign in with it to accept" in page.text
    assert tried.status_code == 409
    assert accepted.status_code == 302


def test_a_role_for_one_procurement_opens_that_one_alone(
    keeper: Client, stranger: Client, store: WatchedStore, buyer: Person, clock: Clock
) -> None:
    own = decided(store, buyer, clock.now)
    other = decided(store, buyer, clock.now, reference="COV-2026-015")
    link = invited(keeper, reference="COV-2026-014")
    stranger.fill_in(link, {"password": "four words in a row"})
    stranger.fill_in("/sign-in", {"email": NEW["email"], "password": "four words in a row"})

    assert stranger.get(f"/procurements/{own}/check-answers").status_code == 200
    assert stranger.get("/procurements/start").status_code == 403
    assert stranger.get(f"/procurements/{other}/check-answers").status_code == 404
    listed = stranger.get("/procurements").text
    assert "COV-2026-014" in listed
    assert "COV-2026-015" not in listed


def test_a_reference_of_no_procurement_is_refused(keeper: Client) -> None:
    response = keeper.fill_in("/people/invite", {**NEW, "reference": "NONE-1"})

    assert response.status_code == 400
    assert "has no procurement of that reference" in response.text


def test_a_role_held_already_is_refused(keeper: Client) -> None:
    email = PEOPLE["coventry", Role.BUYER]

    response = keeper.fill_in("/people/invite", {**NEW, "email": email})

    assert response.status_code == 400
    assert "holds that role already" in response.text


def test_a_role_that_was_ended_counts_no_longer(
    keeper: Client, buyer_client: Client, buyer: Person, store: WatchedStore, clock: Clock
) -> None:
    role_id = first_role(store, buyer, clock)
    token = keeper.get("/people").text.partition('name="csrf_token" value="')[2].split('"')[0]

    ended = keeper.post(f"/people/roles/{role_id}/end", data={"csrf_token": token})
    again = keeper.post(f"/people/roles/{role_id}/end", data={"csrf_token": token})

    assert ended.status_code == 302
    assert again.status_code == 409
    assert buyer_client.get("/procurements").status_code == 403


def test_the_last_administrator_stays(
    keeper: Client, person_of: Callable[..., Person], store: WatchedStore, clock: Clock
) -> None:
    role_id = first_role(store, person_of(Role.ADMINISTRATOR), clock)
    token = keeper.get("/people").text.partition('name="csrf_token" value="')[2].split('"')[0]

    refused = keeper.post(f"/people/roles/{role_id}/end", data={"csrf_token": token})

    assert refused.status_code == 409
    assert "the only administrator" in refused.text


def test_roles_of_others_do_not_exist(
    client_of: Callable[..., Client], buyer: Person, store: WatchedStore, clock: Clock
) -> None:
    stranger = client_of(Role.ADMINISTRATOR, "elsewhere")
    role_id = first_role(store, buyer, clock)
    token = stranger.get("/people").text.partition('name="csrf_token" value="')[2].split('"')[0]

    response = stranger.post(f"/people/roles/{role_id}/end", data={"csrf_token": token})

    assert response.status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_sees_the_people(
    role: Role, client_of: Callable[..., Client]
) -> None:
    assert client_of(role).get("/people").status_code == 403


def first_role(store: WatchedStore, person: Person, clock: Clock) -> UUID:
    organisation_id = person.memberships[0].organisation_id
    found = directory(store, organisation_id, now=clock.now)
    (line,) = (one for one in found.people if one.user_id == person.id)
    return line.roles[0].role_id
