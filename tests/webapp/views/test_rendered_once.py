"""Macros rendered once: kept by what they are given, and never with what somebody typed."""

from dataclasses import dataclass

import pytest
from jinja2 import ChainableUndefined, Environment
from markupsafe import Markup

from webapp.views import rendered_once
from webapp.views.rendered_once import Macro, once, once_each


@dataclass(frozen=True)
class Row:
    """A row of a list."""

    title: str


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendered_once, "_kept", {})


@pytest.fixture
def calls() -> list[object]:
    return []


@pytest.fixture
def macro(calls: list[object]) -> Macro:
    def note(params: object) -> str:
        calls.append(params)
        return ""

    source = (
        "{% macro field(params) %}{{ note(params) }}<p id='{{ params.id }}'>"
        "{{ params.html or params.text or params.row.title }}{{ params.value }}</p>{% endmacro %}"
    )
    environment = Environment(autoescape=True, undefined=ChainableUndefined)
    environment.globals["note"] = note
    made: Macro = environment.from_string(source).module.field  # type: ignore[attr-defined]  # the template's own
    return made


def test_the_same_is_rendered_once(macro: Macro, calls: list[object]) -> None:
    found = [once(macro, {"id": "a", "text": "x", "items": [{"text": "y"}]}) for _ in range(3)]

    assert set(found) == {Markup("<p id='a'>x</p>")}
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"text": "<b>"}, {"text": Markup("<b>")}),
        ({"text": 1}, {"text": True}),
        ({"text": "x", "id": "a"}, {"text": "x", "id": "b"}),
        ({"row": Row("x")}, {"row": Row("y")}),
        ({"text": "x", "items": [1]}, {"text": "x", "items": [2]}),
    ],
)
def test_what_differs_is_rendered_anew(
    macro: Macro, calls: list[object], one: dict[str, object], other: dict[str, object]
) -> None:
    assert [once(macro, one), once(macro, other)] == [macro(one), macro(other)]
    assert len(calls) == 4


def test_what_was_typed_is_put_in_escaped_and_not_kept(macro: Macro, calls: list[object]) -> None:
    typed = ["<script>", "Ann & Bob", "\ue000", "\u202eabc", ""]

    found = [once(macro, {"id": "a", "value": text}, typed="value") for text in typed]

    assert found == [macro({"id": "a", "value": text}) for text in typed]
    assert len(calls) == 2 + len(typed)
    assert not any("Ann" in str(key) for key in rendered_once._kept.items())


def test_what_cannot_be_told_apart_is_rendered_each_time(macro: Macro, calls: list[object]) -> None:
    for _ in range(2):
        once(macro, {"text": object()})

    assert len(calls) == 2
    assert rendered_once._kept == {}


def test_no_more_is_kept_than_was_said(macro: Macro, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendered_once, "MOST_KEPT", 3)

    for number in range(10):
        once(macro, {"text": number})
        assert len(rendered_once._kept) <= 3


def test_each_of_several_is_rendered_once(macro: Macro, calls: list[object]) -> None:
    rows = [Row("x"), Row("<b>"), Row("x")]

    found = once_each(macro, "row", rows)

    assert found == Markup("<p id=''>x</p><p id=''>&lt;b&gt;</p><p id=''>x</p>")
    assert len(calls) == 2
