"""How facts and conclusions read within a sentence."""

import pytest

from rules.reading.clauses import (
    ids_pattern,
    list_clause,
    member_cell,
    member_words,
    subject_words,
    whole_clause,
    yes_no_clause,
)
from rules.reading.yes_no import YES_NO
from rules.vocabulary import CONCLUSION_BY_NAME, FACT_BY_NAME, Conclusion, Fact, Kind
from rules.wording import subject_of

SUBJECTS = [*FACT_BY_NAME.values(), *CONCLUSION_BY_NAME.values()]


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_every_yes_or_no_and_every_list_has_a_clause_of_its_own(subject: Fact | Conclusion) -> None:
    by_title = f"“{subject.title}”"

    if subject.kind is Kind.BOOLEAN:
        assert not yes_no_clause(subject, is_so=True).startswith(by_title)
    if subject.kind is Kind.IDS:
        assert not ids_pattern(subject, is_so=True)[0].startswith(by_title)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_every_member_reads_without_its_identifier(subject: Fact | Conclusion) -> None:
    for member in subject.values:
        assert "_" not in member_words(subject.name, member)
        assert "_" not in member_cell(subject.name, member)


def test_a_yes_and_a_no_differ() -> None:
    assert all(yes != no for yes, no in YES_NO.values())
    assert yes_no_clause(subject_of("uses_energy"), is_so=False) == (
        "delivery uses no energy or water"
    )


def test_a_subject_without_words_of_its_own_is_called_by_its_title() -> None:
    assert subject_words(subject_of("estimated_value")) == "the estimated value"
    assert subject_words(subject_of("regime")) == "the governing law"


def test_members_that_say_more_than_is_are_whole_clauses() -> None:
    assert whole_clause("coverage", "above_threshold", is_so=False) == (
        "the value does not count as above the threshold"
    )
    assert whole_clause("category", "works", is_so=True) == ""
    assert list_clause("regime", ["pcr_2015", "pcr_2006"]).endswith("of 2006 or 2015")
    assert list_clause("regime", ["pcr_2015"]) == ""


def test_ids_stand_within_a_clause() -> None:
    assert ids_pattern(subject_of("pillars"), is_so=True) == ("the pillar ", " applies")
