"""The tagging layer: a canvas that writes what is drawn into a structure tree.

reportlab draws pages and writes no tags. Here every piece of a page is either drawn for an
`Element` of the logical tree, or is an artifact (a rule, a running header, a page number). The
canvas numbers the marked content of each page, and at the end writes the tree, the parent tree
and the links of it, as ISO 32000-1, 14.7 and 14.8, lays down.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from webapp.documents.pdf.theme import PAGE_HEIGHT, PAGE_WIDTH


@dataclass(frozen=True, slots=True)
class _Mark:
    """Marked content: the number of its page, from 0, and its id there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A link's annotation on a page, by the name under which the file knows it."""

    page: int
    name: str


@dataclass(eq=False, slots=True)
class Element:
    """An element of the structure tree: a standard type such as `P` or `TD`, and its kids.

    `scope` is what a header cell heads, `summary` what a table shows, `alt` stands for what
    cannot be seen, `box` is where a figure stands on its page.
    """

    tag: str
    parent: "Element | None" = None
    scope: str = ""
    alt: str = ""
    summary: str = ""
    kids: "list[Element | _Mark | _Annotation]" = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None

    def add(self, tag: str, *, scope: str = "", alt: str = "", summary: str = "") -> "Element":
        """Return a new element at the end of this one."""
        kid = Element(tag, self, scope, alt, summary)
        self.kids.append(kid)
        return kid


class _Raw(pdfdoc.PDFObject):
    """An object of the file that is written already."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = content

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the object as it stands in the file."""
        del document
        return self.content


def describe_root(document: pdfdoc.PDFDocument, **entries: pdfdoc.PDFObject) -> None:
    """Set entries of the document's root, its catalogue."""
    vars(vars(document)["Catalog"]).update(entries)


