"""What decides is tested without the web application: no test of it imports that, or its tests."""

import ast

import pytest

from tests.architecture.tree import modules, name, parsed


def rooms_imported(tree: ast.Module) -> set[str]:
    """Return the rooms that a module imports from, or from whose tests."""
    found = [
        f"{node.module}.{one.name}" if isinstance(node, ast.ImportFrom) else one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for one in node.names
    ]
    return {path.removeprefix("tests.").split(".")[0] for path in found}


@pytest.mark.parametrize("room", ["rules", "evaluation", "forms"])
def test_no_test_of_a_room_below_imports_the_web_application(room: str) -> None:
    paths = modules(f"tests/{room}")

    assert paths
    assert [name(path) for path in paths if "webapp" in rooms_imported(parsed(path))] == []


@pytest.mark.parametrize(
    "line",
    [
        "from tests.webapp.people import PEOPLE",
        "from tests import webapp",
        "from webapp.store import Store",
        "import webapp.store",
    ],
)
def test_an_import_of_it_is_caught(line: str) -> None:
    assert rooms_imported(ast.parse(line)) == {"webapp"}
