"""A rule pack as a document: the policy as enacted, every value, rule, text and source of it."""

from datetime import date

from markupsafe import Markup

from rules.decision import PackReference
from rules.pack import Pack, PackKind
from rules.reading import Reading, read_pack
from rules.reading.phrases import Words
from rules.stack import Stack
from webapp.documents.content import (
    Document,
    KeyFacts,
    Paragraph,
    Row,
    Section,
    Text,
)
from webapp.documents.html import render_html
from webapp.documents.policy.sections import ids_of, line, section

__all__ = ["policy", "render_policy"]


def render_policy(pack: Pack, stack: Stack, on: date | None = None) -> Markup:
    """Return a pack as a page that opens anywhere: what it says, rule by rule, value by value."""
    return render_html(policy(pack, stack, on))


def policy(pack: Pack, stack: Stack, on: date | None = None) -> Document:
    """Return a pack as a document's content; `stack` holds it and what it stands on.

    With `on` it holds only what is in force on that day.
    """
    reading = read_pack(pack, stack, on)
    known = ids_of(reading)
    numbered = tuple(
        section(number, part, known) for number, part in enumerate(reading.parts, start=1)
    )
    return Document(
        kind="Law as rules" if pack.kind is PackKind.LAW else "Policy as rules",
        title=pack.title,
        reference=pack.id,
        authority=pack.authority or stack.law.title,
        issued_on=pack.from_on,
        audit_head="",
        packs=(PackReference(pack.id, pack.version, pack.sha256),),
        front=KeyFacts("The pack", tuple(_row(head, text) for head, text in reading.facts)),
        sections=(_summary(reading), *numbered),
    )


def _summary(reading: Reading) -> Section:
    opening = tuple(Paragraph(line((Words(text),), frozenset())) for text in reading.opening)
    return Section("summary", "", "What this is", opening)


def _row(head: str, text: str) -> Row:
    return Row(head, ((Text(text),),))
