"""What differs between two versions of the criteria."""

from dataclasses import replace

from evaluation.outline.criteria import (
    Criteria,
    Difference,
    Level,
    MarksFrom,
    MeasureAsked,
    MinimumAsked,
    PriceScreen,
    differences,
)
from evaluation.outline.criteria.editing import added, moved, removed, replaced, with_weights
from tests.evaluation.outline.criteria.trees import TREE, group, promises, question


def tree(changed: object) -> Criteria:
    """Return criteria that a change was made to."""
    assert isinstance(changed, Criteria), changed
    return changed


def test_the_same_criteria_do_not_differ() -> None:
    assert differences(TREE, TREE) == ()


def test_weights_differ_by_criterion() -> None:
    mine = with_weights(TREE, {"price": "30", "quality": "70"})

    assert differences(mine, TREE) == (
        Difference("price", "Price", "Weight", "30", "40"),
        Difference("quality", "QUALITY", "Weight", "70", "60"),
    )


def test_what_only_one_of_them_has_is_told() -> None:
    mine = tree(removed(TREE, "people"))
    theirs = tree(added(mine, question("start", "", within="quality")))

    assert differences(theirs, mine) == (
        Difference("start", "START", "Criterion", "There", "Not there"),
    )
    assert differences(mine, TREE) == (
        Difference("people", "PEOPLE", "Criterion", "Not there", "Weight 40"),
    )


def test_everything_that_a_question_says_is_compared() -> None:
    told = replace(
        TREE.criteria[2],
        title="How",
        outcome="work",
        indicators=("a", "b"),
        scale=MarksFrom("0", "10", "0.5"),
        minimum=MinimumAsked("3", is_percent=False, disqualifies=True),
        descriptors=(Level("0", "None"), *TREE.criteria[2].descriptors[1:]),
    )

    found = differences(tree(replaced(TREE, told)), TREE)

    assert [(one.what, one.mine) for one in found] == [
        ("Title", "How"),
        ("Outcome", "work"),
        ("Scale", "0 to 10 in steps of 0.5"),
        ("Minimum", "3; below it a bid is out"),
        ("Asks about", "a, b"),
        ("What earns 0", "None"),
    ]
    assert found[3].theirs == "Nothing"


def test_measures_are_compared_one_by_one() -> None:
    first = MeasureAsked("jobs", "Jobs", "people", "1000", "5")
    mine = Criteria((promises(measures=(first,)),))
    theirs = Criteria((promises(measures=(replace(first, value=""), replace(first, id="x"))),))

    assert [(one.what, one.mine, one.theirs) for one in differences(mine, theirs)] == [
        ("Measure ‘Jobs’", "£1000 a unit, at most 5", "no value, at most 5"),
        ("Measure ‘Jobs’", "Not there", "£1000 a unit, at most 5"),
    ]


def test_another_place_is_told() -> None:
    elsewhere = tree(moved(TREE, "method", within="", after="price"))
    reordered = tree(moved(TREE, "method", within="quality", after="people"))

    assert [(one.what, one.mine, one.theirs) for one in differences(elsewhere, TREE)] == [
        ("Stands in", "The top", "QUALITY"),
    ]
    assert [
        (one.title, one.what, one.mine, one.theirs) for one in differences(reordered, TREE)
    ] == [
        ("PEOPLE", "Place in its group", "1", "2"),
        ("METHOD", "Place in its group", "2", "1"),
    ]


def test_a_group_that_is_gone_is_named_by_nobody() -> None:
    mine = Criteria((question("q", within=""), group("g")))
    theirs = Criteria((group("g"), question("q", within="g")))

    assert differences(mine, theirs)[0].theirs == "G"


def test_what_settles_ties_and_low_prices_is_compared_too() -> None:
    mine = replace(TREE, tie_break=("method", "price"), price_screen=PriceScreen("40"))

    assert [(one.title, one.what, one.mine, one.theirs) for one in differences(mine, TREE)] == [
        ("Equal bids", "Compared in turn", "METHOD, then Price", "Nothing"),
        ("Low prices", "Per cent below the mean", "40", "Nothing"),
    ]
