"""A rule pack as a document: the policy as enacted, every value, rule, text and source of it."""

from markupsafe import Markup

from rules.decision import PackReference
from rules.pack import Pack
from rules.reading import Entry, Part, parts_of
from rules.stack import Stack
from rules.wording import CONFIDENCE_WORDS, date_in_words
from webapp.documents.content import (
    Block,
    Card,
    Document,
    KeyFacts,
    Line,
    Row,
    Section,
    Tag,
    Text,
)
from webapp.documents.html import render_html

_HEADED = frozenset(
    {"Because", "Source", "Question", "Obligation", "KPI", "Evidence", "If missed", "Theme"}
)


def render_policy(pack: Pack, stack: Stack) -> Markup:
    """Return a pack as a page that opens anywhere: what it says, value by value, rule by rule."""
    return render_html(policy(pack, stack))


def policy(pack: Pack, stack: Stack) -> Document:
    """Return a pack as a document's content; `stack` holds it and what it stands on."""
    parts = parts_of(pack, stack)
    held = tuple(Row(part.title, ((Text(f"{len(part.entries):,}"),),)) for part in parts)
    numbered = tuple(_section(number, part) for number, part in enumerate(parts, start=1))
    summary = Section("summary", "", "What it holds", (KeyFacts("What the pack holds", held),))
    return Document(
        kind="Rule pack",
        title=pack.title,
        reference=pack.id,
        authority=pack.authority or stack.law.title,
        issued_on=pack.from_on,
        audit_head="",
        packs=(PackReference(pack.id, pack.version, pack.sha256),),
        front=_front(pack),
        sections=(summary, *numbered),
    )


def _front(pack: Pack) -> KeyFacts:
    until = f" to {date_in_words(pack.until_on)}" if pack.until_on else ""
    rows = (
        ("Id", pack.id),
        ("Version", pack.version),
        ("In force", f"From {date_in_words(pack.from_on)}{until}"),
        ("Stands on", ", ".join(pack.stands_on)),
    )
    return KeyFacts("The pack", tuple(Row(head, ((Text(text),),)) for head, text in rows if text))


def _section(number: int, part: Part) -> Section:
    blocks: tuple[Block, ...] = tuple(_card(entry) for entry in part.entries)
    return Section(f"part-{number}", str(number), part.title, blocks)


def _card(entry: Entry) -> Card:
    """Return an entry with its headed lines apart, and its conditions as a list."""
    said: list[Line] = []
    rows: list[Row] = []
    for line in entry.lines:
        head, _, text = line.partition(": ")
        if head in _HEADED:
            rows.append(Row(head, ((Text(text),),)))
        else:
            said.append((Text(_indented(line)),))
    if entry.confidence in CONFIDENCE_WORDS:
        rows.append(Row("How sure", ((Tag(entry.confidence),),)))
    first = (Row("Says", tuple(said)),) if said else ()
    return Card(entry.id, entry.id, entry.title, (*first, *rows))


def _indented(line: str) -> str:
    """Return a condition's line with a dash for each step that it is indented."""
    steps = (len(line) - len(line.lstrip())) // 2
    return "– " * steps + line.strip()
