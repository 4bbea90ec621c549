"""Rationales that speak against their own score."""

import pytest

from tests.evaluation.lint import writing

CHECK = ("A", "contradicts-descriptor")
REST = " Crews, depots and the Monday briefing are described for all 41 parks and verges."
AT_THE_TOP = (
    "The tender lacks a plan for bank holidays.",
    "The tender fails to name the deputy of the site manager.",
    "The answer is weak on hedges.",
    "No evidence is given for the promised response times.",
    "There are serious concerns about the fleet.",
    "It does not explain who covers absence.",
)
AT_THE_BOTTOM = (
    "An impressive fleet of electric mowers and a strong crew for every park are promised.",
    "The rota is excellent and covers each of the 41 sites with named crews and dates.",
)
ANOTHER_LEVEL = (
    ("2", "An excellent answer: crews and depots are named for all 41 parks, but verges are not."),
    ("5", "The response is poor, because crews and depots for the parks are named on page 3 only."),
    ("2", "Crews for the parks are named, but verges are not, so this is awarded a score of 4."),
    ("4", "Crews and depots are named for all parks, hedges are dated: 3 out of 5."),
)


@pytest.mark.parametrize("fault", AT_THE_TOP)
def test_fault_at_the_top_mark_is_a_contradiction(fault: str) -> None:
    made = writing.tender(writing.score("5", fault + REST), has_descriptors=False)

    assert writing.found(made) == [CHECK]


@pytest.mark.parametrize("fault", AT_THE_TOP)
def test_the_same_fault_below_the_top_is_an_explanation(fault: str) -> None:
    assert writing.found(writing.tender(writing.score("4", fault + REST))) == []


@pytest.mark.parametrize("praise", AT_THE_BOTTOM)
def test_mere_praise_at_the_bottom_is_a_contradiction(praise: str) -> None:
    made = writing.tender(writing.score("1", praise), has_descriptors=False)

    assert writing.found(made) == [CHECK]


@pytest.mark.parametrize(("mark", "rationale"), ANOTHER_LEVEL)
def test_the_name_or_number_of_another_level_is_a_contradiction(mark: str, rationale: str) -> None:
    assert CHECK in writing.found(writing.tender(writing.score(mark, rationale)))


def test_a_contradiction_quotes_what_it_found() -> None:
    (found,) = writing.findings(writing.tender(writing.score("2", ANOTHER_LEVEL[0][1])))

    assert found.message == ("The score is 2 (limited), and the rationale says ‘excellent answer’.")


@pytest.mark.parametrize(
    "words",
    [
        "No weaknesses were found in the rota for the 41 parks, the depot and the spare mowers.",
        "The depot plan is free from gaps and does not lack a reserve crew for any park or verge.",
        (
            "Mowing, hedges and leaf fall are dated; where a supplier fails to deliver seed, two "
            "others stand by."
        ),
        (
            "One minor point, that the map on page 7 does not show the scale, has no effect on the "
            "score; every crew, depot and machine is named."
        ),
    ],
)
def test_what_only_sounds_like_fault_is_none(words: str) -> None:
    assert writing.found(writing.tender(writing.score("5", words))) == []
