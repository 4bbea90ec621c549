"""The journey: what the rules need decides which questions are asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.money import Money, Pence, VatBasis
from rules.procurement import Answers
from rules.vocabulary import FACTS, Kind, Supply, Value
from tests.webapp.samples import BASIC
from webapp.services.preparing.journey import (
    ALWAYS,
    PAGE_BY_SLUG,
    PAGES,
    QUESTIONS_A_PAGE,
    Journey,
    differing,
    journey,
)


def walk(answers: Answers) -> Journey:
    return journey(
        answers, reference="R-1", title="T", authority="Coventry City Council", policy="coventry"
    )


def asked(found: Journey) -> set[str]:
    return {fact.name for page in found.pages for fact in page.facts}


def test_every_question_of_the_vocabulary_has_a_page_and_none_has_two() -> None:
    on_pages = [fact.name for page in PAGES for fact in page.facts]

    assert sorted(on_pages) == sorted(fact.name for fact in FACTS if fact.supply is Supply.ASKED)
    assert max(len(page.facts) for page in PAGES) <= QUESTIONS_A_PAGE


def test_the_first_pages_ask_what_every_procurement_must_answer() -> None:
    found = walk({})

    assert asked(found) == ALWAYS
    assert found.decision is None
    assert [page.page.slug for page in found.pages] == [
        "authority",
        "purchase",
        "value",
        "time",
        "procedure",
    ]


def test_what_else_it_includes_its_framework_and_its_route_are_asked_on_one_page() -> None:
    below = walk({**BASIC, "estimated_value": Money(Pence(95_000_00), VatBasis.INCLUDED)})

    asking = [page for page in below.pages if page.page.topic == "procedure"]

    assert [[fact.name for fact in page.facts] for page in asking] == [
        ["also_includes", "framework", "award_route"]
    ]


def test_what_an_answer_on_how_it_is_bought_raises_follows_on_the_next_page() -> None:
    first = walk({})
    mixed = walk({**BASIC, "also_includes": ("goods",), "framework": "call_off"})
    raised = mixed.next_open_after(PAGE_BY_SLUG["procedure"])

    assert first.page("procedure-2") is None
    assert raised is not None
    assert raised.page.slug == "procedure-2"
    assert "framework_commenced_on" in raised.unanswered


@pytest.mark.parametrize("slug", ["parts", "framework"])
def test_an_address_that_a_question_had_leads_to_the_page_that_asks_it_now(slug: str) -> None:
    found = walk(BASIC)

    assert found.page(slug) == found.page("procedure")
    assert found.page(slug) is not None


def test_once_the_basic_answers_are_there_the_rules_decide_what_else_is_asked() -> None:
    found = walk(BASIC)

    assert found.decision is not None
    assert {"award_route", "procedure", "work_in_area"} <= asked(found)
    assert set(found.decision.needs) | set(found.decision.open) <= asked(found)


def test_the_kind_of_nhs_body_is_asked_of_nhs_bodies_only() -> None:
    assert "nhs_body_kind" not in asked(walk(BASIC))
    assert "nhs_body_kind" in asked(walk({**BASIC, "authority_type": "nhs_body"}))


def test_the_day_of_the_framework_is_asked_of_call_offs_only() -> None:
    assert "framework_commenced_on" not in asked(walk(BASIC))
    assert "framework_commenced_on" in asked(walk({**BASIC, "framework": "call_off"}))


def test_the_ground_of_a_direct_award_is_asked_once_there_is_one() -> None:
    assert "direct_award_ground" not in asked(walk(BASIC))
    assert "direct_award_ground" in asked(walk({**BASIC, "award_route": "direct_award"}))


def test_a_question_stays_when_it_is_answered() -> None:
    before = walk({**BASIC, "authority_type": "nhs_body"})
    after = walk({**BASIC, "authority_type": "nhs_body", "nhs_body_kind": "nhs_trust"})

    assert "nhs_body_kind" in asked(before) & asked(after)


def test_an_answer_to_a_question_that_no_longer_arises_does_not_count() -> None:
    found = walk({**BASIC, "nhs_body_kind": "nhs_england"})

    assert "nhs_body_kind" not in found.answers
    assert found.decision is not None
    assert "nhs_body_kind" not in found.decision.facts


def test_not_known_yet_is_an_answer_that_leaves_the_fact_open() -> None:
    found = walk({**BASIC, "work_in_area": None})

    assert found.decision is not None
    assert "work_in_area" in {*found.decision.needs, *found.decision.open}
    assert "work_in_area" not in {name for page in found.pages for name in page.unanswered}


def test_the_pages_follow_and_precede_each_other() -> None:
    found = walk({})
    first, second = found.pages[0], found.pages[1]

    assert found.after(first.page) == second
    assert found.before(second.page) == first
    assert found.before(first.page) is None
    assert found.after(found.pages[-1].page) is None


def test_the_next_open_page_is_looked_for_from_the_start_again() -> None:
    without_value = {name: value for name, value in BASIC.items() if name != "estimated_value"}
    found = walk(without_value)
    last = found.pages[-1].page

    following = found.next_open_after(last)

    assert following is not None
    assert following.page.slug == "value"


def test_only_what_is_new_or_other_differs() -> None:
    before: Answers = {"a": 1, "b": None, "c": True}

    assert differing(before, {"a": 1, "b": None, "c": False, "d": None}) == {"c": False, "d": None}


FREE: dict[str, st.SearchStrategy[Value | None]] = {
    fact.name: st.none() | st.sampled_from(fact.values)
    if fact.kind is Kind.ENUMERATION
    else st.none() | st.booleans()
    for fact in FACTS
    if fact.supply is Supply.ASKED
    and fact.kind in (Kind.ENUMERATION, Kind.BOOLEAN)
    and fact.name not in ("authority_type", "nation", "category", "special_regime", "framework")
}


@pytest.mark.slow
@given(
    extra=st.fixed_dictionaries({}, optional=FREE),
    pence=st.integers(1, 10_000_000_00),
    day=st.dates(date(2012, 1, 1), date(2027, 12, 31)),
    authority=st.sampled_from(["local_authority", "nhs_body", "central_government", "school"]),
)
def test_answering_what_is_asked_leads_to_an_end(
    extra: Answers, pence: int, day: date, authority: str
) -> None:
    answers: dict[str, Value | None] = {
        **BASIC,
        **extra,
        "authority_type": authority,
        "commenced_on": day,
        "estimated_value": Money(Pence(pence), VatBasis.EXCLUDED),
    }

    for _ in FACTS:
        found = walk(answers)
        if found.next_open is None:
            break
        answers |= dict.fromkeys(found.next_open.unanswered)
    else:
        found = walk(answers)

    assert found.next_open is None
    assert found.questions_open == 0
