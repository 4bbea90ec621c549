"""The table of criteria: starting it, its weights, what is missing, what another saved."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from evaluation.outline.criteria import Criteria
from evaluation.outline.criteria.templates import LEVELS
from rules.money import Money, Pence, VatBasis
from tests.evaluation.outline.criteria.trees import TREE, price, question
from tests.evaluation.outline.samples import INVOLVES
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.criteria import opened, with_criteria
from tests.webapp.outlines import send
from tests.webapp.proposals import proposing
from tests.webapp.samples import started
from webapp.roles import Role
from webapp.services.accounts import Person

Address = Callable[..., str]


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person, clock: Clock) -> UUID:
    return proposing(store, buyer, clock.now)


@pytest.fixture
def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/criteria"


@pytest.fixture
def made(store: WatchedStore, buyer: Person, clock: Clock, procurement_id: UUID) -> Criteria:
    """Criteria of a template, saved."""
    return with_criteria(store, buyer, procurement_id, clock.now)


def weights(store: WatchedStore, procurement_id: UUID) -> dict[str, str]:
    """Return the weights that stand, by criterion."""
    return {one.id: one.weight for one in opened(store, procurement_id).criteria.criteria}


def test_before_there_are_criteria_it_says_what_will_be_here(
    buyer_client: Client, address: str
) -> None:
    page = buyer_client.get(address)

    assert page.status_code == 200
    assert "There are none yet." in page.text
    assert "Start from a template" in page.text


def test_a_template_has_the_recommended_weight_and_the_measures_of_the_rules(
    buyer_client: Client, address: str
) -> None:
    start = buyer_client.get(f"{address}/start")

    saved = buyer_client.fill_in(f"{address}/start", {"template": "balanced", "asked": "questions"})

    assert "Price 40, quality 50, social value 10" in start.text
    assert saved.headers["Location"] == f"{address}?saved=started"
    table = buyer_client.get(address).text
    assert "Weeks of training provided to local people" in table
    assert "The rules allow from 5 to 20 per cent; 10 is recommended" in table
    assert "Within it" in table
    assert "Estimated value, excluding VAT: £300,000" in table
    assert "to mend" not in table


def test_marks_that_say_nothing_of_quantities_are_told_and_block_nothing(
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    made: Criteria,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
) -> None:
    by_impression = tuple(
        replace(one, descriptors=LEVELS) if one.indicators else one for one in made.criteria
    )
    with_criteria(store, buyer, procurement_id, clock.now, replace(made, criteria=by_impression))

    table = buyer_client.get(address).text

    assert "to consider before they are published" in table
    assert '<strong class="govuk-tag podium-tag--undecided">Consider</strong>' in table
    assert "is marked without saying what a quantity earns" in table
    assert opened(store, procurement_id).problems == ()


def test_how_social_value_is_asked_about_is_no_question_where_nothing_is_competed_on(
    store: WatchedStore, buyer: Person, clock: Clock, buyer_client: Client
) -> None:
    small = Money(Pence(60_000_00), VatBasis.INCLUDED)
    procurement_id = proposing(
        store, buyer, clock.now, **dict.fromkeys(INVOLVES, False), estimated_value=small
    )
    start = f"/procurements/{procurement_id}/criteria/start"

    page = buyer_client.get(start)
    saved = buyer_client.fill_in(start, {"template": "balanced"})

    assert "How is social value asked about?" not in page.text
    assert saved.status_code == 302


def test_a_start_without_a_choice_is_asked_again(buyer_client: Client, address: str) -> None:
    page = buyer_client.fill_in(f"{address}/start", {"asked": "questions"})

    assert page.status_code == 400
    assert "Select what to start from" in page.text


def test_an_earlier_procurement_is_copied(
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
) -> None:
    earlier = started(store, buyer, clock.now, reference="COV-2025-001")
    with_criteria(store, buyer, earlier, clock.now, TREE)
    data = {"template": "copy", "asked": "questions"}

    without = buyer_client.fill_in(f"{address}/start", data)
    copied = buyer_client.fill_in(f"{address}/start", {**data, "source": str(earlier)})

    assert "Select the procurement whose criteria you want to copy" in without.text
    assert copied.status_code == 302
    assert opened(store, procurement_id).criteria == TREE


@pytest.mark.usefixtures("made")
def test_a_procurement_of_others_is_not_copied(
    store: WatchedStore,
    clock: Clock,
    buyer_client: Client,
    address: str,
    person_of: Callable[..., Person],
) -> None:
    stranger = person_of(Role.BUYER, "elsewhere")
    theirs = started(store, stranger, clock.now)
    with_criteria(store, stranger, theirs, clock.now, TREE)

    page = buyer_client.fill_in(
        f"{address}/start", {"template": "copy", "asked": "questions", "source": str(theirs)}
    )

    assert page.status_code == 400


@pytest.mark.usefixtures("made")
def test_all_weights_are_saved_at_once(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str
) -> None:
    saved = buyer_client.fill_in(
        address, {"weight-price": "33.33", "weight-quality": " 56.67 % "}, form=1
    )

    assert saved.headers["Location"] == f"{address}?saved=weights"
    found = weights(store, procurement_id)
    assert (found["price"], found["quality"], found["social-value"]) == ("33.33", "56.67", "10")


@pytest.mark.usefixtures("made")
def test_weights_that_do_not_total_are_kept_and_told_at_their_field(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str
) -> None:
    buyer_client.fill_in(address, {"weight-price": "39.99"}, form=1)

    page = buyer_client.get(f"{address}?saved=weights").text

    assert weights(store, procurement_id)["price"] == "39.99"
    assert "The weights are saved." in page
    assert "The weights at the top total 99.99, not 100: 0.01 too little" in page
    assert 'href="#weight-price"' in page
    assert 'id="weight-price"' in page
    assert "<title>Error: " in page


@pytest.mark.usefixtures("made")
def test_a_weight_that_is_no_number_saves_nothing_and_stays_as_it_was_typed(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str
) -> None:
    page = buyer_client.fill_in(
        address, {"weight-price": '"><script>x</script>', "weight-quality": "60"}, form=1
    )

    assert page.status_code == 400
    assert "The weight of ‘Price’ must be a number, such as 25" in page.text
    assert 'value="&#34;&gt;&lt;script&gt;x&lt;/script&gt;"' in page.text
    assert "<script>x" not in page.text
    assert 'value="60"' in page.text
    assert weights(store, procurement_id)["quality"] == "50"


@pytest.mark.usefixtures("made")
def test_what_another_saved_meanwhile_is_shown_beside_what_was_typed(
    store: WatchedStore,
    buyer_client: Client,
    client_of: Callable[..., Client],
    procurement_id: UUID,
    address: str,
) -> None:
    read = forms_in(buyer_client.get(address).text)[1].hidden
    officer = client_of(Role.PROCUREMENT_OFFICER)
    officer.fill_in(address, {"weight-price": "45", "weight-quality": "45"}, form=1)

    page = buyer_client.post(
        f"{address}/weights", data={**read, "weight-price": "30", "weight-quality": "60"}
    )
    again = buyer_client.post(
        f"{address}/weights",
        data={**forms_in(page.text)[1].hidden, "weight-price": "30", "weight-quality": "60"},
    )

    assert page.status_code == 409
    assert "The criteria have been changed meanwhile" in page.text
    assert "Procurement officer of Coventry City Council saved them" in page.text
    assert 'value="30"' in page.text
    assert '<td class="govuk-table__cell" data-label="As it stands now">45</td>' in page.text
    assert again.status_code == 302
    assert weights(store, procurement_id)["price"] == "30"


@pytest.mark.usefixtures("made")
def test_sending_weights_twice_saves_them_once(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str
) -> None:
    read = forms_in(buyer_client.get(address).text)[1].hidden
    data = {**read, "weight-price": "30", "weight-quality": "60"}

    statuses = [buyer_client.post(f"{address}/weights", data=data).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert opened(store, procurement_id).revision == 2


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 400, "99"])
@pytest.mark.usefixtures("made")
def test_a_form_that_does_not_say_what_it_read_changes_nothing(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str, revision: str
) -> None:
    read = forms_in(buyer_client.get(address).text)[1].hidden

    page = buyer_client.post(
        f"{address}/weights", data={**read, "revision": revision, "weight-price": "30"}
    )

    assert page.status_code == 409
    assert weights(store, procurement_id)["price"] == "40"


@pytest.mark.usefixtures("made")
def test_one_click_saves_the_weights_and_tests_them(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str
) -> None:
    data = {"weight-price": "45", "weight-quality": "45", "then": "test"}

    tested = buyer_client.fill_in(address, data, form=1)

    found = opened(store, procurement_id)
    assert tested.headers["Location"] == f"{address}/stress-test"
    assert weights(store, procurement_id)["price"] == "45"
    assert found.standing.value == "clean"
    assert ">\n  Continue\n</a>" in buyer_client.get(tested.headers["Location"]).text


@pytest.mark.usefixtures("made")
def test_weights_that_can_not_be_tested_are_saved_and_told(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str
) -> None:
    saved = buyer_client.fill_in(address, {"weight-price": "", "then": "test"}, form=1)

    assert saved.headers["Location"] == f"{address}?saved=weights"
    assert weights(store, procurement_id)["price"] == ""
    assert opened(store, procurement_id).run is None


def test_what_is_to_mend_stands_under_its_criterion(
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    made: Criteria,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
) -> None:
    silent = tuple(replace(one, descriptors=()) for one in made.criteria)
    with_criteria(store, buyer, procurement_id, clock.now, replace(made, criteria=silent))

    table = buyer_client.get(address).text

    row = table.index('id="criterion-method-and-how-quality-is-assured"')
    note = table.index("To mend</strong>")
    assert "problems to mend</strong>" in table
    assert row < note < table.index("<tr", table.index("podium-criteria__notes", row) + 1)
    assert "of/method-and-how-quality-is-assured#descriptors" in table[note:]


@pytest.mark.usefixtures("made")
def test_who_only_reads_sees_what_the_criteria_say_and_no_field(
    client_of: Callable[..., Client], address: str
) -> None:
    page = client_of(Role.PANEL_CHAIR).get(address).text

    assert 'name="weight-price"' not in page
    assert "Save the weights" not in page
    assert "un the stress test" not in page
    assert "Meets what is asked and says how, with small gaps in the detail." in page


@pytest.mark.usefixtures("made")
def test_while_the_panel_has_the_outline_the_criteria_are_closed(
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
) -> None:
    read = forms_in(buyer_client.get(address).text)[1].hidden
    send(store, buyer, procurement_id, clock.now)

    page = buyer_client.get(address).text
    refused = buyer_client.post(f"{address}/weights", data={**read, "weight-price": "30"})

    assert "can’t be changed" in page or "can&#39;t be changed" in page
    assert 'name="weight-price"' not in page
    assert refused.status_code == 409
    assert weights(store, procurement_id)["price"] == "40"


def test_a_hundred_criteria_are_shown_with_as_many_queries_as_three(
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
) -> None:
    def queries() -> int:
        count: list[str] = []

        def note(*args: object) -> None:
            count.append(str(args[2]))

        event.listen(Engine, "before_cursor_execute", note)
        try:
            assert buyer_client.get(address).status_code == 200
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(count)

    buyer_client.get(address)  # whose the procurement is, is asked once
    with_criteria(
        store, buyer, procurement_id, clock.now, Criteria((price("40"), question("q", "60")))
    )
    few = queries()
    many = (question(f"q{at}", "0.6") for at in range(100))
    with_criteria(store, buyer, procurement_id, clock.now, Criteria((price("40"), *many)))

    assert queries() == few
    page = buyer_client.get(address).text
    assert page.count('name="weight-') == 101
    saved = buyer_client.fill_in(
        address, {f"weight-q{at}": "0.6" for at in range(100)} | {"weight-price": "40"}, form=1
    )
    assert saved.status_code == 302
