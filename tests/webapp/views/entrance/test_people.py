"""The people of an organisation: invitations, roles for one procurement, and their end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW, Clock
from tests.webapp.people import PASSWORD, PEOPLE
from tests.webapp.samples import decided
from tests.webapp.views.test_access import narrow
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.accounts.accepting import Accepted, accept
from webapp.services.accounts.directory import LAST_ADMINISTRATOR, directory, take_role
from webapp.services.accounts.enrolling import grant
from webapp.store import people
from webapp.store.models import RoleHeld, User
from webapp.store.notification_tables import Mail

LEFT = {"why": "Moved to the parks team"}
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
    assert "My procurements</a>" in listed


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

    ended = keeper.post(f"/people/roles/{role_id}/end", data={"csrf_token": token, **LEFT})
    again = keeper.post(f"/people/roles/{role_id}/end", data={"csrf_token": token, **LEFT})

    assert ended.status_code == 302
    assert again.status_code == 409
    assert buyer_client.get("/procurements").status_code == 403


def test_ending_a_role_is_asked_first(
    keeper: Client, buyer: Person, store: WatchedStore, clock: Clock
) -> None:
    role_id = first_role(store, buyer, clock)
    address = f"/people/roles/{role_id}/end"

    listed = keeper.get("/people").text
    asked = keeper.get(address).text
    ended = keeper.fill_in(address, LEFT)

    assert f'href="{address}"' in listed
    assert f'action="{address}"' not in listed
    assert "End the role of buyer?" in asked
    assert "What was done in the role stays on record" in asked
    assert ended.status_code == 302
    assert keeper.get(address).status_code == 409


@pytest.mark.parametrize("address", ["/people/roles/{role}/end", "/people/{user}/end"])
@pytest.mark.parametrize(
    ("why", "message"),
    [(" ", "Enter why it ends"), ("x" * 1_001, "1,000")],
)
def test_no_role_ends_without_a_reason_that_can_be_read(
    why: str,
    message: str,
    address: str,
    keeper: Client,
    buyer: Person,
    store: WatchedStore,
    clock: Clock,
) -> None:
    page = address.format(role=first_role(store, buyer, clock), user=buyer.id)

    refused = keeper.fill_in(page, {"why": why})

    assert refused.status_code == 400
    assert message in refused.text
    assert keeper.get(page).status_code == 200


def test_why_a_role_ended_stands_on_the_record(
    keeper: Client,
    client_of: Callable[..., Client],
    buyer: Person,
    store: WatchedStore,
    clock: Clock,
) -> None:
    auditor = client_of(Role.AUDITOR)

    keeper.fill_in(f"/people/roles/{first_role(store, buyer, clock)}/end", LEFT)

    assert "Moved to the parks team" in auditor.get("/record").text


@pytest.mark.parametrize("address", ["/people/roles/{role}/end", "/people/{user}/end"])
def test_the_last_administrator_stays(
    address: str,
    keeper: Client,
    person_of: Callable[..., Person],
    store: WatchedStore,
    clock: Clock,
) -> None:
    person = person_of(Role.ADMINISTRATOR)
    page = address.format(role=first_role(store, person, clock), user=person.id)

    refused = keeper.fill_in(page, LEFT)

    assert refused.status_code == 409
    assert "the only administrator" in refused.text
    assert keeper.get("/people").status_code == 200


def test_whoever_leaves_loses_every_role_at_once(
    keeper: Client, buyer_client: Client, buyer: Person, store: WatchedStore
) -> None:
    procurement_id = decided(store, buyer, NOW)
    organisation_id = buyer.memberships[0].organisation_id
    with store.writing() as session:
        for role, single in ((Role.AUDITOR, None), (Role.PANEL_MEMBER, procurement_id)):
            grant(session, buyer.id, organisation_id, role=role, now=NOW, procurement_id=single)

    asked = keeper.get(f"/people/{buyer.id}/end").text
    ended = keeper.fill_in(f"/people/{buyer.id}/end", LEFT)

    assert "Panel member, for COV-2026-014 alone" in asked
    assert ended.status_code == 302
    assert buyer_client.get("/procurements").status_code == 403
    assert keeper.get(f"/people/{buyer.id}/end").status_code == 404


def test_an_administrator_who_ends_their_own_role_is_led_to_a_page_that_is_theirs(
    keeper: Client, stranger: Client, person_of: Callable[..., Person]
) -> None:
    link = invited(keeper, role="administrator")
    stranger.fill_in(link, {"password": "four words in a row"})
    person = person_of(Role.ADMINISTRATOR)

    ended = keeper.fill_in(f"/people/{person.id}/end", LEFT)

    assert (ended.status_code, ended.headers["Location"]) == (302, "/")
    assert keeper.get("/people").status_code == 403


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


def test_the_link_that_is_mailed_is_not_the_senders_to_choose(
    keeper: Client, store: WatchedStore
) -> None:
    token = forms_in(keeper.get("/people/invite").text)[-1].hidden["csrf_token"]

    keeper.post("/people/invite", data={**NEW, "csrf_token": token}, base_url="http://127.0.0.1:81")

    with store.reading() as session:
        mails = session.scalars(select(Mail)).all()
    assert all("http://127.0.0.1:8000/invitations/" in mail.text for mail in mails)
    assert keeper.get("/people", base_url="http://evil.example").status_code == 400


def test_who_is_invited_already_gets_a_new_link_and_the_one_before_opens_nothing(
    keeper: Client, stranger: Client
) -> None:
    before = invited(keeper)

    again = keeper.fill_in("/people/invite", {**NEW, "email": NEW["email"].upper()})

    assert again.status_code == 200
    assert "Nia New was invited to that role already" in again.text
    assert "the link given before opens nothing any more" in again.text
    link = link_in(again.text)
    assert link != before
    assert stranger.get(before).status_code == 404
    assert stranger.fill_in(link, {"password": "four words in a row"}).status_code == 302


def test_an_invitation_that_is_sent_twice_is_one_on_the_list(keeper: Client) -> None:
    invited(keeper)
    invited(keeper)
    invited(keeper, role="auditor")

    page = keeper.get("/people").text

    assert page.count("the invitation of Nia New") == 2


def test_an_administrator_whose_role_is_ended_does_not_come_back_by_an_invitation(
    client_of: Callable[..., Client],
    keeper: Client,
    stranger: Client,
    store: WatchedStore,
    person_of: Callable[..., Person],
) -> None:
    link = invited(keeper, role="administrator", email="second@coventry.example")
    stranger.fill_in(link, {"password": "four words in a row"})
    stranger.fill_in(
        "/sign-in", {"email": "second@coventry.example", "password": "four words in a row"}
    )
    back = invited(stranger, role="administrator", email="third@coventry.example")
    mine = invited(keeper)
    person = person_of(Role.ADMINISTRATOR)
    with store.reading() as session:
        (role_id,) = session.scalars(
            select(RoleHeld.id)
            .join(User, User.id == RoleHeld.user_id)
            .where(User.email == "second@coventry.example")
        )

    ended = take_role(store, person, role_id=role_id, why="Left", now=NOW)

    assert ended is None
    assert stranger.get("/people").status_code == 403
    assert client_of(Role.SUPPLIER).get(back).status_code == 404
    assert client_of(Role.SUPPLIER).get(mine).status_code == 200


@pytest.mark.parametrize("organisation", ["coventry", "elsewhere"])
def test_nobody_takes_the_second_factor_off_somebody_of_others(
    organisation: str, client_of: Callable[..., Client], person_of: Callable[..., Person]
) -> None:
    keeper = client_of(Role.ADMINISTRATOR)
    token = forms_in(keeper.get("/people").text)[0].hidden["csrf_token"]
    user_id = person_of(Role.BUYER, organisation).id

    answer = keeper.post(f"/people/{user_id}/second-factor/off", data={"csrf_token": token})

    assert answer.status_code == (302 if organisation == "coventry" else 404)


@pytest.mark.parametrize(
    "email",
    ["a,b@x.example", "<a@x.example>", "a;b@x.example", '"a"@x.example', "a@x.example\r\nBcc: b",
     "a b@x.example", "a@b@x.example", "\u202ea@x.example", "a" * 65 + "@x.example"],
)  # fmt: skip
def test_what_a_mail_server_would_take_for_something_else_is_no_address(
    email: str, keeper: Client, store: WatchedStore
) -> None:
    response = keeper.fill_in("/people/invite", {**NEW, "email": email})

    with store.reading() as session:
        assert session.scalars(select(Mail)).all() == []
    assert response.status_code == 400


def test_an_administrator_of_one_procurement_keeps_nobody(
    keeper: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)
    narrow(store, Role.ADMINISTRATOR, procurement_id)

    assert keeper.get("/people").status_code == 403
    assert keeper.get("/people/invite").status_code == 403


def test_an_invitation_that_two_windows_accept_at_once_gives_the_role_once(
    keeper: Client, store: WatchedStore
) -> None:
    token = invited(keeper).rpartition("/")[2]

    with ThreadPoolExecutor(3) as threads:
        outcomes = [
            done.result()
            for done in [
                threads.submit(accept, store, token=token, now=NOW, password="four words in a row")
                for _ in range(3)
            ]
        ]

    with store.reading() as session:
        user = people.user_by_email(session, NEW["email"])
        assert user is not None
        held = people.roles_of(session, user.id)
    assert sorted(isinstance(one, Accepted) for one in outcomes) == [False, False, True]
    assert len(held) == 1


def test_two_administrators_who_end_each_others_role_at_once_leave_one(
    keeper: Client, stranger: Client, store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    link = invited(keeper, role="administrator")
    stranger.fill_in(link, {"password": "four words in a row"})
    person = person_of(Role.ADMINISTRATOR)
    organisation_id = person.memberships[0].organisation_id
    with store.reading() as session:
        held = session.scalars(
            select(RoleHeld.id).where(
                RoleHeld.organisation_id == organisation_id,
                RoleHeld.role == Role.ADMINISTRATOR.value,
            )
        ).all()

    with ThreadPoolExecutor(2) as threads:
        ends = [
            threads.submit(take_role, store, person, role_id=role_id, why="Left", now=NOW)
            for role_id in held
        ]

    assert {end.result() for end in ends} == {None, LAST_ADMINISTRATOR}
