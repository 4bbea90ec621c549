"""The sheet of a proposal: its rows, what a tick puts on record, and what a sheet changes."""

from dataclasses import replace

from evaluation.outline.burden import burden_of
from evaluation.outline.proposal import Choice, Proposal, Screen, Screened, Use
from evaluation.outline.sheet import Row, Sheet, changed_in, offered, rows_of, with_sheet
from tests.evaluation.outline.samples import (
    GROUP,
    TREES,
    WAGE,
    WEEKS,
    complete,
    ground_of,
    screened,
)


def row_of(proposal: Proposal, measure: str) -> Row:
    return next(row for row in rows_of(proposal, ground_of()) if row.measure == measure)


def test_the_sheet_begins_with_what_the_rules_propose() -> None:
    ground = ground_of()

    rows = rows_of(Proposal(), ground)

    assert tuple(row.measure for row in rows) == ground.proposed
    assert [row.use for row in rows] == [ground.proposed_use(row.measure) for row in rows]
    assert all(row.is_asked and not row.is_checked and not row.departs for row in rows)


def test_a_tick_is_enough_where_every_check_has_a_reason_and_not_for_pay_or_groups() -> None:
    rows = rows_of(Proposal(), ground_of())

    assert [row.measure for row in rows if not row.can_be_ticked] == [GROUP, WAGE]


def test_what_calls_for_care_is_told_beside_the_tick() -> None:
    (caution,) = row_of(Proposal(), WEEKS).cautions

    assert caution.screen is Screen.LAWFUL
    assert "prefer no supplier" in caution.because


def test_a_tick_puts_the_machines_reasons_on_record_counting_the_whole_sheet() -> None:
    screens = row_of(Proposal(), WEEKS).screens

    assert [one.screen for one in screens] == list(Screen)
    assert all(one.passes for one in screens)
    assert "bidders compete on 6 award criteria of at most 6" in screens[1].because


def test_answers_that_were_given_stay_when_the_row_is_ticked_again() -> None:
    held = screened(WAGE, Use.PERFORMANCE)

    row = row_of(Proposal((held,)), WAGE)

    assert row.is_checked
    assert row.can_be_ticked
    assert row.screens == held.screens


def test_a_measure_that_fails_a_check_can_not_be_ticked() -> None:
    failed = Choice(
        WEEKS, Use.AWARD, screens=(Screened(Screen.LAWFUL, passes=False, because="Quota"),)
    )

    assert not row_of(Proposal((failed,)), WEEKS).can_be_ticked


def test_measures_of_ones_own_follow_and_what_was_added_and_dropped_again_does_not() -> None:
    own = screened("own-trees", Use.AWARD, own=TREES)
    dropped = Choice("cov-2022-green-space", Use.LEFT_OUT)

    rows = rows_of(Proposal((own, dropped)), ground_of())

    assert rows[-1].own == TREES
    assert "cov-2022-green-space" not in {row.measure for row in rows}


def test_the_uses_that_were_sent_are_counted() -> None:
    ground = ground_of()

    fewer = offered(Proposal(), ground, {WEEKS: Use.LEFT_OUT, "unknown": Use.AWARD})

    assert burden_of(fewer, ground).award == 5
    assert burden_of(offered(Proposal(), ground), ground).award == 6


def test_a_sheet_changes_only_what_it_says_otherwise() -> None:
    before = complete(ground_of())
    left_out = Choice(WEEKS, Use.LEFT_OUT, "No trade")
    kept = tuple(one for one in before.choices if one.measure != WEEKS)
    sheet = Sheet((left_out, *kept), before.weight, before.weight_because)

    changed = changed_in(sheet, before)

    assert changed == Sheet((left_out,))
    assert changed.measures == {WEEKS}
    assert with_sheet(before, changed).choice(WEEKS) == left_out
    assert with_sheet(before, changed).weight == before.weight


def test_a_weight_that_is_not_typed_leaves_the_one_that_stands() -> None:
    before = replace(complete(ground_of()), weight=1200, weight_because="Much")

    assert with_sheet(before, changed_in(Sheet(before.choices), before)) == before


def test_what_is_to_be_judged_is_asked_until_it_is_answered_and_of_no_other_measure() -> None:
    lawful = Screened(Screen.LAWFUL, passes=True, because="Counsel")
    half = Choice(WAGE, Use.PERFORMANCE, screens=(lawful,))

    fresh, begun = row_of(Proposal(), WAGE), row_of(Proposal((half,)), WAGE)
    done = row_of(Proposal((screened(WAGE, Use.PERFORMANCE),)), WAGE)

    assert [one.screen for one in fresh.open_questions] == [Screen.ADDITIONAL, Screen.LAWFUL]
    assert [one.screen for one in begun.open_questions] == [Screen.ADDITIONAL]
    assert done.open_questions == ()
    assert row_of(Proposal(), WEEKS).questions == ()


def test_what_fails_and_what_is_ones_own_is_not_judged_on_the_sheet() -> None:
    failed = (Screened(Screen.LAWFUL, passes=False, because="Quota"),)
    own = Choice("own-trees", Use.AWARD, own=TREES)

    rows = [
        row_of(Proposal((Choice(WAGE, Use.PERFORMANCE, screens=failed),)), WAGE),
        row_of(Proposal((own,)), "own-trees"),
    ]

    assert [row.can_be_ticked for row in rows] == [False, False]
    assert [row.questions for row in rows] == [(), ()]


def test_what_is_judged_stands_for_the_buyers_reason_and_the_rest_for_the_machines() -> None:
    row = row_of(Proposal(), WAGE)

    screens = row.judged(row.open_questions, "Read both")

    assert [one.screen for one in screens] == list(Screen)
    assert screens[2:] == tuple(
        Screened(one, passes=True, because="Read both")
        for one in (Screen.ADDITIONAL, Screen.LAWFUL)
    )
    assert [one.because for one in screens[:2]] == [one.because for one in row.suggested[:2]]
