"""Findings of an analysis in words: alike ones once, a short case, and what to do."""

from webapp.services.settings.checking import Problem
from webapp.views.finding.finding_words import MOST_LISTED, problems_shown

ORDER = "the lowest, recommended and highest weight are not in that order"


def test_what_is_said_alike_is_shown_once_with_the_shortest_case() -> None:
    problems = [
        Problem("weights", ORDER, "category = services; nation = England"),
        Problem("weights", ORDER, "category = works"),
        Problem("weights", ORDER, "category = goods; nation = England"),
        Problem("gap", "no rule concludes it", ""),
    ]

    first, second = problems_shown(problems)

    assert (first.what, first.cases) == (f"weights: {ORDER}", 3)
    assert first.case == ("Main purpose: works",)
    assert first.remedy.startswith("Set the lowest, recommended and highest weight")
    assert (second.cases, second.case, second.rest) == (1, (), ())
    assert second.remedy.startswith("Give values under which a rule concludes it")


def test_answers_that_mean_nothing_new_and_too_many_are_folded_away() -> None:
    told = [f"category = services {number}" for number in range(MOST_LISTED + 2)]
    example = "; ".join(["market_new_to_social_value = no", *told])

    (found,) = problems_shown([Problem("gap", "no rule concludes it", example)])

    assert len(found.case) == MOST_LISTED
    assert len(found.rest) == 3
    assert found.rest[-1].endswith(": no")


def test_an_example_in_another_form_is_shown_as_it_is() -> None:
    (found,) = problems_shown([Problem("gap", "no rule concludes it", "any works contract")])

    assert found.case == ("any works contract",)
