"""Who sees what of a tender: every seat, phase and combination, against sentences of its own."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import (
    SEEN_FROM,
    Blinds,
    Declared,
    Kept,
    Seat,
    Sight,
    Viewer,
    Visible,
    seats_of,
    visible_to,
)

OF_BIDS = {Sight.ANSWERS, Sight.NAMES, Sight.PRICES, Sight.MARKS, Sight.RESULT}
SETTLED = {Declared.NO_CONFLICT, Declared.ACCEPTED}
BEFORE_OPENING = (Phase.PREPARING, Phase.OUT, Phase.SEALED)
SCORERS = {Seat.EVALUATOR, Seat.EVALUATION_CHAIR}
BLIND = Blinds(are_names_masked=True, is_price_hidden=True)
OPEN = Blinds(are_names_masked=False, is_price_hidden=False)
Q1 = frozenset({"q1"})
NOTHING: frozenset[str] = frozenset()


def seats() -> Iterator[frozenset[Seat]]:
    """Every set of up to two seats: what one adds to or takes from another shows in pairs."""
    for many in range(3):
        yield from (frozenset(one) for one in combinations(Seat, many))


def viewers() -> Iterator[Viewer]:
    flags = (False, True)
    for held, questions, is_chair, declared, is_own_in, is_price_shown in product(
        seats(), (NOTHING, Q1), flags, Declared, flags, flags
    ):
        yield Viewer(
            seats=held,
            questions=questions,
            is_chair=is_chair,
            declared=declared,
            is_own_in=is_own_in,
            is_price_shown=is_price_shown,
        )


CELLS = tuple(
    (viewer, phase, blinds, visible_to(viewer, phase, blinds))
    for viewer in viewers()
    for phase in Phase
    for blinds in (Blinds(names, prices) for names in (False, True) for prices in (False, True))
)


def blind_panel() -> Iterator[tuple[Viewer, Phase, Blinds, Visible]]:
    """The cells of those who score or chair."""
    yield from (cell for cell in CELLS if cell[0].questions or cell[0].is_chair)


def test_every_seat_stands_in_the_table() -> None:
    assert set(SEEN_FROM) == set(Seat)


def test_nobody_sees_anything_of_a_bid_before_the_bids_are_opened() -> None:
    assert not [cell for cell in CELLS if cell[1] in BEFORE_OPENING and cell[3].sights & OF_BIDS]


def test_whoever_is_recused_sees_nothing_at_all_whatever_else_they_are() -> None:
    recused = {cell[3] for cell in CELLS if cell[0].declared is Declared.RECUSED}

    assert recused == {Visible(kept=Kept.RECUSED)}


def test_whoever_scores_or_chairs_sees_nothing_of_a_bid_before_they_declared() -> None:
    wrong = [
        cell
        for cell in blind_panel()
        if cell[0].declared not in SETTLED and cell[3].sights & OF_BIDS
    ]

    assert not wrong


def test_whoever_scores_sees_no_name_while_names_are_masked_whatever_else_they_are() -> None:
    early = set(Phase) - {
        Phase.EVALUATED,
        Phase.RECOMMENDED,
        Phase.APPROVED,
        Phase.TOLD,
        Phase.AWARDED,
    }
    wrong = [
        cell
        for cell in blind_panel()
        if cell[2].are_names_masked and cell[1] in early and Sight.NAMES in cell[3].sights
    ]

    assert not wrong


def test_whoever_scores_sees_no_price_before_quality_is_agreed_but_for_who_was_shown_it() -> None:
    early = {Phase.SCORING, Phase.MODERATING}
    wrong = [
        cell
        for cell in blind_panel()
        if cell[2].is_price_hidden
        and not cell[0].is_price_shown
        and cell[1] in early
        and Sight.PRICES in cell[3].sights
    ]

    assert not wrong


def test_nobody_on_the_panel_sees_what_others_gave_before_their_own_are_in() -> None:
    hidden = {Sight.MARKS, Sight.RESULT}

    assert not [cell for cell in blind_panel() if not cell[0].is_own_in and cell[3].sights & hidden]


def test_nobody_at_all_sees_what_others_gave_before_moderation() -> None:
    early = (*BEFORE_OPENING, Phase.SCORING)

    assert not [cell for cell in CELLS if cell[1] in early and Sight.MARKS in cell[3].sights]


def test_nobody_sees_a_result_before_there_is_one() -> None:
    early = (*BEFORE_OPENING, Phase.SCORING, Phase.MODERATING, Phase.MODERATED)

    assert not [cell for cell in CELLS if cell[1] in early and Sight.RESULT in cell[3].sights]


def test_another_seat_never_shows_whoever_scores_what_the_terms_hide() -> None:
    """What a second seat adds is never a name or a price that the first was kept from."""
    for viewer, phase, blinds, seen in blind_panel():
        alone = Viewer(
            seats=viewer.seats & SCORERS,
            questions=viewer.questions,
            is_chair=viewer.is_chair,
            declared=viewer.declared,
            is_own_in=viewer.is_own_in,
            is_price_shown=viewer.is_price_shown,
        )
        if seats_of(alone) and not phase.is_at_least(Phase.MODERATED):
            added = seen.sights - visible_to(alone, phase, blinds).sights
            assert not added & {Sight.NAMES, Sight.PRICES, Sight.MARKS}, (viewer, phase, blinds)


@pytest.mark.parametrize("seat", [Seat.ADMINISTRATOR, Seat.SUPPLIER])
def test_an_administrator_and_a_supplier_see_nothing(seat: Seat) -> None:
    assert not [cell for cell in CELLS if cell[0].seats == frozenset({seat}) and cell[3].sights]


def test_a_role_without_a_place_on_this_panel_opens_nothing() -> None:
    wrong = [
        cell
        for cell in CELLS
        if cell[0].seats <= SCORERS
        and not cell[0].questions
        and not cell[0].is_chair
        and cell[3].sights
    ]

    assert not wrong


def test_an_evaluator_reads_the_answers_to_their_own_questions_and_no_other() -> None:
    viewer = Viewer(seats=frozenset({Seat.EVALUATOR}), questions=Q1, declared=Declared.NO_CONFLICT)

    seen = visible_to(viewer, Phase.SCORING, BLIND)

    assert seen == Visible(frozenset({Sight.ANSWERS}), Q1, Q1)
    assert seen.reads("q1")
    assert not seen.reads("q2")


def test_only_assigned_questions_are_scored_and_only_while_there_is_scoring() -> None:
    for viewer, phase, _, seen in CELLS:
        is_time = phase in {Phase.SCORING, Phase.MODERATING}
        may = is_time and viewer.declared in SETTLED and bool(viewer.seats & SCORERS)
        assert seen.scores == (viewer.questions if may else frozenset()), (viewer, phase)


def test_a_chair_reads_every_answer_and_sees_opened_marks_once_their_own_are_in() -> None:
    chair = Viewer(
        seats=frozenset({Seat.EVALUATION_CHAIR}),
        is_chair=True,
        declared=Declared.ACCEPTED,
        is_own_in=True,
    )

    scoring = visible_to(chair, Phase.SCORING, BLIND)
    moderating = visible_to(chair, Phase.MODERATING, BLIND)

    assert scoring == Visible(frozenset({Sight.ANSWERS, Sight.PROGRESS}), None)
    assert moderating.sights == {Sight.ANSWERS, Sight.PROGRESS, Sight.MARKS}
    assert moderating.reads("any")


def test_an_officer_who_scores_nothing_sees_names_prices_and_answers_once_bids_are_open() -> None:
    officer = Viewer(seats=frozenset({Seat.PROCUREMENT_OFFICER}))

    assert visible_to(officer, Phase.SEALED, BLIND) == Visible(
        frozenset({Sight.BIDDERS}), kept=Kept.SEALED
    )
    assert visible_to(officer, Phase.SCORING, BLIND).sights == {
        Sight.BIDDERS,
        Sight.PROGRESS,
        Sight.ANSWERS,
        Sight.NAMES,
        Sight.PRICES,
    }


@pytest.mark.parametrize("seat", [Seat.PROCUREMENT_OFFICER, Seat.BUYER, Seat.AUDITOR])
def test_whoever_scores_masked_bids_sees_no_list_of_bidders_whatever_other_seat_they_have(
    seat: Seat,
) -> None:
    viewer = Viewer(
        seats=frozenset({seat, Seat.EVALUATOR}), questions=Q1, declared=Declared.NO_CONFLICT
    )
    masked = (phase for phase in Phase if phase.is_at_least(Phase.SCORING))

    seen = [phase for phase in masked if visible_to(viewer, phase, BLIND).sees(Sight.BIDDERS)]

    assert seen[0] is Phase.EVALUATED
    assert visible_to(viewer, Phase.SCORING, OPEN).sees(Sight.BIDDERS)


def test_an_officer_who_will_score_invites_bidders_and_an_auditor_who_will_does_not_see_them() -> (
    None
):
    on_panel = {
        seat: Viewer(
            seats=frozenset({seat, Seat.EVALUATOR}), questions=Q1, declared=Declared.NO_CONFLICT
        )
        for seat in (Seat.PROCUREMENT_OFFICER, Seat.AUDITOR)
    }

    seen = {seat: visible_to(one, Phase.OUT, BLIND).sights for seat, one in on_panel.items()}

    assert seen == {Seat.PROCUREMENT_OFFICER: {Sight.BIDDERS}, Seat.AUDITOR: frozenset()}


def test_an_auditor_sees_what_evaluators_gave_only_when_all_is_agreed() -> None:
    auditor = Viewer(seats=frozenset({Seat.AUDITOR}))

    assert not visible_to(auditor, Phase.MODERATING, OPEN).sees(Sight.MARKS)
    assert visible_to(auditor, Phase.MODERATED, OPEN).sees(Sight.MARKS)


def test_those_who_approve_the_award_see_all_of_it_from_the_recommendation_on() -> None:
    member = Viewer(seats=frozenset({Seat.PANEL_MEMBER}))

    assert visible_to(member, Phase.EVALUATED, OPEN) == Visible(kept=Kept.TOO_EARLY)
    assert visible_to(member, Phase.RECOMMENDED, BLIND).sights == set(Sight)


def test_a_reason_is_given_just_where_nothing_of_a_bid_is_seen() -> None:
    assert not [cell for cell in CELLS if (cell[3].kept is None) != bool(cell[3].sights & OF_BIDS)]


def test_what_is_seen_only_grows_with_the_phase_for_whoever_does_not_change() -> None:
    """But for the list of bidders, which closes for who invited them and scores masked bids."""
    ordered = list(Phase)
    seen = {(viewer, blinds, phase): visible.sights for viewer, phase, blinds, visible in CELLS}
    for (viewer, blinds, phase), sights in seen.items():
        place = ordered.index(phase)
        if place + 1 < len(ordered):
            closed = sights - seen[viewer, blinds, ordered[place + 1]]
            closes = (
                ordered[place + 1] is Phase.SCORING
                and viewer.is_on_panel
                and blinds.are_names_masked
            )
            assert closed <= ({Sight.BIDDERS} if closes else set())


@pytest.mark.parametrize(
    ("viewer", "phase", "kept"),
    [
        (Viewer(), Phase.SCORING, Kept.NO_SEAT),
        (Viewer(seats=frozenset({Seat.EVALUATOR})), Phase.SCORING, Kept.NOT_ASSIGNED),
        (
            Viewer(seats=frozenset({Seat.EVALUATOR}), questions=Q1),
            Phase.SCORING,
            Kept.UNDECLARED,
        ),
        (
            Viewer(seats=frozenset({Seat.EVALUATOR}), questions=Q1, declared=Declared.UNDECIDED),
            Phase.SCORING,
            Kept.UNDECIDED,
        ),
        (
            Viewer(seats=frozenset({Seat.EVALUATOR}), questions=Q1, declared=Declared.NO_CONFLICT),
            Phase.SEALED,
            Kept.SEALED,
        ),
        (Viewer(seats=frozenset({Seat.BUYER})), Phase.SCORING, Kept.TOO_EARLY),
    ],
)
def test_each_reason_is_named(viewer: Viewer, phase: Phase, kept: Kept) -> None:
    assert visible_to(viewer, phase, BLIND).kept is kept