class TaggedCanvas(Canvas):
    """A canvas whose drawing is marked for a structure tree, or with `tagged` false is not."""

    # What of reportlab's canvas the layer relies on, and its published types leave out.
    _doc: pdfdoc.PDFDocument
    _code: list[str]
    _annotationCount: int  # noqa: N815 - reportlab's
    _bookmarkReference: Callable[[str], object]  # noqa: N815 - reportlab's
    _addAnnotation: Callable[[pdfdoc.PDFObject, str], None]  # noqa: N815 - reportlab's

    def __init__(self, file: BinaryIO, *, font: str, tagged: bool = True) -> None:
        """Write to a file, with an embedded font as the first of every page."""
        super().__init__(
            file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=0,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=font,  # type: ignore[arg-type] # its types say float
            lang="en-GB",
        )
        self.tagged = tagged
        self.root = Element("Document")
        self._page_marks: list[Element] = []
        self._parents: list[list[Element] | Element] = []
        self._page_keys: list[int] = []
        self._open_page()

    @property
    def document(self) -> pdfdoc.PDFDocument:
        """The file being written, to which fonts belong."""
        return self._doc

    def write(self, operators: str) -> None:
        """Append operators to the page."""
        self._code.append(operators)

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Draw what follows as content of an element."""
        if not self.tagged:
            yield
            return
        mcid = len(self._page_marks)
        self._page_marks.append(element)
        element.kids.append(_Mark(len(self._page_keys) - 1, mcid))
        self._code.append(f"/{element.tag} <</MCID {mcid}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Draw what follows as no part of the document: `Layout` or `Pagination`."""
        if not self.tagged:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    def link_to(
        self, anchor: str, box: tuple[float, float, float, float], element: Element, said: str
    ) -> None:
        """Lay a link to an anchor over a box of the page, as part of a `Link` element.

        `said` is what the link is called where its words cannot be seen.
        """
        content = {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Link"),
            "Rect": pdfdoc.PDFArray([f"{value:.2f}" for value in box]),
            "Border": pdfdoc.PDFArray([0, 0, 0]),
            "F": 4,
            "Contents": pdfdoc.PDFString(said),
            "Dest": self._bookmarkReference(anchor),
        }
        name = f"link{self._annotationCount}"
        if self.tagged:
            content["StructParent"] = len(self._parents)
            self._parents.append(element)
            page = len(self._page_keys) - 1
            element.kids.append(_Annotation(page, self._doc.annotationName(name)))
        self._addAnnotation(pdfdoc.PDFDictionary(content), name)

    def _open_page(self) -> None:
        self._page_marks = []
        self._page_keys.append(len(self._parents))
        self._parents.append(self._page_marks)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Close the page, and tie it to the parent tree."""
        super().showPage()
        if self.tagged:
            page = self._doc.idToObject[f"Page{len(self._page_keys)}"]
            vars(page).update(
                __NoDefault__=[*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"],
                StructParents=self._page_keys[-1],
                Tabs=pdfdoc.PDFName("S"),
            )
        self._open_page()

    def write_structure(self) -> None:
        """Write the structure tree, after the last page and before `save`."""
        if self.tagged:
            del self._parents[self._page_keys.pop()]
            _Tree(self._doc, self._parents).write(self.root)


class _Tree:
    """Writes a structure tree into a file."""

    def __init__(
        self, document: pdfdoc.PDFDocument, parents: "list[list[Element] | Element]"
    ) -> None:
        self.document = document
        self.parents = parents
        self.numbers: dict[int, int] = {}

    def write(self, root: Element) -> None:
        elements = _without_empty(root)
        objects = [self._register(f"element{index}") for index in range(len(elements))]
        for element, (number, _) in zip(elements, objects, strict=True):
            self.numbers[id(element)] = number
        tree, raw_tree = self._register("structure")
        parent_tree, raw_parents = self._register("parents")
        for element, (_, raw) in zip(elements, objects, strict=True):
            raw.content = self._element(element, tree)
        raw_parents.content = self._parent_tree()
        raw_tree.content = (
            f"<</Type/StructTreeRoot/K {self.numbers[id(root)]} 0 R"
            f"/ParentTree {parent_tree} 0 R/ParentTreeNextKey {len(self.parents)}>>"
        ).encode("ascii")
        describe_root(
            self.document,
            StructTreeRoot=pdfdoc.PDFObjectReference("structure"),
            MarkInfo=pdfdoc.PDFDictionary({"Marked": "true"}),
        )

    def _register(self, name: str) -> tuple[int, _Raw]:
        raw = _Raw()
        self.document.Reference(raw, name)  # type: ignore[no-untyped-call] # reportlab's
        return self._number(name), raw

    def _number(self, name: str) -> int:
        number: int = self.document.idToObjectNumberAndVersion[name][0]
        return number

    def _element(self, element: Element, tree: int) -> bytes:
        parent = tree if element.parent is None else self.numbers[id(element.parent)]
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        parts = [f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R"]
        if page is not None:
            parts.append(f"/Pg {self._number(f'Page{page + 1}')} 0 R")
        kids = " ".join(self._kid(kid, page) for kid in element.kids if self._is_written(kid))
        parts.append(f"/K[{kids}]")
        if element.box is not None:
            corners = " ".join(f"{value:.2f}" for value in element.box)
            parts.append(f"/A<</O/Layout/BBox[{corners}]>>")
        if element.scope:
            parts.append(f"/A<</O/Table/Scope/{element.scope}>>")
        written = "".join(parts).encode("ascii")
        if element.summary:
            text = pdfdoc.PDFString(element.summary).format(self.document)
            written += b"/A<</O/Table/Summary" + text + b">>"
        if element.alt:
            written += b"/Alt" + pdfdoc.PDFString(element.alt).format(self.document)
        return written + b">>"

    def _is_written(self, kid: "Element | _Mark | _Annotation") -> bool:
        return not isinstance(kid, Element) or id(kid) in self.numbers

    def _kid(self, kid: "Element | _Mark | _Annotation", page: int | None) -> str:
        match kid:
            case Element():
                return f"{self.numbers[id(kid)]} 0 R"
            case _Mark() if kid.page == page:
                return str(kid.mcid)
            case _Mark():
                number = self._number(f"Page{kid.page + 1}")
                return f"<</Type/MCR/Pg {number} 0 R/MCID {kid.mcid}>>"
            case _Annotation():
                on = self._number(f"Page{kid.page + 1}")
                return f"<</Type/OBJR/Pg {on} 0 R/Obj {self._number(kid.name)} 0 R>>"

    def _parent_tree(self) -> bytes:
        numbers = []
        for key, parents in enumerate(self.parents):
            if isinstance(parents, Element):
                numbers.append(f"{key} {self.numbers[id(parents)]} 0 R")
            else:
                marks = " ".join(f"{self.numbers[id(parent)]} 0 R" for parent in parents)
                numbers.append(f"{key}[{marks}]")
        return f"<</Nums[{' '.join(numbers)}]>>".encode("ascii")


def _without_empty(root: Element) -> list[Element]:
    """Return the elements of a tree in order, without those in which nothing was drawn.

    Cells are kept, since a row of a table must have them all.
    """
    kept: list[Element] = []

    def walk(element: Element) -> bool:
        position = len(kept)
        kept.append(element)
        drawn = [walk(kid) if isinstance(kid, Element) else True for kid in element.kids]
        if any(drawn) or element.tag in {"TD", "TH"}:
            return True
        del kept[position:]
        return False

    walk(root)
    return kept
