"""The proposal through its pages: chosen, screened, weighed, departed from and allowed."""

from collections.abc import Callable
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from evaluation.outline.proposal import Choice, Screen, Use
from tests.evaluation.outline.samples import TREES, WEEKS, screened
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.proposals import opened, proposing, weigh
from tests.webapp.samples import started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.proposals import add_own, choose
from webapp.store import Session

HOSTILE = "<script>alert(1)</script> 😀 مرحبا"
ANSWERS = {
    "use": "award",
    "because": "",
    **{screen.value: "yes" for screen in Screen},
    **{f"{screen.value}_because": "It does" for screen in Screen},
}


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    return proposing(store, buyer, NOW)


@pytest.fixture
def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/proposal"


def save(client: Client, address: str, **data: str) -> TestResponse:
    return client.fill_in(address, data, form=1)


def test_a_measure_is_chosen_and_screened_on_its_own_page(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    response = save(buyer_client, f"{address}/measures/{WEEKS}", **ANSWERS)

    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"{address}#row-cov-2022-")
    assert opened(store, procurement_id).proposal.choice(WEEKS) == screened(WEEKS, Use.AWARD)


def test_the_machines_reason_is_filled_in_and_its_ground_is_named(
    buyer_client: Client, address: str
) -> None:
    page = buyer_client.get(f"{address}/measures/{WEEKS}").text

    assert "Podium proposes “yes”" in page
    assert "People will work in the city" in page
    assert "Procurement Act 2023, s.23(2)(a) and (5)" in page
    assert "Local Government Act 1988, s.17(5)(e)" in page


def test_the_page_leads_to_what_is_still_to_judge_until_it_is_answered(
    buyer_client: Client, address: str
) -> None:
    before = buyer_client.get(f"{address}/measures/{WEEKS}").text
    save(buyer_client, f"{address}/measures/{WEEKS}", **ANSWERS)

    after = buyer_client.get(f"{address}/measures/{WEEKS}").text

    assert 'href="#screen-additional"' in before
    assert 'href="#screen-subject_matter"' not in before
    assert "Still to judge" not in after


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"use": "left_out"}, "Enter why you depart from what the rules propose"),
        ({"use": "performance"}, "Enter why you depart from what the rules propose"),
        ({"use": "none of these"}, "Select what the measure is used as"),
        ({"lawful": "no"}, "A measure that fails this can&#39;t be asked for"),
        ({"lawful": "maybe"}, "Select an answer to “May it be asked for?”"),
        ({"lawful_because": " "}, "Enter why, under “May it be asked for?”"),
        ({"lawful_because": "a\x00b"}, "Take the character U+0000 out of"),
        ({"lawful_because": "x" * 2_001}, "by 1 characters: it may have at most 2,000"),
        (
            {"additional": "no", "additional_because": "Neither the specification nor a law asks "
             "for it."},
            "The reason filled in speaks for the measure",
        ),
    ],
)  # fmt: skip
def test_what_can_not_stand_is_refused_and_nothing_typed_is_lost(
    buyer_client: Client,
    store: WatchedStore,
    procurement_id: UUID,
    address: str,
    data: dict[str, str],
    message: str,
) -> None:
    typed = {**ANSWERS, "proportionate_because": HOSTILE, **data}

    response = save(buyer_client, f"{address}/measures/{WEEKS}", **typed)

    assert response.status_code == 400
    assert message in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😀 مرحبا" in response.text
    assert opened(store, procurement_id).proposal.choices == ()


