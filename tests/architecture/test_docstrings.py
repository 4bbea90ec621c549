"""Every module, function and class that others may use says what it promises, and shows truly."""

import ast
import doctest
import importlib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOMS, ROOT, modules, name, parsed

Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

SHOWING = [path for path in modules(*ROOMS) if ">>> " in path.read_text(encoding="utf-8")]
"""The modules whose docstrings hold examples."""


def undocumented(tree: ast.Module) -> list[str]:
    """Name what should have a docstring and has none; the module itself is called `module`."""
    missing = [] if ast.get_docstring(tree) else ["module"]
    return missing + [
        node.name
        for node in tree.body
        if isinstance(node, Documented)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]


def test_modules_and_public_functions_have_docstrings() -> None:
    offenders = {
        name(path): found
        for path in modules(*ROOMS)
        if "migrations" not in path.parts and (found := undocumented(parsed(path)))
    }

    assert offenders == {}


def test_a_missing_docstring_is_caught() -> None:
    tree = ast.parse("def shown(): pass\ndef _hidden(): pass\nclass Shown: pass\n")

    assert undocumented(tree) == ["module", "shown", "Shown"]


def test_a_docstring_is_seen() -> None:
    tree = ast.parse('"""A module."""\ndef shown():\n    """Show."""\n')

    assert undocumented(tree) == []


@pytest.mark.parametrize("path", SHOWING, ids=name)
def test_what_a_docstring_shows_is_so(path: Path) -> None:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)

    found = doctest.testmod(importlib.import_module(dotted.removesuffix(".__init__")))

    assert found.attempted > 0
    assert found.failed == 0
