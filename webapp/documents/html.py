"""The HTML layout of a document: the accessible master, printable, without a script."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rules.wording import date_in_words
from webapp.documents.charts.svg import embedded_svg
from webapp.documents.content import Block, Chart, Document, Heading, Section, shown, spaced

TEMPLATES = Path(__file__).parents[2] / "templates"
STYLESHEET = Path(__file__).parents[1] / "static" / "outline.css"
_CONTENTS_LEVEL = 3
_PIECES = 64


def render_html(document: Document, *, standalone: bool = True) -> Markup:
    """Return a document as HTML.

    Standalone, it is a whole page that carries its style sheet and opens anywhere. Otherwise it
    is the `<article>` alone, for a page that links `outline.css` itself: nothing in it needs a
    script, an inline style or anything else that a strict content security policy refuses. Its
    headings begin at `h1` and its ids are those of the document's anchors.
    """
    name = "documents/outline.html" if standalone else "documents/article.html"
    content = _environment().get_template(name).render(document=document)
    return Markup(content)  # noqa: S704 - every value in it was escaped by the templates


def kept_html(html: str) -> Markup:
    """Return what `render_html` wrote and the record kept, or a part of it, for another page."""
    return Markup(html)  # noqa: S704 - every value in it was escaped when it was written


def render_sections(document: Document) -> tuple[tuple[Section, Markup], ...]:
    """Return each section of a document with its HTML, heading and all, for a page of its own.

    What is set beside the sections, such as comments, is the page's.
    """
    template = _environment().get_template("documents/section.html")
    return tuple(
        (section, Markup(template.render(section=section)))  # noqa: S704 - as in `render_html`
        for section in document.sections
    )


def render_parts(name: str, **values: object) -> Iterator[str]:
    """Yield a template part by part as it is rendered, so that a long page is never held whole."""
    stream = _environment().get_template(name).stream(**values)
    stream.enable_buffering(_PIECES)
    return stream


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": date_in_words, "shown": shown, "spaced": spaced, "is": _kind}
    environment.filters["drawn"] = drawn
    environment.globals |= {
        "stylesheet": lambda: Markup(STYLESHEET.read_text(encoding="utf-8")),  # noqa: S704 - ours
        "contents": _contents,
    }
    return environment


def drawn(chart: Chart) -> Markup:
    """Return a chart as an element of a page, as wide as the place where it stands."""
    return Markup(embedded_svg(chart))  # noqa: S704 - every text in it was escaped as it was drawn


def _kind(value: object) -> str:
    return type(value).__name__


def _contents(section: Section) -> tuple[Heading, ...]:
    """Return the headings of a section that the list of contents shows."""
    if section.number.startswith("Appendix"):
        return ()
    return tuple(block for block in section.blocks if _is_listed(block))  # type: ignore[misc] # headings only


def _is_listed(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == _CONTENTS_LEVEL
