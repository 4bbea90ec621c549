"""Boxes laid onto pages: no heading at a page's foot, no line left alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from webapp.documents.pdf.tagging import TaggedCanvas
from webapp.documents.pdf.theme import HEIGHT


class Box(Protocol):
    """Something of a known height that can be drawn, and perhaps parted over two pages."""

    @property
    def height(self) -> float:
        """The height of all of it."""

    @property
    def least(self) -> float:
        """The least height of it that may stand at the foot of a page."""

    @property
    def before(self) -> float:
        """The space above it, which is not drawn at the head of a page."""

    @property
    def after(self) -> float:
        """The space below it."""

    @property
    def keep_with_next(self) -> bool:
        """Whether it may not stand at the foot of a page."""

    def split(self, room: float) -> "tuple[Box, Box] | None":
        """Return what fits into room and the rest, or None where it does not part so."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw it from the top down."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next box begins a page; if `is_after_one_page`, only where all before it fits on one."""

    is_after_one_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on a page, its top at a distance from the top of the text area."""

    box: Box
    offset: float


Page = list[Placed]


def paginated(boxes: Sequence[Box | PageBreak], height: float = HEIGHT) -> list[Page]:
    """Return pages on which every box stands, in order."""
    pages: list[Page] = [[]]
    used = space = 0.0
    for index, item in enumerate(boxes):
        if isinstance(item, PageBreak):
            if item.is_after_one_page and len(pages) > 1:
                continue
            if pages[-1]:
                pages.append([])
            used = space = 0.0
            continue
        box: Box = item
        if pages[-1] and used + max(space, box.before) + _least(boxes, index) > height:
            pages.append([])
            used = space = 0.0
        while True:
            offset = used + max(space, box.before) if pages[-1] else 0.0
            if offset + box.height <= height + 0.01:
                break
            parts = box.split(height - offset)
            if parts is not None:
                pages[-1].append(Placed(parts[0], offset))
                box = parts[1]
            elif not pages[-1]:
                break
            pages.append([])
            used = space = 0.0
        pages[-1].append(Placed(box, offset))
        used, space = offset + box.height, box.after
    return pages


_LARGEST_KEPT = HEIGHT / 3
"""A heading that is higher than this may be parted, and stand apart from what follows it."""


def _least(boxes: Sequence[Box | PageBreak], index: int) -> float:
    """Return the height that must fit for a box to begin here, what it is kept with included."""
    needed = 0.0
    for position in range(index, len(boxes)):
        box = boxes[position]
        if isinstance(box, PageBreak):
            break
        if position > index:
            needed += max(box.before, 0.0)
        if not box.keep_with_next or box.height > _LARGEST_KEPT:
            return needed + box.least
        needed += box.height + box.after
    return needed
