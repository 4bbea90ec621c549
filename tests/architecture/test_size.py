"""Modules and functions stay small, and are named for what they hold."""

import ast
from pathlib import PurePosixPath

from tests.architecture.tree import ROOMS, modules, name, parsed

MODULE_LINES = 300
TEST_MODULE_LINES = 500
FUNCTION_LINES = 40
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}


def long_functions(tree: ast.Module, *, limit: int) -> list[str]:
    """Name the functions of more lines than the limit, from `def` to their end."""
    return [
        f"{node.name} ({lines} lines)"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > limit
    ]


def long_modules(texts: list[tuple[str, str]], *, limit: int) -> list[str]:
    """Name the modules of more lines than the limit."""
    return [
        f"{module} ({lines} lines)"
        for module, text in texts
        if (lines := len(text.splitlines())) > limit
    ]


def empty_names(names: list[str]) -> list[str]:
    """Name the modules and packages whose names say nothing."""
    return [module for module in names if NAMES_THAT_SAY_NOTHING & {*_parts(PurePosixPath(module))}]


def _parts(path: PurePosixPath) -> tuple[str, ...]:
    return path.with_suffix("").parts


def test_no_module_is_long() -> None:
    texts = [(name(path), path.read_text(encoding="utf-8")) for path in modules(*ROOMS)]

    assert long_modules(texts, limit=MODULE_LINES) == []


def test_no_test_module_is_long() -> None:
    texts = [(name(path), path.read_text(encoding="utf-8")) for path in modules("tests")]

    assert long_modules(texts, limit=TEST_MODULE_LINES) == []


def test_no_function_is_long() -> None:
    offenders = {
        name(path): found
        for path in modules(*ROOMS)
        if (found := long_functions(parsed(path), limit=FUNCTION_LINES))
    }

    assert offenders == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert empty_names([name(path) for path in modules(*ROOMS, "tests")]) == []


def test_a_long_module_is_caught() -> None:
    texts = [("rules/long.py", "\n" * 301), ("rules/short.py", "\n" * 300)]

    assert long_modules(texts, limit=300) == ["rules/long.py (301 lines)"]


def test_a_long_function_is_caught_wherever_it_stands() -> None:
    body = "\n".join(["        pass"] * 40)
    tree = ast.parse(f"class A:\n    def long(self):\n{body}\n    def short(self): pass\n")

    assert long_functions(tree, limit=40) == ["long (41 lines)"]


def test_an_empty_name_is_caught_on_a_module_and_on_a_package() -> None:
    names = ["rules/utils.py", "webapp/helpers/dates.py", "rules/money.py"]

    assert empty_names(names) == ["rules/utils.py", "webapp/helpers/dates.py"]
