"""What the docstrings of the forms show is so."""

import doctest
import importlib
import pkgutil

import pytest

import forms

MODULES = sorted(f"forms.{module.name}" for module in pkgutil.iter_modules(forms.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), raise_on_error=False).failed == 0


def test_examples_are_found() -> None:
    tried = [doctest.testmod(importlib.import_module(name)).attempted for name in MODULES]

    assert sum(tried) >= 12
