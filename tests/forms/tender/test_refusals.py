"""Of many faults the first are listed in order, and the others counted."""

from forms.json_fields import Refusal
from forms.tender.refusals import MOST_LISTED, Refusals
from rules.errors import PodiumError


def lines(refusals: Refusals) -> list[str]:
    return [str(error) for error in refusals.refusal.errors]


def test_faults_are_listed_in_the_order_in_which_they_were_found() -> None:
    refusals = Refusals("tender.json")

    refusals.add("b", "it is odd", "Make it even")
    refusals.add_messages({"a": [Refusal("it is missing", "Give it")]}, "model")
    refusals.add_all((PodiumError("c", "it is red", "Paint it"),))

    assert refusals.refusal.name == "tender.json"
    assert lines(refusals) == [
        "b: it is odd. Make it even.",
        "model.a: it is missing. Give it.",
        "c: it is red. Paint it.",
    ]


def test_exactly_as_many_as_are_listed_are_not_followed_by_a_count() -> None:
    refusals = Refusals("x")
    for _ in range(MOST_LISTED):
        refusals.add("b", "it is odd", "Make it even")

    assert len(lines(refusals)) == MOST_LISTED
    assert refusals.is_full


def test_one_more_is_counted() -> None:
    refusals = Refusals("x")
    for _ in range(MOST_LISTED + 1):
        refusals.add("b", "it is odd", "Make it even")

    assert lines(refusals)[MOST_LISTED] == (
        "1 more fault is not listed. Correct those above first."
    )
    assert refusals.found == MOST_LISTED + 1
