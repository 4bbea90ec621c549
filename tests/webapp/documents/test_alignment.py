"""Two sequences side by side: everything stands there once, in the order of reading."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.alignment import Pair, aligned

things = st.lists(st.sampled_from(("a1", "a2", "b1", "b2", "c1", "d1")), max_size=12)


def alike(one: str, other: str) -> int:
    """Return that things of one letter are alike."""
    return 50 if one[0] == other[0] else 0


def pairs(before: list[str], after: list[str]) -> list[Pair[str]]:
    """Return the pairs of things that are known by themselves."""
    return list(aligned(before, after, lambda thing: thing, alike))


def test_what_is_alike_belongs_together_and_the_rest_stands_alone() -> None:
    assert pairs(["x1", "a1", "y1"], ["x1", "a2", "z1"]) == [
        Pair("x1", "x1"),
        Pair("a1", "a2"),
        Pair("y1", None),
        Pair(None, "z1"),
    ]


def test_what_moved_stands_at_its_later_place() -> None:
    assert pairs(["x1", "y1", "z1"], ["y1", "z1", "x1"]) == [
        Pair("y1", "y1"),
        Pair("z1", "z1"),
        Pair("x1", "x1", is_moved=True),
    ]


def test_too_many_to_compare_are_told_apart_by_their_keys_alone() -> None:
    before, after = [f"a{number}" for number in range(80)], [f"a-{number}" for number in range(80)]

    made = pairs([*before, "same"], [*after, "same"])

    assert made[-1] == Pair("same", "same")
    assert [pair.before for pair in made[:80]] == before
    assert all(pair.after is None for pair in made[:80])


@given(before=things, after=things)
def test_everything_stands_there_once(before: list[str], after: list[str]) -> None:
    made = pairs(before, after)

    assert [pair.after for pair in made if pair.after is not None] == after
    assert sorted(pair.before for pair in made if pair.before is not None) == sorted(before)
    unmoved = [pair.before for pair in made if pair.before is not None and not pair.is_moved]
    assert _is_part(unmoved, before)
    assert all(pair.before == pair.after for pair in made if pair.is_moved)


def _is_part(some: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(any(one == other for other in rest) for one in some)
