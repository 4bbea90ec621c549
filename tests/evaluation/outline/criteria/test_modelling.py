"""Criteria as a model: just what the reader of tenders makes of what is published."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.model import Model
from evaluation.outline.criteria import (
    Basis,
    Criteria,
    Level,
    MarksFrom,
    MeasureAsked,
    MinimumAsked,
    Offered,
    PriceScreen,
    ZeroPriceRule,
    keeping_from_testing,
    model_json,
    model_of,
)
from evaluation.outline.criteria.templates import LEVELS, TEMPLATES, built_from
from evaluation.outline.criteria.tree import effective_weights
from forms.tender import read_model
from tests.evaluation.outline.criteria.trees import TREE, gate, group, price, promises, question

JOBS = MeasureAsked("jobs", "Jobs", "people", "1000.5", "30", "local-jobs")
EVERYTHING = Criteria(
    (
        gate(descriptors=(Level("passed", "£5m"), Level("failed", "less"))),
        price("40", formula="set_range", floor="80000", ceiling="120000"),
        group(
            "quality",
            "50",
            minimum=MinimumAsked("50", is_percent=True, disqualifies=True),
        ),
        question(
            "method",
            "33.33",
            within="quality",
            scale=MarksFrom("0", "2", "0.5"),
            descriptors=(Level("0", "none"), Level("0.5", "“half” <b>😀</b>\n\n\u0645\u0631")),
            minimum=MinimumAsked("0.5", is_percent=False, disqualifies=False),
        ),
        question(
            "people",
            "66.67",
            within="quality",
            scale=MarksFrom("1", "5"),
            descriptors=LEVELS[1:],
        ),
        group("sv", "10", outcome="local-jobs"),
        promises(
            "50",
            within="sv",
            formula="relative_to_target",
            target="50000",
            measures=(JOBS, replace(JOBS, id="hours", cap="", outcome="")),
            minimum=MinimumAsked("10", is_percent=True, disqualifies=True),
        ),
        question("how", "50", within="sv", outcome="local-jobs", indicators=("jobs",)),
    )
)


def read(criteria: Criteria) -> Model:
    """Return what the reader of tenders makes of criteria."""
    tender = {"format": "podium/tender/1", "reference": "X", "model": model_json(criteria)}
    return read_model(json.dumps(tender).encode(), name="x").model


@pytest.mark.parametrize(
    "criteria",
    [
        TREE,
        EVERYTHING,
        Criteria((price("100", formula="logarithmic", factor="2.5"),)),
        Criteria((price("100", zero_price=ZeroPriceRule.FULL_MARKS),)),
        Criteria((price("100", zero_price=ZeroPriceRule.REPLACED, replaced_by="0.01"),)),
        Criteria((promises(measures=(JOBS,)),)),
        replace(TREE, tie_break=("quality", "price"), price_screen=PriceScreen("40", "")),
        replace(TREE, price_screen=PriceScreen("", "30.5")),
        Criteria((question("a", "33.33"), question("b", "33.33"), question("c", "33.33"))),
    ],
)
def test_the_model_is_the_one_that_is_read_and_so_is_its_digest(criteria: Criteria) -> None:
    made, found = model_of(criteria), read(criteria)

    assert made == found
    assert made.sha256 == found.sha256


@pytest.mark.parametrize("template", TEMPLATES[:-1], ids=lambda one: one.id)
def test_every_template_makes_a_model_that_is_read(template: object) -> None:
    offered = (Offered("a", "Jobs", "people", "o1"), Offered("b", "Carbon", "tCO2e", "o2"))

    criteria = built_from(
        template,  # type: ignore[arg-type]  # one of the templates
        Basis(offered=offered),
        counts_promises=False,
    )

    assert keeping_from_testing(criteria) == ()
    assert model_of(criteria) == read(criteria)


@given(
    st.lists(st.decimals("0.01", "99.99", places=2), min_size=1, max_size=8),
    st.lists(st.decimals("0.01", "99.99", places=2), min_size=1, max_size=8),
)
def test_effective_weights_are_those_of_the_evaluation(
    top: list[object], low: list[object]
) -> None:
    tree = Criteria(
        (
            group("g", str(top[0])),
            *(question(f"q{at}", str(weight), within="g") for at, weight in enumerate(low)),
            *(question(f"t{at}", str(weight)) for at, weight in enumerate(top[1:])),
        )
    )

    assert effective_weights(tree) == model_of(tree).effective_weights


def test_what_is_missing_is_left_out_and_the_rest_is_weighed() -> None:
    unfinished = Criteria((price("", formula=""), question("q", "60"), promises("", formula="")))

    assert dict(model_of(unfinished).effective_weights) == {"q": 60}
