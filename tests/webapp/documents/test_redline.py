"""What changed between two texts is told word by word, and loses no letter of either."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.redline import Run, RunKind, redline

SAME, GONE, NEW = RunKind.SAME, RunKind.GONE, RunKind.NEW
VOCABULARY = ("a", "the", "Supplier", "pays", "30", "days", ".", "\n", "£1,250.00", "é", " ", "—")

clauses = st.lists(st.sampled_from(VOCABULARY), max_size=30).map(" ".join)
anything = st.one_of(clauses, st.text(max_size=60))


def marked(before: str, after: str) -> str:
    """Return a redline in one line: [-gone-] and {+new+}."""
    marks = {SAME: "{}", GONE: "[-{}-]", NEW: "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in redline(before, after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Pay in 30 days.", "Pay in 14 days.", "Pay in [-30-]{+14+} days."),
        ("£1,250.00 each year", "£1,250.50 each year", "[-£1,250.00-]{+£1,250.50+} each year"),
        ("The Supplier pays.", "The Supplier pays", "The Supplier pays[-.-]"),
        ("One two three", "One three", "One[- two-] three"),
        ("two three", "One two three", "{+One +}two three"),
        ("Café, open", "Café (open", "Café[-, -]{+ (+}open"),
        ("First.\nSecond.", "First.\n\nSecond.", "First.[-\n-]{+\n\n+}Second."),
        ("Don’t count it twice", "Do count it twice", "[-Don’t-]{+Do+} count it twice"),
    ],
)
def test_what_changed_stands_where_it_changed(before: str, after: str, told: str) -> None:
    assert marked(before, after) == told


def test_a_text_that_stayed_is_one_run() -> None:
    assert redline("as it was", "as it was") == (Run("as it was", SAME),)


def test_nothing_is_no_run() -> None:
    assert redline("", "") == ()


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [("", "all new", (Run("all new", NEW),)), ("all gone", "", (Run("all gone", GONE),))],
)
def test_against_nothing_the_whole_text_changed(
    before: str, after: str, runs: tuple[Run, ...]
) -> None:
    assert redline(before, after) == runs


def test_texts_that_share_next_to_nothing_are_told_whole() -> None:
    before = "The Supplier keeps records of every visit for the whole of the contract period"
    after = "Bidders say how the apprentices whom they train will be chosen"

    assert redline(before, after) == (Run(before, GONE), Run(after, NEW))


def test_a_short_word_between_two_replacements_is_told_with_them() -> None:
    told = marked(
        "The plan names the lead officer of the region and is sent to the Council each month.",
        "The plan names the first person of any district and is sent to the Council each month.",
    )

    assert told == (
        "The plan names the [-lead officer of the region-]{+first person of any district+} and "
        "is sent to the Council each month."
    )


@given(before=anything, after=anything)
def test_same_and_gone_is_the_one_text_and_same_and_new_the_other(before: str, after: str) -> None:
    runs = redline(before, after)

    assert "".join(run.text for run in runs if run.kind is not NEW) == before
    assert "".join(run.text for run in runs if run.kind is not GONE) == after


@given(before=anything, after=anything)
def test_runs_are_few_and_in_order(before: str, after: str) -> None:
    runs = redline(before, after)

    assert all(run.text for run in runs)
    assert all(
        (one.kind, other.kind) in {(SAME, GONE), (SAME, NEW), (GONE, NEW), (GONE, SAME),
                                   (NEW, SAME)}
        for one, other in pairwise(runs)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 20_000, "b " + "a " * 10_000 + "c " + "a " * 9_999),
        ("a b " * 10_000, "b a " * 10_000),
        (" ".join(map(str, range(20_000))), " ".join(map(str, reversed(range(20_000))))),
    ],
)
def test_the_longest_texts_are_told_too(before: str, after: str) -> None:
    runs = redline(before, after)

    assert "".join(run.text for run in runs if run.kind is not GONE) == after
