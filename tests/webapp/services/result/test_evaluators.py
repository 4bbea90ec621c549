"""Evaluators are called by their names in a tender, as far as an id may have them."""

from uuid import UUID

from webapp.services.result.evaluators import evaluator_ids

ANN, BO, CI = (UUID(int=number) for number in (1, 2, 3))


def test_an_id_is_made_of_the_name() -> None:
    assert evaluator_ids([(ANN, "Zoë O’Brien"), (BO, "Bo Park (Parks)")]) == {
        ANN: "Zoe-O-Brien",
        BO: "Bo-Park-Parks",
    }


def test_two_of_one_name_are_told_apart() -> None:
    named = [(CI, "Ann Lee 2"), (BO, "ann lee"), (ANN, "Ann Lee"), (ANN, "Ann Lee")]

    assert evaluator_ids(named) == {ANN: "Ann-Lee", CI: "Ann-Lee-2", BO: "ann-lee-3"}


def test_a_name_that_leaves_nothing_is_an_evaluator_all_the_same() -> None:
    assert evaluator_ids([(ANN, "王芳"), (BO, "李娜")]) == {BO: "evaluator", ANN: "evaluator-2"}


def test_a_long_name_is_cut() -> None:
    (found,) = evaluator_ids([(ANN, "A" * 200)]).values()

    assert found == "A" * 95
