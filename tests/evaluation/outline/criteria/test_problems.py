"""What keeps criteria from being published."""

from fractions import Fraction

import pytest

from evaluation.model import CommitmentFormula
from evaluation.outline.criteria import (
    Basis,
    BuiltCriterion,
    Criteria,
    Field,
    Level,
    MarksFrom,
    MeasureAsked,
    MinimumAsked,
    Offered,
    ZeroPriceRule,
    keeping_from_testing,
    model_of,
    problems_on,
)
from evaluation.outline.criteria.problems import NO_CRITERIA, range_words, social_value_place
from evaluation.stress.findings import errors_of
from tests.evaluation.outline.criteria.trees import TREE, gate, group, price, promises, question

NOTHING = Basis()
JOBS = MeasureAsked("jobs", "Jobs", "people", "1000")


def found(*criteria: BuiltCriterion, basis: Basis = NOTHING) -> list[tuple[str, str, Field]]:
    """Return the problems: their words, the criterion and the field where they are mended."""
    return [
        (one.problem, one.criterion, one.field) for one in problems_on(Criteria(criteria), basis)
    ]


def test_a_whole_tree_has_none() -> None:
    assert problems_on(TREE, NOTHING) == ()
    assert keeping_from_testing(TREE) == ()


def test_no_criteria_are_a_problem() -> None:
    assert problems_on(Criteria(), NOTHING) == (NO_CRITERIA,)
    assert keeping_from_testing(Criteria()) == (NO_CRITERIA,)


def test_each_group_whose_weights_do_not_total_100_is_told_with_the_difference() -> None:
    told = found(
        price("40"),
        group("quality", "50"),
        question("a", "33.33", within="quality"),
        question("b", "33.33", within="quality"),
        question("c", "33.33", within="quality"),
    )

    assert told == [
        ("The weights at the top total 90, not 100: 10 too little", "price", Field.WEIGHT),
        (
            "The weights in ‘QUALITY’ total 99.99, not 100: 0.01 too little",
            "a",
            Field.WEIGHT,
        ),
    ]


def test_too_much_is_told_as_well() -> None:
    (told,) = problems_on(Criteria((price("60"), question("q", "60"))), NOTHING)

    assert (told.problem, told.remedy) == (
        "The weights at the top total 120, not 100: 20 too much",
        "Take 20 off them",
    )


def test_a_missing_weight_is_where_the_total_is_mended() -> None:
    told = found(price("40"), question("q", ""))

    assert told == [
        ("‘Q’ has no weight", "q", Field.WEIGHT),
        ("The weights at the top total 40, not 100: 60 too little", "q", Field.WEIGHT),
    ]


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (price("100", formula=""), Field.FORMULA),
        (price("100", formula="set_range"), Field.RANGE),
        (price("100", formula="logarithmic"), Field.FACTOR),
        (promises(formula="", measures=(JOBS,)), Field.FORMULA),
        (promises(formula="relative_to_target", measures=(JOBS,)), Field.TARGET),
        (promises(), Field.MEASURES),
        (promises(measures=(MeasureAsked("jobs", "Jobs", "people"),)), Field.MEASURES),
    ],
)
def test_what_no_model_can_lack_keeps_from_testing(item: BuiltCriterion, field: Field) -> None:
    (told,) = problems_on(Criteria((item,)), NOTHING)

    assert (told.criterion, told.field, told.keeps_from_testing) == (item.id, field, True)


def test_what_becomes_of_a_price_of_zero_must_be_said() -> None:
    assert found(price("100", zero_price=ZeroPriceRule.UNSAID)) == [
        ("‘Price’ does not say what becomes of a price of zero", "price", Field.ZERO_PRICE)
    ]


def test_marks_without_a_description_are_named() -> None:
    described = (Level("0", "None"), Level("2", " "), Level("3", "All"))

    assert found(question("q", scale=MarksFrom("0", "3"), descriptors=described)) == [
        ("‘Q’ does not say what earns the marks 1 and 2", "q", Field.DESCRIPTORS)
    ]


def test_of_a_long_scale_the_two_ends_are_described() -> None:
    ends = (Level("0", "None"), Level("20", "All"))

    assert found(question("q", scale=MarksFrom("0", "20"), descriptors=ends)) == []


def test_a_group_without_a_weight_in_it_is_told() -> None:
    told = found(group("g", "60"), price("40"), group("h", "100", within="g"))

    assert ("‘H’ is empty", "h", Field.WITHIN) in told
    assert found(group("g"), gate(within="g")) == [
        ("‘G’ holds requirements alone, and nothing with a weight", "g", Field.WITHIN)
    ]


def test_a_minimum_must_say_whether_it_disqualifies() -> None:
    minimum = MinimumAsked("3", is_percent=False, disqualifies=None)

    assert found(question("q", minimum=minimum)) == [
        ("‘Q’ does not say whether a bid below its minimum is out", "q", Field.MINIMUM)
    ]


