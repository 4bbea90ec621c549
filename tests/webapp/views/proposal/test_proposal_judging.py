"""What is for the buyer to judge, on the sheet itself: its questions, and one reason for them."""

from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from evaluation.outline.proposal import Choice, Judging, Screen, Screened, Use
from tests.evaluation.outline.samples import GROUP, WAGE, ground_of, screened
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.proposals import opened, proposing
from webapp.services.accounts import Person
from webapp.services.proposals import choose

HOSTILE = "<script>alert(1)</script> 😀 مرحبا"
ASKED = (Screen.ADDITIONAL, Screen.LAWFUL)
WRONG = f'id="judged-{WAGE}-error"'


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    return proposing(store, buyer, NOW)


@pytest.fixture
def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/proposal"


def sheet(**changes: str) -> dict[str, str]:
    """Return a sheet as the rules propose it, ticked where a tick is enough, nothing judged."""
    ground = ground_of()
    fields = {"weight": "10", "weight_because": ""}
    for measure in ground.proposed:
        use = ground.proposed_use(measure)
        assert use is not None
        fields |= {f"use-{measure}": use.value, f"why-{measure}": ""}
        if measure in (GROUP, WAGE):
            fields[f"judged-{measure}"] = ""
        else:
            fields[f"checked-{measure}"] = "yes"
    return fields | changes


def judged(measure: str, why: str, *screens: Screen) -> dict[str, str]:
    ticks = {f"passes-{one.value}-{measure}": "yes" for one in screens}
    return {f"judged-{measure}": why, **ticks}


def send(client: Client, address: str, data: dict[str, str]) -> TestResponse:
    return client.fill_in(address, data, form=1)


def choice_of(store: WatchedStore, procurement_id: UUID, measure: str) -> Choice:
    found = opened(store, procurement_id).proposal.choice(measure)
    assert found is not None
    return found


def test_each_open_check_is_asked_with_what_to_look_at_and_its_law(
    buyer_client: Client, address: str
) -> None:
    page = buyer_client.get(address).text

    for measure in (GROUP, WAGE):
        assert f'name="passes-additional-{measure}"' in page
        assert f'name="passes-lawful-{measure}"' in page
        assert f'name="passes-subject_matter-{measure}"' not in page
        assert f'rows="3" aria-describedby="judged-{measure}-hint">\n</textarea>' in page
    assert "<strong>May it be asked for?</strong> It speaks of pay or terms of employment." in page
    assert "Local Government Act 1988, s.17(5)(a) and s.19(10), and SI 2001/909, art.3)" in page


