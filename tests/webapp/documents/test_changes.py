"""Changes in words: what a conclusion is, and what it becomes."""

import pytest

from rules.decision import Finding, Status
from rules.library import stack as shipped
from rules.tipping_points import Change
from rules.vocabulary import Value
from webapp.documents.changes import ChangeWords, change_words

STACK = shipped("coventry")
DUTIES = tuple(STACK.duties)[:5]
TITLES = tuple(STACK.duties[id_].title for id_ in DUTIES)


def finding(name: str, value: Value | None) -> Finding:
    """Return a finding that is concluded, or absent where it has no value."""
    status = Status.ABSENT if value is None else Status.CONCLUDED
    return Finding(name, status, value)


def words(name: str, before: Value | None, after: Value | None) -> ChangeWords:
    """Return a change in words."""
    return change_words(Change(name, finding(name, before), finding(name, after)), STACK)


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("kpis_minimum", 0, 3, ("0 indicators", "3 indicators")),
        ("notifiable", True, False, ("Yes", "No")),
        ("coverage", "above_threshold", None, ("Above threshold", "No finding")),
        ("social_value_minimum", 5_00, 10_50, ("5%", "10.5%")),
        ("duties", DUTIES[:1], (), (f"“{TITLES[0]}”", "None")),
        ("duties", DUTIES[:1], DUTIES[:2], (f"“{TITLES[0]}”", f"“{TITLES[0]}” and “{TITLES[1]}”")),
    ],
)
def test_a_change_is_said_with_both_values(
    name: str, before: Value, after: Value | None, said: tuple[str, str]
) -> None:
    found = words(name, before, after)

    assert (found.before, found.after) == said
    assert (found.new, found.gone) == ((), ())


def test_a_long_list_is_said_by_what_is_new_and_what_is_gone() -> None:
    found = words("duties", DUTIES[:4], DUTIES[1:5])

    assert (found.before, found.after) == ("4 in all", "4 in all: 1 new, 1 gone")
    assert (found.new, found.gone) == ((TITLES[4],), (TITLES[0],))


def test_a_list_that_hangs_on_something_says_that_more_may_follow() -> None:
    before = Finding("duties", Status.UNDETERMINED, so_far=DUTIES[:1])
    nothing = Finding("duties", Status.UNDETERMINED)

    found = change_words(Change("duties", before, nothing), STACK)

    assert (found.before, found.after) == (
        f"“{TITLES[0]}”, and more may follow",
        "Can't be said yet",
    )


def test_a_change_is_a_clause() -> None:
    assert str(words("notifiable", False, True)) == (  # noqa: FBT003 - a value, no flag
        "Notifiable below-threshold contract: no, becomes yes"
    )


def test_titles_keep_their_capitals_and_their_ends_in_a_clause() -> None:
    assert str(words("duties", DUTIES[:1], DUTIES[:2])).endswith(
        f": “{TITLES[0]}”, becomes “{TITLES[0]}” and “{TITLES[1]}”"
    )