def test_leaving_out_needs_a_reason_and_no_screens(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    data = {"use": "left_out", "because": f"No trade for it\r\n\r\n{HOSTILE}"}

    response = save(buyer_client, f"{address}/measures/{WEEKS}", **data)

    assert response.status_code == 302
    choice = opened(store, procurement_id).proposal.choice(WEEKS)
    assert choice is not None
    assert (choice.use, choice.because) == (Use.LEFT_OUT, f"No trade for it\n\n{HOSTILE}")
    assert "&lt;script&gt;" in buyer_client.get(address).text
    assert "<script>alert" not in buyer_client.get(address).text


def test_a_stale_choice_shows_both_versions_and_can_then_be_saved(
    buyer_client: Client, store: WatchedStore, buyer: Person, procurement_id: UUID, address: str
) -> None:
    page = f"{address}/measures/{WEEKS}"
    form = forms_in(buyer_client.get(page).text)[1]
    theirs = Choice(WEEKS, Use.LEFT_OUT, "Nobody trains here")
    choose(store, buyer, procurement_id=procurement_id, choice=theirs, revision=0, now=NOW)

    stale = buyer_client.post(page, data={**form.hidden, **ANSWERS})
    again = buyer_client.post(page, data={**forms_in(stale.text)[1].hidden, **ANSWERS})

    assert stale.status_code == 409
    assert "This has been changed meanwhile" in stale.text
    assert "Nobody trains here" in stale.text
    assert "Yes, it may be asked for: It does" in stale.text
    assert again.status_code == 302
    assert opened(store, procurement_id).proposal.choice(WEEKS) == screened(WEEKS, Use.AWARD)


def test_a_departure_is_asked_for_and_allowed(
    buyer_client: Client,
    client_of: Callable[..., Client],
    store: WatchedStore,
    buyer: Person,
    procurement_id: UUID,
    address: str,
) -> None:
    chair = client_of(Role.PANEL_CHAIR)
    page = f"{address}/departures/social_value_minimum"
    weigh(
        store, buyer, procurement_id=procurement_id, weight=400, because="Small", revision=0,
        now=NOW,
    )  # fmt: skip

    asked = save(buyer_client, page, because=HOSTILE)
    waiting = chair.get(page).text
    allowed = save(chair, page, standing="allowed", because="Agreed")

    found = opened(store, procurement_id)
    assert (asked.status_code, allowed.status_code) == (302, 302)
    assert "Do you allow it?" in waiting
    assert "&lt;script&gt;" in waiting
    assert "Allowed by Panel chair of Coventry City Council" in buyer_client.get(address).text
    assert found.held is not None
    assert found.held.made_by == "Panel chair of Coventry City Council"


def test_a_departure_that_there_is_not_is_not_found(buyer_client: Client, address: str) -> None:
    assert buyer_client.get(f"{address}/departures/social_value_minimum").status_code == 404
    assert buyer_client.get(f"{address}/departures/nonsense").status_code == 404
    assert buyer_client.get(f"{address}/measures/no-such-indicator").status_code == 404


def test_a_measure_of_ones_own_is_added_screened_changed_and_removed(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    own = {
        "title": "Trees planted and kept", "definition": "Trees alive\nafter two years",
        "unit": "count", "outcome": "cov-2022-environment", "evidence": "A map", "use": "award",
        "because": HOSTILE,
    }  # fmt: skip
    measure = f"{address}/measures/own-trees-planted-and-kept"

    added = save(buyer_client, f"{address}/add", **own)
    screening = save(buyer_client, measure, **{**ANSWERS, "because": "More shade"})
    changed = save(buyer_client, f"{measure}/words", **{**own, "definition": "Trees, alive"})
    choice = opened(store, procurement_id).proposal.choice("own-trees-planted-and-kept")
    removed = buyer_client.fill_in(measure, {}, form=2)

    assert added.headers["Location"] == measure
    assert [one.status_code for one in (screening, changed, removed)] == [302] * 3
    assert choice is not None
    assert choice.screens == ()
    assert opened(store, procurement_id).proposal.choices == ()


def test_a_measure_of_the_catalogue_is_where_ones_own_begins(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    offered = buyer_client.get(f"{address}/add/from?q=school").text
    page = f"{address}/add?source=catalogue:school-visits"

    shown = buyer_client.get(page).text
    added = save(
        buyer_client, page, title="School visits", definition="Sessions", unit="count",
        outcome="cov-2022-young-people", evidence="List", use="performance", because="Schools ask",
    )  # fmt: skip

    held = opened(store, procurement_id).proposal.choice("own-school-visits")
    assert "source=catalogue:school-visits" in offered
    assert "Visits to and from schools" in shown
    assert added.status_code == 302
    assert held is not None
    assert held.own is not None
    assert held.own.source == "catalogue:school-visits"
    assert buyer_client.get(f"{address}/add?source=catalogue:none-such").status_code == 404
    assert buyer_client.get(f"{address}/add?source=import:none/1").status_code == 404


def test_where_the_rules_cannot_be_asked_yet_the_page_says_so(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    empty = started(store, buyer, NOW, reference="COV-2026-099")

    page = buyer_client.get(f"/procurements/{empty}/proposal")

    assert page.status_code == 200
    assert "answers are missing without which the rules can’t be asked" in page.text
    assert buyer_client.get(f"/procurements/{empty}/proposal/add").status_code == 404


def test_readers_read_and_change_nothing(client_of: Callable[..., Client], address: str) -> None:
    auditor = client_of(Role.AUDITOR)

    page = auditor.get(address)

    assert page.status_code == 200
    assert "Weeks of training provided to local people" in page.text
    assert "Save and continue" not in page.text
    assert f'action="{address}"' not in page.text
    assert auditor.post(address).status_code == 403


def test_a_page_of_many_measures_asks_no_more_of_the_store(
    buyer_client: Client,
    store: WatchedStore,
    buyer: Person,
    procurement_id: UUID,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    execute = Session.execute

    def counted(self: Session, statement: object, *args: object, **kwargs: object) -> object:
        asked.append(str(statement))
        return execute(self, statement, *args, **kwargs)  # type: ignore[call-overload] # as given

    buyer_client.get(address)  # whose the procurement is, is asked once
    monkeypatch.setattr(Session, "execute", counted)
    weigh(store, buyer, procurement_id=procurement_id, weight=1000, because="", revision=0, now=NOW)
    asked.clear()
    buyer_client.get(address)
    few = len(asked)
    for number in range(48):
        held = opened(store, procurement_id)
        choice = screened(f"own-{number}", Use.PERFORMANCE, own=TREES, because="More")
        add_own(
            store, buyer, procurement_id=procurement_id, choice=choice, held=held.proposal,
            revision=held.revision, now=NOW,
        )  # fmt: skip

    asked.clear()
    page = buyer_client.get(address)
    many = len(asked)

    assert page.text.count("Trees planted and kept") >= 48
    assert many == few
