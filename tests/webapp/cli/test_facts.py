"""`podium facts`: the vocabulary, whole, for a reader and for a program."""

from collections.abc import Callable
from pathlib import Path

from rules.vocabulary import CONCLUSION_BY_NAME, FACT_BY_NAME
from tests.webapp.cli.conftest import Podium


def test_every_fact_and_every_conclusion_is_listed_as_json(podium: Podium) -> None:
    answer = podium("facts", "--format", "json")

    found = answer.json
    assert (answer.code, found["format"]) == (0, "podium/facts/1")
    assert [one["name"] for one in found["facts"]] == list(FACT_BY_NAME)
    assert [one["name"] for one in found["conclusions"]] == list(CONCLUSION_BY_NAME)


def test_each_says_what_it_is_of_and_what_it_may_be(podium: Podium) -> None:
    found = podium("facts", "--format", "json").json

    facts = {one["name"]: one for one in found["facts"]}
    conclusions = {one["name"]: one for one in found["conclusions"]}
    assert facts["nation"]["of"] == ["procurement", "development"]
    assert facts["dwellings"]["of"] == ["development"]
    assert facts["in_area"]["of"] == ["bid"]
    assert facts["category"]["values"] == ["goods", "services", "works"]
    assert facts["estimated_value"]["vat_basis"] is True
    assert facts["total_months"]["derived_from"] == ["duration_months", "extension_months"]
    assert (facts["duration_months"]["kind"], facts["duration_months"]["unit"]) == (
        "integer",
        "months",
    )
    assert conclusions["commitment_verdict"]["of"] == ["bid"]
    assert conclusions["major_development"]["of"] == ["development"]
    assert (conclusions["clauses"]["stage"], conclusions["clauses"]["refers_to"]) == (
        "clauses",
        "clause",
    )


def test_they_are_printed_by_topic_with_the_words_of_each(podium: Podium) -> None:
    printed = podium("facts").out
    words = " ".join(printed.split())

    for heading in (
        "What it is worth",
        "Worked out from other facts",
        "A commitment in a bid",
        "A planning application",
        "Conclusions: weighting (of a procurement)",
    ):
        assert f"\n{heading}\n─" in printed
    assert all(f"\n  {name} " in printed for name in (*FACT_BY_NAME, *CONCLUSION_BY_NAME))
    assert "an amount with its VAT basis" in words
    assert "one of: goods, services, works" in words
    assert "a whole number, months" in words
    assert "a list of ids of the kind outcome" in words


def test_a_name_that_is_no_fact_is_answered_with_this_command(
    podium: Podium, sample: Callable[..., Path]
) -> None:
    answer = podium("decide", sample(), "--what-if", "value=5")

    assert answer.code == 2
    assert "Write estimated_value, or another fact that “podium facts” lists." in answer.err


def test_the_help_says_whose_facts_can_be_tried(podium: Podium) -> None:
    words = " ".join(podium("decide", "--help").out.split())

    assert "another fact of a procurement" in words
    assert "Of a planning application change a copy of the file." in words
