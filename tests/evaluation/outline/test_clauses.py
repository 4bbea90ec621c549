"""Clauses and their variables: what is taken, what fills the gaps, and what is still in the way."""

from dataclasses import replace

import pytest

from evaluation.outline.clause_problems import clause_problems, library_clause, unfilled
from evaluation.outline.clauses import (
    ClauseChoice,
    Clauses,
    Filled,
    Part,
    Take,
    Texts,
    as_it_is,
    is_outdated,
    texts_of,
    with_clauses,
)
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal, Use
from evaluation.outline.proposal_problems import Problem
from evaluation.outline.variables import Piece, PieceKind, from_procurement, reading, variable
from rules.pack import Clause
from rules.stack import Stack
from tests.evaluation.outline.samples import FOOTPRINT, TREES, WEEKS, complete, ground_of, screened

DUE = Filled("due", "2028-03-31")


@pytest.fixture(scope="module")
def ground() -> Ground:
    return ground_of()


def clause_for(measure: str, ground: Ground) -> Clause:
    found = library_clause(measure, ground)
    assert found is not None
    return found


def taken(ground: Ground, *filled: Filled) -> Clauses:
    """Every clause of the library as it is, due on one day, the same values in each obligation."""
    uses = {one: ground.proposed_use(one) or Use.AWARD for one in ground.proposed}
    return Clauses(
        tuple(
            replace(as_it_is(one, clause_for(one, ground)), filled=() if use.is_award else filled)
            for one, use in uses.items()
        ),
        (DUE,),
    )


def found(clauses: Clauses | None, proposal: Proposal | None, ground: Ground) -> list[str]:
    problems = clause_problems(clauses, proposal, ground.decision, ground.stack)
    return [one.problem for one in problems]


def test_a_clause_that_the_rules_propose_is_the_librarys_for_a_measure(ground: Ground) -> None:
    assert clause_for(WEEKS, ground).id == "cov-training-weeks"
    assert library_clause("own-trees", ground) is None


def test_with_every_gap_filled_nothing_is_in_the_way(ground: Ground) -> None:
    clauses = taken(ground, Filled("quantity", "12"), Filled("percent", "85"))

    assert found(clauses, complete(ground), ground) == []


def test_before_anything_is_settled_each_measure_is_named(ground: Ground) -> None:
    assert len(found(None, complete(ground), ground)) == len(ground.proposed)
    assert found(None, None, ground) == []


def test_bidders_fill_what_they_compete_on_and_the_buyer_fills_the_rest(ground: Ground) -> None:
    weeks, cut = (as_it_is(one, clause_for(one, ground)) for one in (WEEKS, FOOTPRINT))
    clauses = Clauses((weeks, cut), (DUE,))

    competed = unfilled(screened(WEEKS, Use.AWARD), weeks, clauses)
    obliged = unfilled(screened(WEEKS, Use.PERFORMANCE), weeks, clauses)
    cut_gaps = unfilled(screened(FOOTPRINT, Use.PERFORMANCE), cut, clauses)

    assert competed == ()
    assert obliged == ("quantity",)
    assert cut_gaps == ("percent",)


def test_what_bidders_compete_on_is_not_fixed_beforehand(ground: Ground) -> None:
    weeks = as_it_is(WEEKS, clause_for(WEEKS, ground))
    fixing = Clauses((replace(weeks, filled=(Filled("quantity", "12"),)),), (DUE,))
    dropped = Clauses((replace(fixing.choices[0], take=Take.NONE, texts=Texts()),), (DUE,))

    def of_weeks(clauses: Clauses, use: Use) -> tuple[Problem, ...]:
        proposal = Proposal((screened(WEEKS, use),))
        return clause_problems(clauses, proposal, ground.decision, ground.stack)

    for use in (Use.AWARD, Use.BOTH):
        assert of_weeks(fixing, use) == (
            Problem(
                f"The clause of “{ground.stack.title_of(WEEKS)}” fixes the quantity, on which "
                "bidders compete",
                "Empty it, or make the measure an obligation",
                f"clause:{WEEKS}",
            ),
        )
    assert of_weeks(fixing, Use.PERFORMANCE) == ()
    assert not any("fixes" in one.problem for one in of_weeks(dropped, Use.AWARD))


def test_a_gap_is_told_by_its_name(ground: Ground) -> None:
    problems = found(taken(ground), complete(ground), ground)

    assert (
        "The clause of “Reduction in the carbon footprint of the business” has gaps: per cent"
    ) in problems