def test_what_is_judged_on_the_sheet_needs_no_page_of_its_own(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    data = sheet(**judged(GROUP, "Training open to all", *ASKED), **judged(WAGE, HOSTILE, *ASKED))

    saved = send(buyer_client, address, data)

    choice = choice_of(store, procurement_id, WAGE)
    assert saved.headers["Location"] == address.replace("proposal", "clauses")
    assert [one.screen for one in choice.screens] == list(Screen)
    assert all(one.passes and one.because for one in choice.screens)
    assert [one.because for one in choice.screens if one.screen in ASKED] == [HOSTILE] * 2
    assert HOSTILE not in {one.because for one in choice.screens if one.screen not in ASKED}
    assert choice.judging is None
    assert "<script>alert" not in buyer_client.get(address).text


@pytest.mark.parametrize("screens", [ASKED, ASKED[:1]])
@pytest.mark.parametrize(
    ("why", "message"),
    [
        (" ", "Enter what shows that “"),
        ("x" * 2_001, "by 1 characters: it may have at most 2,000"),
        ("a\x00b", "Take the character U+0000 out of what shows that “"),
    ],
)
def test_a_yes_without_a_reason_that_can_stand_is_refused_at_its_field_and_nothing_is_lost(
    buyer_client: Client,
    store: WatchedStore,
    procurement_id: UUID,
    address: str,
    screens: tuple[Screen, ...],
    why: str,
    message: str,
) -> None:
    data = sheet(**judged(WAGE, why, *screens), **judged(GROUP, HOSTILE, Screen.LAWFUL))

    response = send(buyer_client, address, data)

    assert response.status_code == 400
    assert f'href="#judged-{WAGE}"' in response.text
    assert WRONG in response.text
    assert message in response.text
    assert f'name="passes-additional-{WAGE}" type="checkbox" value="yes" checked' in response.text
    assert f'name="passes-lawful-{GROUP}" type="checkbox" value="yes" checked' in response.text
    assert f'name="passes-additional-{GROUP}" type="checkbox" value="yes" aria' in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😀 مرحبا</textarea>" in response.text
    assert opened(store, procurement_id).held is None


@pytest.mark.parametrize(
    ("why", "screens", "then"),
    [
        ("", ASKED, "later"),
        ("Asked Legal", (), "later"),
        ("Asked Legal", (Screen.LAWFUL,), "later"),
        ("Asked Legal", (), ""),
        ("Asked Legal", (Screen.LAWFUL,), ""),
    ],
)
def test_half_done_work_is_put_by_answers_nothing_and_waits_on_both_pages(
    buyer_client: Client,
    store: WatchedStore,
    procurement_id: UUID,
    address: str,
    why: str,
    screens: tuple[Screen, ...],
    then: str,
) -> None:
    data = sheet(**judged(GROUP, "Open to all", *ASKED), **judged(WAGE, why, *screens), then=then)

    saved = send(buyer_client, address, data)

    page = buyer_client.get(address).text
    own_page = buyer_client.get(f"{address}/measures/{WAGE}").text
    choice = choice_of(store, procurement_id, WAGE)
    next_one = f"/procurements/{procurement_id}" if then else f"{address}/measures/{WAGE}"
    assert saved.headers["Location"] == next_one
    assert choice.screens == ()
    assert choice.judging == Judging(screens, why)
    assert f"{why}</textarea>" in page
    for one in ASKED:
        box = f'name="passes-{one.value}-{WAGE}" type="checkbox" value="yes" checked'
        assert (box in page) is (one in screens)
    assert own_page.count("Asked Legal</textarea>") == (2 if why else 0)


def test_nothing_judged_leads_to_the_page_of_the_measure_and_puts_nothing_by(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    saved = send(buyer_client, address, sheet())

    choice = choice_of(store, procurement_id, GROUP)
    assert saved.headers["Location"] == f"{address}/measures/{GROUP}"
    assert choice == Choice(GROUP, Use.PERFORMANCE)
    assert "For you to judge" in buyer_client.get(address).text


def test_what_is_left_out_needs_its_own_reason_and_no_other(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    out = {f"use-{WAGE}": "left_out", f"why-{WAGE}": "Not here"}

    saved = send(buyer_client, address, sheet(**judged(WAGE, "", Screen.LAWFUL), **out))

    assert saved.status_code == 302
    choice = choice_of(store, procurement_id, WAGE)
    assert choice == Choice(WAGE, Use.LEFT_OUT, "Not here", judging=Judging((Screen.LAWFUL,)))


def test_an_answer_that_was_given_on_the_page_stays_and_only_the_other_is_asked(
    buyer_client: Client,
    store: WatchedStore,
    buyer: Person,
    procurement_id: UUID,
    address: str,
) -> None:
    lawful = Screened(Screen.LAWFUL, passes=True, because="Counsel, 1 March")
    half = Choice(WAGE, Use.PERFORMANCE, screens=(lawful,))
    choose(store, buyer, procurement_id=procurement_id, choice=half, revision=0, now=NOW)

    page = buyer_client.get(address).text
    send(buyer_client, address, sheet(**judged(WAGE, "Read both", Screen.ADDITIONAL)))

    choice = choice_of(store, procurement_id, WAGE)
    assert f"passes-lawful-{WAGE}" not in page
    assert choice.unanswered == ()
    assert choice.answer(Screen.LAWFUL) == lawful
    assert choice.answer(Screen.ADDITIONAL) == Screened(
        Screen.ADDITIONAL, passes=True, because="Read both"
    )


def test_a_measure_that_two_judged_is_shown_in_both_versions_and_can_then_be_saved(
    buyer_client: Client, store: WatchedStore, buyer: Person, procurement_id: UUID, address: str
) -> None:
    send(buyer_client, address, sheet())
    form = forms_in(buyer_client.get(address).text)[1]
    theirs = screened(WAGE, Use.PERFORMANCE)
    choose(store, buyer, procurement_id=procurement_id, choice=theirs, revision=1, now=NOW)
    mine = sheet(**judged(WAGE, HOSTILE, *ASKED))

    stale = buyer_client.post(address, data={**form.hidden, **mine})
    fresh = forms_in(stale.text)[1]
    saved = buyer_client.post(address, data={**fresh.hidden, **mine})

    choice = choice_of(store, procurement_id, WAGE)
    assert stale.status_code == 409
    assert "What shows it: " in stale.text
    assert "It does</td>" in stale.text
    assert stale.text.count("&lt;script&gt;alert(1)&lt;/script&gt; 😀 مرحبا") == 2
    assert f'name="passes-lawful-{WAGE}" type="checkbox" value="yes" checked' in stale.text
    assert saved.status_code == 302
    assert [one.because for one in choice.screens] == ["It does", "It does", HOSTILE, HOSTILE]


def test_the_same_judgement_sent_twice_is_saved_once(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    form = forms_in(buyer_client.get(address).text)[1]
    data = {**form.hidden, **sheet(**judged(WAGE, "Read both", *ASKED))}

    codes = [buyer_client.post(address, data=data).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert opened(store, procurement_id).revision == 1
