"""The page of the settings: its groups, the way to another value, what waits for approval."""

import re
from collections.abc import Callable

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import MEASURES, drafted, proposed
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.policies.policies import Policy, policy_of
from webapp.services.settings import drafts_of


def test_the_values_stand_in_the_parts_of_the_policy(client: Client) -> None:
    html = client.get("/settings").text

    captions = re.findall(r'govuk-table__caption--m">([^<]+)<', html)
    assert len(captions) == len(set(captions)) > 2
    assert html.count(f'id="{MEASURES}"') == 1


def test_another_value_is_proposed_in_a_draft_that_is_started_for_it(
    client: Client, store: WatchedStore, owner: Person
) -> None:
    html = client.get("/settings").text
    organisation = owner.memberships[0].organisation_id
    address = f"/settings/drafts/for/{MEASURES}?organisation={organisation}"

    asked = client.get(address)
    begun = client.fill_in(asked.headers["Location"], {"name": "More measures"})

    (draft,) = drafts_of(store, organisation)
    assert f'href="{address}"' in html
    assert asked.status_code == 302
    assert begun.headers["Location"] == f"/settings/drafts/{draft.id}/values/{MEASURES}"


def test_another_value_is_proposed_in_an_open_draft(
    client: Client, store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW)

    html = client.get(f"/settings/drafts/for/{MEASURES}").text

    assert f"/settings/drafts/{draft_id}/values/{MEASURES}" in html
    assert "Start another draft" in html


def test_whoever_only_reads_is_offered_no_proposal(client_of: Callable[..., Client]) -> None:
    reader = client_of(Role.AUDITOR)

    assert "Propose another" not in reader.get("/settings").text
    assert reader.get(f"/settings/drafts/for/{MEASURES}").status_code == 403


def test_a_value_that_is_not_the_authoritys_is_proposed_nowhere(client: Client) -> None:
    assert client.get("/settings/drafts/for/large-contract-value").status_code == 404


def test_the_source_that_the_value_stands_in_is_offered_first(
    client: Client, store: WatchedStore, owner: Person
) -> None:
    draft_id = drafted(store, owner, NOW)

    html = client.get(f"/settings/drafts/{draft_id}/values/{MEASURES}").text

    offered = re.findall(r'<option value="([^"]*)"', html)
    found = policy_of("coventry")
    assert isinstance(found, Policy)
    own = {source.id for source in found.pack.sources}
    assert offered[:3] == ["", "own", "coventry-policy-2014"]
    assert set(offered[2 : 2 + len(own)]) == own
    assert len(offered) > 2 + len(own)


def test_who_may_approve_is_told_of_a_draft_that_waits(
    client: Client, client_of: Callable[..., Client], store: WatchedStore, owner: Person
) -> None:
    draft_id = proposed(store, owner, NOW)
    administrator = client_of(Role.ADMINISTRATOR)
    buyer = client_of(Role.BUYER)

    told = {"/settings": "1 draft of settings waits for approval", "/": "Approve the settings"}
    for address, words in told.items():
        html = administrator.get(address).text
        assert words in html
        assert f'href="/settings/drafts/{draft_id}"' in html
    for other in (client, buyer):
        assert "waits for approval" not in other.get("/settings").text
        assert "Approve the settings" not in other.get("/").text