def test_a_minimum_of_a_group_may_not_hang_on_other_bids() -> None:
    minimum = MinimumAsked("50", is_percent=True, disqualifies=True)

    told = found(group("g", minimum=minimum), promises(within="g", measures=(JOBS,)))
    with_target = promises(
        within="g",
        measures=(JOBS,),
        formula=CommitmentFormula.RELATIVE_TO_TARGET.value,
        target="5000",
    )

    assert [field for _, _, field in told] == [Field.MINIMUM]
    assert found(group("g", minimum=minimum), with_target) == []


RANGE = Basis(least=Fraction(10), most=Fraction(20), outcomes={"work": "Work"})


def social(weight: str) -> tuple[BuiltCriterion, ...]:
    """Return a tree of which a group is social value."""
    rest = str(100 - int(weight))
    inside = question("q", "100", within="sv", outcome="work")
    return (question("rest", rest), group("sv", weight), inside)


@pytest.mark.parametrize(
    ("weight", "is_fine"), [("9", False), ("10", True), ("20", True), ("21", False)]
)
def test_social_value_keeps_within_its_range(weight: str, is_fine: bool) -> None:  # noqa: FBT001 - expected
    told = found(*social(weight), basis=RANGE)

    expected = (
        f"Social value weighs {weight} per cent, and the rules allow from 10 to 20 per cent",
        "sv",
        Field.WEIGHT,
    )
    assert told == ([] if is_fine else [expected])


def test_a_weight_that_was_allowed_may_lie_outside() -> None:
    allowed = Basis(
        least=Fraction(10),
        most=Fraction(20),
        chosen=Fraction(25),
        is_allowed=True,
        outcomes={"work": "Work"},
    )

    assert found(*social("25"), basis=allowed) == []
    assert found(*social("26"), basis=allowed)[0][0].startswith("Social value weighs 26 per cent")


def test_the_weight_is_that_of_the_proposal() -> None:
    basis = Basis(
        least=Fraction(10), most=Fraction(20), chosen=Fraction(15), outcomes={"work": "Work"}
    )

    assert found(*social("12"), basis=basis) == [
        (
            "Social value weighs 12 per cent here, and 15 per cent in the proposal",
            "sv",
            Field.WEIGHT,
        )
    ]


def test_the_share_of_the_quality_score_is_kept() -> None:
    basis = Basis(quality_share=Fraction(20), outcomes={"work": "Work"})
    tree = (price("50"), question("q", "41"), question("sv", "9", outcome="work"))

    (told,) = found(*tree, basis=basis)

    assert told[0] == (
        "Social value weighs 9 of the 50 points for quality, and the rules want at least 20 per "
        "cent of them"
    )


def test_an_outcome_that_does_not_apply_is_told() -> None:
    assert found(question("q", outcome="other"), basis=RANGE)[-1][1:] == ("q", Field.OUTCOME)


OFFERED = Basis(offered=(Offered("a", "Jobs", "people", ""), Offered("b", "Carbon", "t", "")))


def test_what_is_proposed_is_asked_about() -> None:
    told = found(question("q", indicators=("a",)), basis=OFFERED)

    assert told == [
        ("Bidders are to compete on ‘Carbon’, and no criterion asks about it", "", Field.NONE)
    ]


def test_what_is_asked_about_is_proposed() -> None:
    measures = tuple(MeasureAsked(id_, id_.upper(), "t", "1") for id_ in ("a", "b", "c"))

    assert found(promises(measures=measures), basis=OFFERED) == [
        (
            "‘Promises’ asks for ‘C’, on which the proposal does not let bidders compete",
            "promises",
            Field.MEASURES,
        )
    ]


def test_nothing_is_asked_twice() -> None:
    told = found(
        question("q", "50", indicators=("a", "b")),
        question("r", "50", indicators=("b",)),
        basis=OFFERED,
    )

    assert told == [("‘R’ asks for ‘Carbon’ as ‘Q’ does", "r", Field.INDICATORS)]


def test_without_a_proposal_nothing_is_compared_with_one() -> None:
    assert found(question("q", indicators=("x",)), basis=NOTHING) == []


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (Basis(), ""),
        (Basis(least=Fraction(5)), "the rules want at least 5 per cent"),
        (Basis(most=Fraction("12.5")), "the rules allow at most 12.5 per cent"),
    ],
)
def test_a_range_is_told_as_far_as_there_is_one(basis: Basis, words: str) -> None:
    assert range_words(basis) == words


def test_the_place_of_social_value_is_as_high_up_as_it_holds_all_of_it() -> None:
    assert social_value_place(Criteria(social("10"))) == "sv"
    assert social_value_place(TREE) == ""


def test_what_has_no_problem_the_evaluation_takes() -> None:
    tree = model_of(TREE)

    assert errors_of(tree, None, None) == ()
