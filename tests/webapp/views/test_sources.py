"""Why a question is asked: the sources whose rules read its answer."""

from datetime import date

from webapp.views.sources import MOST_SOURCES, sources_asking

TODAY = date(2026, 3, 2)


def test_the_law_comes_first_and_there_are_a_few_at_most() -> None:
    found = sources_asking("coventry", "estimated_value", TODAY)

    assert found[0] == "Procurement Act 2023"
    assert len(found) <= MOST_SOURCES


def test_without_a_policy_only_the_law_asks() -> None:
    found = sources_asking(None, "work_in_area", TODAY)

    assert found == ()


def test_a_source_that_is_not_in_force_asks_nothing() -> None:
    before = sources_asking("coventry", "estimated_value", date(2016, 1, 1))

    assert "Procurement Act 2023" not in before
