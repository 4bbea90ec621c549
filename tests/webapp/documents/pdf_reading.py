"""Reads a tagged PDF back: what is drawn for which element, and what for none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4,})>")
_PAINTING = frozenset({"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "b", "Do", "sh"})


@dataclass
class Node:
    """An element of the structure tree with what was drawn for it, in order."""

    tag: str
    scope: str = ""
    alt: str = ""
    summary: str = ""
    kids: "list[Node | str]" = field(default_factory=list)
    links: int = 0

    def text(self) -> str:
        """Return everything drawn for the element and those within it."""
        parts = [kid if isinstance(kid, str) else kid.text() for kid in self.kids]
        is_inline = self.tag in {"Link", "P", "H1", "H2", "H3", "H4", "Caption", "Lbl"}
        return ("" if is_inline else " ").join(parts)

    def every(self, *tags: str) -> "Iterator[Node]":
        """Yield the elements of some types, in the order of the document."""
        if self.tag in tags:
            yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.every(*tags)


@dataclass
class Reading:
    """A PDF as read: its tree, and the operators that no tag covers."""

    root: Node
    untagged: list[str]
    artifacts: list[str]
    pages: int


def read(content: bytes) -> Reading:
    """Read a PDF; it must be tagged and its parent tree must agree with its structure tree."""
    with pikepdf.open(BytesIO(content)) as pdf:
        drawn: list[dict[int, str]] = []
        untagged: list[str] = []
        artifacts: list[str] = []
        for page in pdf.pages:
            marks, loose, outside = _marks(page)
            drawn.append(marks)
            untagged += loose
            artifacts += outside
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        root = _node(pdf.Root.StructTreeRoot.K, numbers, drawn)
        _check_parents(pdf, numbers)
        return Reading(root, untagged, artifacts, len(pdf.pages))


def _marks(page: pikepdf.Page) -> tuple[dict[int, str], list[str], list[str]]:
    fonts = {str(name): _codes(font) for name, font in page.Resources.Font.items()}
    marks: dict[int, str] = {}
    untagged: list[str] = []
    artifacts: list[str] = []
    open_marks: list[int | None] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        match operator:
            case "BDC":
                kind = str(operands[0])
                assert not open_marks, "marked content never nests"
                mcid = None if kind == "/Artifact" else int(operands[1].MCID)
                assert mcid is None or mcid not in marks
                if mcid is not None:
                    marks[mcid] = ""
                open_marks.append(mcid)
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case _ if operator in _PAINTING and not open_marks:
                untagged.append(operator)
            case "Tj":
                text = "".join(font[code] for code in bytes(operands[0]))
                found = open_marks[-1]
                if found is None:
                    artifacts.append(text)
                else:
                    marks[found] += text
    assert not open_marks
    return marks, untagged, artifacts


def _codes(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _node(
    element: pikepdf.Object, pages: dict[tuple[int, int], int], drawn: list[dict[int, str]]
) -> Node:
    attributes = element.get("/A", pikepdf.Dictionary())
    node = Node(
        str(element.S)[1:],
        str(attributes.get("/Scope", ""))[1:],
        str(element.get("/Alt", "")),
        str(attributes.get("/Summary", "")),
    )
    for kid in _kids(element):
        match kid:
            case int():
                node.kids.append(drawn[pages[element.Pg.objgen]][kid])
            case pikepdf.Object() if kid.get("/Type") == "/MCR":
                node.kids.append(drawn[pages[kid.Pg.objgen]][int(kid.MCID)])
            case pikepdf.Object() if kid.get("/Type") == "/OBJR":
                node.links += 1
            case pikepdf.Object():
                assert kid.P.objgen == element.objgen
                node.kids.append(_node(kid, pages, drawn))
    return node


def _kids(element: pikepdf.Object) -> list[object]:
    return list(element.K)


def _check_parents(pdf: pikepdf.Pdf, pages: dict[tuple[int, int], int]) -> None:
    """Check that each mark and each link of a page leads to an element that claims it."""
    flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = [int(key) for key in flat[::2]]
    parents: dict[int, pikepdf.Object] = dict(zip(keys, flat[1::2], strict=True))
    assert keys == sorted(keys)
    for page in pdf.pages:
        number = pages[page.obj.objgen]
        for mcid, element in enumerate(parents[int(page.StructParents)]):
            assert (number, mcid) in _claims(element, pages)
        for link in page.get("/Annots", pikepdf.Array()):
            element = parents[int(link.StructParent)]
            assert element.S == "/Link"
            assert link.objgen in {
                kid.Obj.objgen
                for kid in _kids(element)
                if isinstance(kid, pikepdf.Object) and kid.get("/Type") == "/OBJR"
            }
            assert str(link.Contents)


def _claims(element: pikepdf.Object, pages: dict[tuple[int, int], int]) -> set[tuple[int, int]]:
    claims = set()
    for kid in _kids(element):
        match kid:
            case int():
                claims.add((pages[element.Pg.objgen], kid))
            case pikepdf.Object() if kid.get("/Type") == "/MCR":
                claims.add((pages[kid.Pg.objgen], int(kid.MCID)))
    return claims
