"""What is not as the log has it, and what an earlier build put on record without a digest."""

from webapp.services.record.pinned_judging import Compared, Told, Unfit, compared_with

ONE, TWO, THREE = (("procurement/1", "the step", f"number {number}") for number in (1, 2, 3))
NINE, TEN = "2026-03-02T09:00:00+00:00", "2026-03-02T10:00:00+00:00"
PUT_IN = "it was put in, and no act tells of it"


def named(key: tuple[str, ...], problem: str, act: int | None = None) -> Unfit:
    return Unfit(", ".join(key), problem, act)


def test_rows_are_as_acts_have_them_or_are_named() -> None:
    told = Told({ONE: (("a", NINE), 4), TWO: (("b", NINE), 5)}, {})

    as_it_was = compared_with(told, {ONE: ("a", NINE), TWO: ("b", NINE)})
    otherwise = compared_with(told, {ONE: ("x", NINE), THREE: ("c", NINE)})

    assert as_it_was == Compared(2, (), 0)
    assert otherwise.fit == 0
    assert set(otherwise.unfit) == {
        named(ONE, "it was changed", 4),
        named(TWO, "it is gone", 5),
        named(THREE, PUT_IN),
    }


def test_a_row_of_an_act_without_a_digest_is_counted_apart() -> None:
    told = Told({TWO: (("b", TEN), 5)}, {("procurement/1", "the step", NINE): 1})

    assert compared_with(told, {ONE: ("a", NINE), TWO: ("b", TEN)}) == Compared(1, (), 1)


def test_beyond_the_acts_without_a_digest_of_its_kind_and_moment_a_row_was_put_in() -> None:
    told = Told({}, {("procurement/1", "the step", NINE): 1})
    other = ("procurement/2", "the step", "number 1")
    ground = ("procurement/1", "the ground", "number 1")

    found = compared_with(
        told,
        {
            ONE: ("a", NINE),
            TWO: ("b", NINE),
            THREE: ("c", TEN),
            other: ("d", NINE),
            ground: ("e", NINE),
        },
    )

    assert (found.fit, found.before) == (0, 1)
    assert set(found.unfit) == {named(key, PUT_IN) for key in (TWO, THREE, other, ground)}
