"""What the docstrings of the evaluation show is what happens."""

import doctest
import importlib
import pkgutil

import pytest

import evaluation

NAMES = [
    each.name for each in pkgutil.walk_packages(evaluation.__path__, "evaluation.") if each.name
]


@pytest.mark.parametrize("name", NAMES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), raise_on_error=False).failed == 0


def test_the_formulas_show_what_they_do() -> None:
    assert doctest.testmod(importlib.import_module("evaluation.formulas")).attempted >= 10
