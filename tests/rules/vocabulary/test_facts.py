"""What a buyer is asked: each question with its reason and an example."""

import pytest

from rules.vocabulary import FACTS, Fact, Supply

ASKED = [fact for fact in FACTS if fact.supply is Supply.ASKED]
LONGEST = 100


@pytest.mark.parametrize("fact", ASKED, ids=lambda fact: fact.name)
def test_a_question_says_why_it_is_asked_and_gives_an_example(fact: Fact) -> None:
    assert fact.question.endswith("?")
    assert fact.why.endswith(".")
    assert fact.example.endswith(".")
    assert len(fact.example) <= LONGEST


@pytest.mark.parametrize(
    "fact", [fact for fact in FACTS if fact.supply is not Supply.ASKED], ids=lambda fact: fact.name
)
def test_what_nobody_is_asked_needs_no_example(fact: Fact) -> None:
    assert (fact.question, fact.why, fact.example) == ("", "", "")


def test_no_two_questions_share_an_example() -> None:
    assert len({fact.example for fact in ASKED}) == len(ASKED)
