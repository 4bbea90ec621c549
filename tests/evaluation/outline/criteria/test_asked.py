"""What bidders are asked: kept with its question, needed before it is published, in the model."""

import json

from evaluation.model import GateCriterion, ScoredCriterion
from evaluation.outline.criteria import (
    Basis,
    Criteria,
    Field,
    Offered,
    canonical_of,
    model_of,
    problems_on,
)
from evaluation.outline.criteria.differences import differences
from evaluation.outline.criteria.templates import TEMPLATES, built_from
from evaluation.outline.criteria.value import CriterionKind
from tests.evaluation.outline.criteria.trees import gate, question


def test_a_question_and_a_requirement_need_what_is_asked_before_they_are_published() -> None:
    criteria = Criteria((question("staff", asked=""), gate(asked="")))

    told = [(one.problem, one.criterion, one.field) for one in problems_on(criteria, Basis())]

    assert told == [
        ("‘STAFF’ does not say what bidders are asked", "staff", Field.ASKED),
        ("‘Insurance’ does not say what shows that it is met", "gate", Field.ASKED),
    ]


def test_what_is_asked_is_in_the_model_and_its_digest_only_where_it_is_said() -> None:
    bare = Criteria((question("staff", asked=""), gate(asked="")))
    told = Criteria((question("staff", asked="Who?", most_words="500"), gate(asked="A number.")))

    keys = {key for one in json.loads(canonical_of(bare))["criteria"] for key in one}
    assert keys.isdisjoint({"asked", "most_words"})
    assert [
        (one.get("asked"), one.get("most_words"))
        for one in json.loads(canonical_of(told))["criteria"]
    ] == [("Who?", 500), ("A number.", None)]


def test_the_model_holds_what_is_asked_and_the_limit_of_words() -> None:
    model = model_of(
        Criteria((question("staff", asked="Who?", most_words="500"), gate(asked="A number.")))
    )

    staff, insured = model.questions
    assert isinstance(staff, ScoredCriterion)
    assert (staff.asked, staff.most_words) == ("Who?", 500)
    assert isinstance(insured, GateCriterion)
    assert insured.asked == "A number."


def test_every_question_of_every_template_asks_something_of_its_own() -> None:
    offered = (Offered("jobs", "Jobs", "people", "work"), Offered("air", "Air", "percent", "green"))
    for basis in (Basis(), Basis(offered=offered)):
        for template in TEMPLATES:
            for counts in (True, False):
                built = built_from(template, basis, counts_promises=counts)
                asked = [one.asked for one in built.criteria if one.kind is CriterionKind.SCORED]
                assert all(asked)
                assert len(set(asked)) == len(asked)


def test_another_question_and_another_limit_are_differences() -> None:
    mine = Criteria((question("staff", asked="Who?", most_words="500"),))
    theirs = Criteria((question("staff", asked="Who, and when?"),))

    assert [(one.what, one.mine, one.theirs) for one in differences(mine, theirs)] == [
        ("What is asked", "Who?", "Who, and when?"),
        ("Words of an answer", "500", "Nothing"),
    ]
