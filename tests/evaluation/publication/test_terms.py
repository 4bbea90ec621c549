"""Terms: canonical both ways, pinned by a digest, compared, and checked with a remedy each."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from evaluation.publication import (
    Basis,
    PriceBasis,
    Terms,
    TermsAreWrong,
    TermsChange,
    bases_of,
    changes_of_terms,
    checks_of,
    problems_of,
    unmet,
)
from rules.uk_time import UK

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TERMS = Terms(
    deadline_at=datetime(2026, 4, 15, 11, 0, tzinfo=UTC),
    questions_until=datetime(2026, 4, 1, 11, 0, tzinfo=UTC),
    contact="Priya Shah",
)


def fields_of(terms: Terms, **given: object) -> list[str]:
    return [one.field for one in problems_of(terms, now=NOW, **given)]  # type: ignore[arg-type] # as a test names them


def test_terms_are_the_same_after_they_were_written_and_read() -> None:
    full = replace(
        TERMS,
        documents_at="https://a.example/é",
        instructions="One\nTwo",
        lots_awarded="x",
        price_basis=PriceBasis.INCLUDED_YEAR,
    )

    assert Terms.of(full.canonical) == full
    assert Terms.of(full.canonical).sha256 == full.sha256


def test_the_digest_does_not_hang_on_the_zone_a_moment_is_given_in() -> None:
    local = replace(TERMS, deadline_at=TERMS.deadline_at.astimezone(UK))

    assert local.sha256 == TERMS.sha256
    assert replace(TERMS, contact="Other").sha256 != TERMS.sha256


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format":"podium/terms/2"}', TERMS.canonical.replace("contact", "contract")],
)
def test_what_is_no_terms_is_refused(text: str) -> None:
    with pytest.raises(TermsAreWrong):
        Terms.of(text)


def test_terms_that_were_pinned_before_prices_had_a_basis_keep_their_digest() -> None:
    assert "price_basis" not in TERMS.canonical
    assert Terms.of(TERMS.canonical).price_basis is PriceBasis.UNSAID
    assert Terms.of(TERMS.canonical).sha256 == TERMS.sha256


def test_a_basis_of_prices_that_there_is_not_is_refused() -> None:
    said = replace(TERMS, price_basis=PriceBasis.OTHERWISE).canonical

    with pytest.raises(TermsAreWrong, match="price_basis is none that there is: net"):
        Terms.of(said.replace("otherwise", "net"))


def test_bidders_are_told_on_which_basis_prices_are_asked_for_where_there_is_a_price() -> None:
    otherwise = replace(TERMS, price_basis=PriceBasis.OTHERWISE)

    assert fields_of(TERMS) == []
    assert fields_of(TERMS, has_price=True) == ["price_basis"]
    assert fields_of(otherwise, has_price=True) == ["instructions"]
    assert fields_of(replace(otherwise, instructions="By the hour"), has_price=True) == []


def test_who_was_sent_no_documents_is_told_whom_to_ask() -> None:
    assert "ask Priya Shah" in TERMS.documents_in_words
    assert replace(TERMS, documents_at="https://a.example").documents_in_words == (
        "https://a.example"
    )


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(TermsAreWrong, match="deadline_at is no moment"):
        Terms.of(TERMS.canonical.replace("2026-04-15T11:00:00Z", "2026-04-15"))


def test_right_terms_have_no_problem() -> None:
    assert fields_of(TERMS, days=25) == []


@pytest.mark.parametrize(
    ("deadline", "problems"),
    [
        (datetime(2026, 3, 2, 9, 30, tzinfo=UTC), 1),
        (datetime(2026, 4, 18, 11, 0, tzinfo=UTC), 1),
        (datetime(2026, 4, 6, 11, 0, tzinfo=UTC), 1),
        (datetime(2026, 4, 15, 7, 59, tzinfo=UTC), 1),
        (datetime(2026, 4, 15, 8, 0, tzinfo=UTC), 0),
        (datetime(2026, 4, 15, 16, 0, tzinfo=UTC), 0),
        (datetime(2026, 4, 15, 16, 1, tzinfo=UTC), 1),
    ],
    ids=["now", "Saturday", "Easter Monday", "before nine", "nine", "five", "after five"],
)
def test_a_deadline_lies_ahead_on_a_working_day_in_uk_office_hours(
    deadline: datetime, problems: int
) -> None:
    terms = replace(TERMS, deadline_at=deadline, questions_until=NOW + timedelta(minutes=1))
    found = [one for one in problems_of(terms, now=NOW) if one.field == "deadline_at"]

    assert len(found) == problems
    assert all(one.remedy.startswith("Choose") for one in found)


@pytest.mark.parametrize(("day", "is_enough"), [(26, False), (27, True)])
def test_the_period_of_the_law_begins_the_day_after_and_ends_with_the_day_of_the_deadline(
    day: int,
    is_enough: bool,  # noqa: FBT001 - what the case expects
) -> None:
    deadline = datetime(2026, 3, day, 12, 0, tzinfo=UTC)
    terms = replace(TERMS, deadline_at=deadline, questions_until=NOW + timedelta(days=9))

    assert (fields_of(terms, days=25) == []) is is_enough


@pytest.mark.parametrize(
    ("published_at", "deadline", "is_enough"),
    [
        (datetime(2026, 10, 5, 22, 30, tzinfo=UTC), datetime(2026, 10, 29, 16, tzinfo=UTC), False),
        (datetime(2026, 10, 5, 22, 30, tzinfo=UTC), datetime(2026, 10, 30, 9, tzinfo=UTC), True),
        (datetime(2026, 10, 5, 23, 30, tzinfo=UTC), datetime(2026, 10, 30, 9, tzinfo=UTC), False),
        (datetime(2027, 3, 9, 23, 30, tzinfo=UTC), datetime(2027, 4, 1, 12, tzinfo=UTC), False),
        (datetime(2027, 3, 9, 23, 30, tzinfo=UTC), datetime(2027, 4, 5, 8, tzinfo=UTC), True),
    ],
    ids=["October, a day short", "October", "after midnight in the UK", "March, short", "March"],
)
def test_the_period_counts_days_of_the_united_kingdom_and_not_hours(
    published_at: datetime,
    deadline: datetime,
    is_enough: bool,  # noqa: FBT001 - what the case expects
) -> None:
    terms = replace(TERMS, deadline_at=deadline, questions_until=deadline - timedelta(days=2))
    found = problems_of(terms, now=published_at, days=25)

    assert (found == ()) is is_enough


def test_a_change_leaves_the_first_period_whole_and_begins_no_new_one() -> None:
    before = NOW - timedelta(days=24)
    terms = replace(TERMS, deadline_at=datetime(2026, 3, 5, 12, 0, tzinfo=UTC), questions_until=NOW)

    assert fields_of(terms, days=27, published_at=before) == []
    assert fields_of(terms, days=25, published_at=before + timedelta(days=3)) == ["deadline_at"]


def test_questions_end_before_the_deadline_and_after_publication() -> None:
    assert fields_of(replace(TERMS, questions_until=TERMS.deadline_at)) == ["questions_until"]
    assert fields_of(replace(TERMS, questions_until=NOW)) == ["questions_until"]


def test_bidders_are_told_whom_to_ask_and_how_lots_are_awarded() -> None:
    assert fields_of(replace(TERMS, contact=""), has_lots=True) == ["contact", "lots_awarded"]


def test_a_change_of_terms_says_what_was_and_what_is() -> None:
    later = replace(
        TERMS,
        deadline_at=TERMS.deadline_at + timedelta(days=7),
        is_price_hidden=False,
        price_basis=PriceBasis.EXCLUDED_YEAR,
    )

    assert changes_of_terms(TERMS, later) == (
        TermsChange(
            "deadline_at",
            "Deadline for bids",
            "15 April 2026 at 12:00",
            "22 April 2026 at 12:00",
        ),
        TermsChange(
            "is_price_hidden", "Prices are hidden from those who score quality", "Yes", "No"
        ),
        TermsChange("price_basis", "Prices", "Nothing", "Without VAT, for one year"),
    )
    assert changes_of_terms(TERMS, TERMS) == ()


def test_a_criterion_is_refined_only_where_one_changed_and_the_act_governs() -> None:
    assert bases_of(is_governed=False, are_criteria_changed=True) == (Basis.OUTSIDE,)
    assert Basis.REFINED not in bases_of(is_governed=True, are_criteria_changed=False)
    assert Basis.REFINED in bases_of(is_governed=True, are_criteria_changed=True)


@pytest.mark.parametrize(
    ("basis", "cites"),
    [
        (Basis.MODIFIED, ["s.31(4)", "s.31(5)"]),
        (Basis.MODIFIED_LATER, ["s.31(3)", "s.31(4)", "s.31(6)"]),
        (Basis.REFINED, ["s.24(1)(a)", "s.24(1)(b)", "s.24(3)", "s.24(4)"]),
        (Basis.OUTSIDE, []),
    ],
)
def test_each_power_asks_what_its_section_asks(basis: Basis, cites: list[str]) -> None:
    assert [one.cite for one in checks_of(basis)] == cites


def test_a_light_touch_contract_may_be_modified_substantially() -> None:
    found = checks_of(Basis.MODIFIED_LATER, is_light_touch=True)

    assert [one.cite for one in found] == ["s.31(4)", "s.31(6)"]


def test_what_was_not_confirmed_is_unmet() -> None:
    [missing] = unmet(Basis.MODIFIED, {"time-considered": True, "published-again": False})

    assert missing.id == "published-again"
