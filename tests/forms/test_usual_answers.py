"""Usual answers are chosen beforehand and say so, save where they decide on the law."""

import pytest

from forms.usual_answers import CHOSEN_BY_HAND, beforehand
from rules.vocabulary import FACT_BY_NAME
from tests.forms.pages import Page


@pytest.mark.parametrize("name", sorted(CHOSEN_BY_HAND))
def test_what_decides_on_the_law_is_not_chosen_beforehand_and_has_to_be_answered(
    page: Page, name: str
) -> None:
    fact = FACT_BY_NAME[name]
    typed = {"category": "services", "nothing": "typed"}

    assert page.shown(fact.topic, {})[name].data is None
    assert "chosen beforehand" not in page.shown(fact.topic, {})[name].description
    assert page.errors(fact.topic, typed)[name] == [f"Select one answer for “{fact.title}”"]
    assert page.shown(fact.topic, {name: fact.default})[name].data == fact.default


@pytest.mark.parametrize(
    ("name", "chosen", "usual"),
    [
        ("market_new_to_social_value", "no", "No"),
        ("direct_award_ground", "other", "Another ground"),
        ("value_cannot_be_estimated", "no", "No"),
    ],
)
def test_a_usual_answer_is_chosen_beforehand_and_says_so_until_it_is_answered(
    page: Page, name: str, chosen: str, usual: str
) -> None:
    fact = FACT_BY_NAME[name]
    before = page.shown(fact.topic, {})[name]
    after = page.shown(fact.topic, {name: fact.default})[name]

    assert (before.data, after.data) == (chosen, chosen)
    assert f"“{usual}” is chosen beforehand, as the usual answer" in before.description
    assert "chosen beforehand" not in after.description


def test_checkboxes_that_nobody_ticked_need_no_words() -> None:
    assert beforehand(FACT_BY_NAME["also_includes"]) == ""
    assert beforehand(FACT_BY_NAME["work_in_area"]) == ""
