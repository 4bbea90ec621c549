"""What was added, removed and changed among things of one kind."""

from rules.comparison.changes import Change, Chapter, Described, Detail, Facet, Way, chapter, worded
from rules.reading import Holding


def test_things_are_told_by_their_ids() -> None:
    first = {
        "same": Described("Same", worded(title="Same")),
        "gone": Described("Gone", worded(title="Gone")),
        "old": Described("Old", worded(title="Old", why="Because")),
    }
    second = {
        "old": Described("New", worded(title="New")),
        "same": Described("Same", worded(title="Same")),
        "added": Described("Added", worded(title="Added")),
    }

    found = chapter(Holding.RULE, first, second)

    assert found == Chapter(
        Holding.RULE,
        (
            Change(Way.REMOVED, "gone", "Gone", (Detail("Title", "Gone", ""),)),
            Change(
                Way.CHANGED,
                "old",
                "New",
                (Detail("Title", "Old", "New"), Detail("Why", "Because", "")),
            ),
            Change(Way.ADDED, "added", "Added", (Detail("Title", "", "Added"),)),
        ),
        unchanged=1,
    )
    assert [found.count(way) for way in Way] == [1, 1, 1]


def test_a_key_that_is_the_same_is_no_change_however_it_is_worded() -> None:
    first = {"one": Described("One", {"When": Facet(frozenset("ab"), "a and b")})}
    second = {"one": Described("One", {"When": Facet(frozenset("ba"), "b and a")})}

    assert chapter(Holding.RULE, first, second).changes == ()
