"""No template lies about that nobody renders."""

import ast
import re

from tests.architecture.tree import ROOT, modules, parsed

TEMPLATES = ROOT / "templates"
NAMED_IN_TEMPLATE = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")

BY_HAND = re.compile(
    r'\{% block content %\}\s*<div class="govuk-grid-row">\s*'
    r'<div class="govuk-grid-column-two-thirds"[^>]*>\s*\{\{ error_summary\('
)
"""The frame of a page that asks one thing, which `one_thing.html` draws for all of them."""


def unrendered(templates: dict[str, str], *, named_by_code: set[str]) -> list[str]:
    """Name the templates that neither the code nor a rendered template names.

    Args:
        templates: each template's name and text.
        named_by_code: the strings that occur in the application's code.
    """
    reached: set[str] = set()
    waiting = [template for template in templates if template in named_by_code]
    while waiting:
        template = waiting.pop()
        if template in reached or template not in templates:
            continue
        reached.add(template)
        waiting += NAMED_IN_TEMPLATE.findall(templates[template])
    return sorted(templates.keys() - reached)


def strings(tree: ast.Module) -> set[str]:
    """Collect the strings that occur in a module."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_template_is_rendered() -> None:
    templates = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*")
        if path.is_file()
    }
    named = set().union(*(strings(parsed(path)) for path in modules("webapp")))

    assert unrendered(templates, named_by_code=named) == []


def test_a_template_that_nobody_renders_is_caught() -> None:
    templates = {
        "pages/list.html": '{% extends "layout.html" %}{% from "macros/row.html" import row %}',
        "layout.html": "",
        "macros/row.html": "",
        "pages/old.html": '{% include "pages/older.html" %}',
        "pages/older.html": "",
    }

    found = unrendered(templates, named_by_code={"pages/list.html"})

    assert found == ["pages/old.html", "pages/older.html"]


def test_a_page_that_asks_one_thing_does_not_draw_its_frame_itself() -> None:
    drawn = [
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if BY_HAND.search(path.read_text(encoding="utf-8"))
    ]

    assert drawn == []


def test_a_frame_that_is_drawn_by_hand_is_caught() -> None:
    page = (
        '{% block content %}\n<div class="govuk-grid-row">\n'
        '  <div class="govuk-grid-column-two-thirds" id="lots">\n    {{ error_summary(errors) }}\n'
    )

    assert BY_HAND.search(page)
