"""The catalogue of measures through the pages."""

import doctest
import importlib
from collections.abc import Callable
from datetime import date

import pytest

from rules.catalogue import shipped_catalogue
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import Clock
from tests.webapp.measures import imported
from webapp.roles import MEASURE_READERS, Role
from webapp.services.accounts import Person

SPRING = date(2026, 1, 1)


def test_the_catalogue_lists_every_measure_by_theme(buyer_client: Client) -> None:
    page = buyer_client.get("/measures").text

    for measure in shipped_catalogue().measures:
        assert f'href="/measures/{measure.id}"' in page
    assert page.index("Economic") < page.index("Social") < page.index("Environmental")
    assert "£277.22 in 2026" in page
    assert "2022 prices. Open Government Licence v3.0" in page


@pytest.mark.parametrize(
    ("sought", "found", "not_found"),
    [
        ("carbon", "carbon-saved", "school-visits"),
        ("CARE leavers", "jobs-for-care-leavers", "carbon-saved"),
        ("zzz", "Nothing was found", "local-jobs"),
    ],
)
def test_the_catalogue_is_searched_by_every_word(
    sought: str, found: str, not_found: str, buyer_client: Client
) -> None:
    page = buyer_client.get("/measures", query_string={"q": sought}).text

    assert found in page
    assert f"/measures/{not_found}" not in page


def test_what_is_searched_is_never_markup(buyer_client: Client) -> None:
    page = buyer_client.get("/measures?q=<script>alert(1)</script>").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("measure", shipped_catalogue().measures, ids=lambda one: one.id)
def test_a_measure_shows_how_it_is_counted_and_its_evidence(
    measure: object, buyer_client: Client
) -> None:
    id_ = measure.id  # type: ignore[attr-defined]  # a Measure, of a parameter
    response = buyer_client.get(f"/measures/{id_}")

    assert response.status_code == 200
    assert "How it is counted" in response.text
    assert "Nothing twice" in response.text
    assert "Evidence to keep" in response.text


def test_a_measure_names_the_indicators_that_it_serves(buyer_client: Client) -> None:
    page = buyer_client.get("/measures/apprentice-weeks").text

    assert 'href="/policies/coventry#cov-2022-apprentice-weeks"' in page
    assert "Weeks of apprentices on site" in page


def test_a_measure_without_an_open_value_says_so(buyer_client: Client) -> None:
    page = buyer_client.get("/measures/local-jobs").text

    assert "No source with an open licence publishes a value" in page
    assert "Work out a value" not in page


def test_a_measure_in_pounds_needs_no_value(buyer_client: Client) -> None:
    assert "a pound is counted as a pound" in buyer_client.get("/measures/local-spend").text
    assert buyer_client.get("/measures").text.count("Counted in pounds already") == 5


def test_a_value_stands_with_source_licence_and_how_sure_they_are(buyer_client: Client) -> None:
    page = buyer_client.get("/measures/carbon-saved").text

    assert "Department for Energy Security and Net Zero" in page
    assert "secondary source" in page
    assert "unverified" in page
    assert "3.5%" in page
    assert "£397.54" in page
    assert 'role="img"' in page


def test_a_value_is_worked_out_year_by_year(buyer_client: Client) -> None:
    page = buyer_client.get(
        "/measures/carbon-saved?quantity=100&first_year=2024&years=7&price_year=2024"
    ).text

    assert "Present value: <strong>£196,489.45</strong> in prices of 2024" in page
    assert "£26,472.33" in page
    assert "0.8135" in page
    assert "× 100 ÷ 90.5005" in page
    assert "£98,244" in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("quantity=x&first_year=2026&years=1", "Enter a number that is not below zero"),
        ("quantity=-1&first_year=2026&years=1", "Enter a number that is not below zero"),
        ("quantity=12,5&first_year=2026&years=1", "Enter a number that is not below zero"),
        ("quantity=1,,,2&first_year=2026&years=1", "Enter a number that is not below zero"),
        ("quantity=&first_year=2026&years=1", "Enter how much of the measure there is"),
        ("quantity=1&first_year=soon&years=1", "Enter a year from 1990 to 2100"),
        ("quantity=1&first_year=2026&years=0", "Enter a whole number of years from 1 to 76"),
        ("quantity=1&first_year=2049&years=3", "“carbon” has no value for 2051"),
        ("quantity=1&first_year=2026&years=1&price_year=2025", "No price index is known"),
        ("quantity=1", "Enter the first year"),
    ],
)
def test_what_cannot_be_worked_out_is_told(asked: str, told: str, buyer_client: Client) -> None:
    response = buyer_client.get(f"/measures/carbon-saved?{asked}")
    page = response.text

    assert response.status_code == 400
    assert "There is a problem" in page
    assert told in page
    assert "Present value:" not in page


def test_a_quantity_may_have_separators_of_thousands(buyer_client: Client) -> None:
    pages = [
        buyer_client.get(f"/measures/carbon-saved?quantity={text}&first_year=2026&years=1").text
        for text in ("1,234.5", "1234.5")
    ]

    worked = [page.partition("Present value: <strong>")[2].partition("<")[0] for page in pages]
    assert worked[0] == worked[1] == "£342,228.09"


def test_a_measure_that_is_none_is_not_found(buyer_client: Client) -> None:
    assert buyer_client.get("/measures/nothing").status_code == 404


@pytest.mark.parametrize("role", Role)
def test_whoever_is_signed_in_reads_the_catalogue(
    role: Role, client_of: Callable[..., Client]
) -> None:
    client = client_of(role)

    assert client.get("/measures").status_code == 200
    assert client.get("/measures/carbon-saved").status_code == 200


def test_a_stranger_signs_in_first(stranger: Client) -> None:
    assert stranger.get("/measures").headers["Location"] == "/sign-in?next=/measures"


@pytest.mark.parametrize("role", Role)
def test_an_authoritys_own_measures_are_listed_for_its_people_and_not_its_bidders(
    role: Role,
    client_of: Callable[..., Client],
    person_of: Callable[..., Person],
    store: WatchedStore,
    clock: Clock,
) -> None:
    imported(store, person_of(Role.POLICY_OWNER), clock.now, SPRING)

    mine, other = client_of(role).get("/measures"), client_of(role, "elsewhere").get("/measures")

    assert ("Licensed framework" in mine.text) == (role in MEASURE_READERS)
    assert ("Subscription 2026" in mine.text) == (role in MEASURE_READERS)
    assert "Licensed framework" not in other.text


def test_examples_in_docstrings_run() -> None:
    module = importlib.import_module("webapp.views.policies.measure_words")

    assert doctest.testmod(module).attempted > 0
    assert doctest.testmod(module).failed == 0
