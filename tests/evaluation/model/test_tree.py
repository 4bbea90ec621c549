"""The tree of a model: its order, and the way from the top down to each criterion."""

from tests.evaluation.builders import gate, group, model, price, scored

NESTED = model(
    group("quality", "60", scored("q1", "50"), group("staff", "50", scored("q2", "100"))),
    scored("q3", "40"),
)


def test_the_walk_has_each_group_before_its_children() -> None:
    assert [item.id for item in NESTED.walk] == ["quality", "q1", "staff", "q2", "q3"]


def test_a_path_leads_from_the_top_down_to_the_criterion_itself() -> None:
    assert NESTED.paths == {
        "quality": ("quality",),
        "q1": ("quality", "q1"),
        "staff": ("quality", "staff"),
        "q2": ("quality", "staff", "q2"),
        "q3": ("q3",),
    }


def test_weights_multiply_down_the_tree() -> None:
    found = {id_: int(weight) for id_, weight in NESTED.effective_weights.items()}

    assert found == {"quality": 60, "q1": 30, "staff": 30, "q2": 30, "q3": 40}


def test_the_questions_are_the_leaves_that_a_panel_gives_scores_for() -> None:
    mixed = model(group("quality", "60", scored("q1", "100")), price("40"), gate("licence"))

    assert [item.id for item in mixed.questions] == ["q1", "licence"]
