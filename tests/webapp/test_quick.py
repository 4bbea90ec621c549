"""Addresses that are kept: the same as Flask makes, for each root, page and value."""

from uuid import UUID

import pytest
from flask import Flask, url_for

from webapp.quick import QuickFlask

ONE = UUID(int=1)


def _with_pages(app: Flask) -> Flask:
    app.add_url_rule("/things/<uuid:thing>", "things.thing", str)
    app.add_url_rule("/pages/<int:page>", "things.page", str)
    return app


@pytest.fixture
def plain() -> Flask:
    return _with_pages(Flask("plain"))


@pytest.fixture
def quick() -> QuickFlask:
    made = QuickFlask("quick")
    _with_pages(made)
    return made


@pytest.mark.parametrize("root", ["/", "/podium"])
@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("things.thing", {"thing": ONE}),
        ("things.thing", {"thing": ONE, "since": 3, "origin": None}),
        ("things.thing", {"thing": ONE, "since": "3 & 4"}),
        ("things.thing", {"thing": ONE, "several": ["a", "b"]}),
        (".page", {"page": 1}),
        (".page", {"page": 1, "is_open": True}),
        (".page", {"page": 2, "_external": True}),
        (".page", {"page": 2, "_anchor": "end"}),
        ("static", {"filename": "podium.css", "v": "1"}),
    ],
)
def test_an_address_is_the_one_that_flask_makes(
    plain: Flask, quick: QuickFlask, root: str, endpoint: str, values: dict[str, object]
) -> None:
    def made(app: Flask) -> str:
        with app.test_request_context("/things/" + str(ONE), base_url=f"http://localhost{root}"):
            first = url_for(endpoint, **values)  # type: ignore[arg-type]  # of every kind
            assert url_for(endpoint, **values) == first  # type: ignore[arg-type]  # the same
            return first

    assert made(quick) == made(plain)


def test_one_and_true_are_told_apart(quick: QuickFlask) -> None:
    with quick.test_request_context("/"):
        addresses = [url_for("things.page", page=1, of=value) for value in (1, True, "1", None)]

    assert addresses == ["/pages/1?of=1", "/pages/1?of=True", "/pages/1?of=1", "/pages/1"]


def test_a_page_under_another_root_has_its_own_addresses(quick: QuickFlask) -> None:
    addresses = []
    for root in ("http://localhost/a", "http://localhost/b"):
        with quick.test_request_context("/", base_url=root):
            addresses.append(url_for("things.page", page=1))

    assert addresses == ["/a/pages/1", "/b/pages/1"]


def test_a_template_finds_globals_and_what_it_is_given(quick: QuickFlask) -> None:
    quick.jinja_env.globals["greeting"] = "Hello"
    template = quick.jinja_env.from_string("{{ greeting }} {{ name }}")

    assert template.render(name="Ann") == "Hello Ann"
    assert template.render(name="Ann", greeting="Hi") == "Hi Ann"
    assert quick.jinja_env.from_string("{{ own }}", globals={"own": 1}).render() == "1"
