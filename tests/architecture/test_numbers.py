"""No binary fraction in the rules or the evaluation: money is pence, marks are exact."""

import ast

import pytest

from tests.architecture.tree import modules, name, parsed


def floats(tree: ast.Module) -> list[str]:
    """Find where a module makes a float, by a literal or by calling or passing the type.

    Asking whether something is a float, in order to refuse it, makes none.
    """
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex() as value):
                found.append(f"line {node.lineno}: {value}")
            case ast.Call(func=ast.Name(id="float")):
                found.append(f"line {node.lineno}: float(…)")
            case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id="float"), *_]):
                found.append(f"line {node.lineno}: map(float, …)")
    return found


def draws_at_random(tree: ast.Module) -> bool:
    """Return whether a module is a simulation: those alone may import numpy, by a contract."""
    return any(
        isinstance(node, ast.Import) and any(one.name == "numpy" for one in node.names)
        for node in ast.walk(tree)
    )


def test_no_float_in_the_rules_or_the_evaluation_but_in_simulations() -> None:
    offenders = {
        name(path): found
        for path in modules("rules", "evaluation")
        if not draws_at_random(parsed(path)) and (found := floats(parsed(path)))
    }

    assert offenders == {}


@pytest.mark.parametrize(
    "violation", ["weight = 0.1", "share = 1e3", "float('1')", "list(map(float, ['1']))"]
)
def test_a_float_is_caught(violation: str) -> None:
    assert len(floats(ast.parse(violation))) == 1


def test_refusing_a_float_makes_none() -> None:
    assert floats(ast.parse("isinstance(value, float)")) == []