def test_without_a_shared_day_each_clause_has_that_gap(ground: Ground) -> None:
    clauses = replace(taken(ground, Filled("quantity", "1"), Filled("percent", "1")), shared=())

    assert all("day by which it is due" in one for one in found(clauses, complete(ground), ground))


def test_a_text_reads_with_its_values_and_shows_its_gaps() -> None:
    choice = ClauseChoice(WEEKS, Take.EDITED, filled=(Filled("quantity", "1200"),))
    known = from_procurement("Coventry City Council", "Grounds")
    text = "{quantity} weeks in {area} by {due} ({percent})."

    obliged = reading(choice, Clauses(shared=(DUE,)), Use.PERFORMANCE, known).pieces(text)
    competed = reading(ClauseChoice(WEEKS, Take.EDITED), Clauses(), Use.BOTH, known).pieces(text)

    assert obliged == (
        Piece("1,200", PieceKind.FILLED),
        Piece(" weeks in "),
        Piece("the area of Coventry City Council", PieceKind.FILLED),
        Piece(" by "),
        Piece("31 March 2028", PieceKind.FILLED),
        Piece(" ("),
        Piece("[per cent]", PieceKind.BLANK),
        Piece(")."),
    )
    assert competed[0] == Piece("[quantity, as the bidder offers]", PieceKind.OFFERED)
    assert competed[4] == Piece("[day by which it is due]", PieceKind.BLANK)


def test_a_value_of_its_own_goes_before_the_shared_one() -> None:
    choice = ClauseChoice(WEEKS, Take.EDITED, filled=(Filled("due", "2027-01-02"),))

    pieces = reading(choice, Clauses(shared=(DUE,)), Use.AWARD, {}).pieces("{due}")

    assert [piece.text for piece in pieces] == ["2 January 2027"]


def test_a_variable_that_podium_does_not_know_is_a_text_to_be_typed() -> None:
    assert variable("site_name").title == "Site name"
    assert variable("site_name").kind.value == "text"


def test_no_clause_is_a_choice_with_its_reason(ground: Ground) -> None:
    clauses = taken(ground, Filled("quantity", "12"), Filled("percent", "85"))
    silent = with_clauses(clauses, [ClauseChoice(WEEKS, Take.NONE)])
    told = with_clauses(clauses, [ClauseChoice(WEEKS, Take.NONE, "It stands in the specification")])

    assert len(found(silent, complete(ground), ground)) == 1
    assert found(told, complete(ground), ground) == []


def test_part_of_a_clause_keeps_the_words_of_those_parts_alone(ground: Ground) -> None:
    texts = texts_of(clause_for(WEEKS, ground)).only([Part.QUESTION, Part.KPI])

    assert texts.kept == (Part.QUESTION, Part.KPI)
    assert texts.placeholders == ("area", "quantity")


def test_a_measure_of_ones_own_needs_words_of_ones_own(ground: Ground) -> None:
    own = screened("own-trees", Use.PERFORMANCE, own=TREES, because="More shade")
    written = ClauseChoice("own-trees", Take.EDITED, "Ours", texts=Texts(obligation="Plant trees."))
    empty = replace(written, texts=Texts())

    assert found(Clauses((written,)), Proposal((own,)), ground) == []
    assert found(Clauses((empty,)), Proposal((own,)), ground) == [
        "The clause of “Trees planted and kept” has no text"
    ]


def test_a_later_version_of_the_library_is_noticed(ground: Ground) -> None:
    clause = clause_for(WEEKS, ground)
    settled = as_it_is(WEEKS, clause)

    assert not is_outdated(settled, clause)
    assert is_outdated(settled, replace(clause, version=2))
    assert is_outdated(settled, replace(clause, kpi="Weeks attended."))
    assert is_outdated(settled, None)


def test_a_changed_library_blocks_until_the_buyer_decides(ground: Ground) -> None:
    clauses = taken(ground, Filled("quantity", "12"), Filled("percent", "85"))
    packs = tuple(
        replace(
            pack,
            sha256=f"{pack.sha256}-changed",
            clauses=tuple(
                replace(one, version=2, kpi="Weeks.") if one.id == "cov-training-weeks" else one
                for one in pack.clauses
            ),
        )
        for pack in ground.stack.packs
    )

    (only,) = clause_problems(clauses, complete(ground), ground.decision, Stack(packs))

    assert "has changed since it was settled" in only.problem
    assert only.place == f"clause:{WEEKS}"
