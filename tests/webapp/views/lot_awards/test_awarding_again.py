"""Lots that were awarded before: awarded again with the reason, and what was stays on the page."""

from collections.abc import Callable
from uuid import UUID

import pytest

from evaluation.lots import Rule
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.lots import RULE_AT, Divided, awarded, joined_lots
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.lot_awards.working import Asked

People = Callable[..., Person]
Clients = Callable[..., Client]
TYPED = {"rule": "in_order", "ties": "none", "rule_at": RULE_AT}
WHY = "The rule was entered wrongly: <b>see the notice</b>."


@pytest.fixture
def officer(client_of: Clients) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People) -> Divided:
    return joined_lots(store, person_of, NOW)


def at(procurement_id: UUID, path: str = "") -> str:
    return f"/procurements/{procurement_id}/award-of-lots{path}"


def hidden(page: str) -> dict[str, str]:
    return forms_in(page)[-1].hidden


def test_awarded_again_it_asks_why_and_lists_the_award_before(
    store: WatchedStore, person_of: People, divided: Divided, officer: Client
) -> None:
    where = at(divided.procurement_id, "/award")
    first = officer.fill_in(where, TYPED).text
    awarded(store, person_of(Role.PROCUREMENT_OFFICER), divided.procurement_id, NOW)
    once = officer.get(at(divided.procurement_id)).text

    read = officer.fill_in(where, {**TYPED, "rule": "best_total"}).text
    sent = {**hidden(read), "step": "award", "confirmed": "one"}
    bare = officer.post(where, data={**sent, "why": " "})
    stripped = officer.post(where, data=sent)
    done = officer.post(where, data={**sent, "why": WHY})
    again = officer.post(where, data={**sent, "why": WHY})
    shown = officer.get(at(divided.procurement_id)).text
    record = officer.get(f"/procurements/{divided.procurement_id}/record").text

    assert "Why are the lots awarded again?" not in first
    assert "Earlier awards" not in once
    assert "this would be award number 2" in read
    assert "Why are the lots awarded again?" in read
    assert (bare.status_code, stripped.status_code, done.status_code) == (400, 409, 302)
    assert "Enter why the lots are awarded again" in bare.text
    assert "the record has to say why they are awarded again" in stripped.text
    assert again.status_code == 302
    assert "Nothing has changed since award 2 of the lots" in shown
    assert "Number 2, " in shown
    assert shown.count("&lt;b&gt;see the notice&lt;/b&gt;") == 1
    assert WHY not in shown
    assert shown.index("Earlier awards") < shown.index("Award number 1</h3>")
    assert f'href="{at(divided.procurement_id, "/1/lots-result.json")}"' in shown
    assert "awarded 2 lots together again (reason with the fingerprint" in record
    assert "see the notice" not in record


def test_what_somebody_else_awarded_meanwhile_is_not_awarded_over(
    store: WatchedStore, person_of: People, divided: Divided, officer: Client
) -> None:
    where = at(divided.procurement_id, "/award")
    read = hidden(officer.fill_in(where, TYPED).text)
    other = Asked(Rule.BEST_TOTAL, (), RULE_AT)
    awarded(store, person_of(Role.PROCUREMENT_OFFICER), divided.procurement_id, NOW, other)

    stale = officer.post(where, data={**read, "step": "award", "confirmed": "one", "why": WHY})

    assert stale.status_code == 409
    assert "Somebody else changed this since you opened the page" in stale.text
    assert "this would be award number 2" in stale.text
    assert "&lt;b&gt;see the notice&lt;/b&gt;" in stale.text
    assert hidden(stale.text)["fingerprint"].startswith("1.")
    assert "Number 1, " in officer.get(at(divided.procurement_id)).text
