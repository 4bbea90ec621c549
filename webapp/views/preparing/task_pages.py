"""A task list as its page shows it, made once for the same procurement as it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import current_app, get_template_attribute
from markupsafe import Markup

from webapp.services.kept import Kept
from webapp.services.preparing.marks import KEPT
from webapp.services.preparing.procurements import Preparation
from webapp.services.tasks import Overview, SentBack, Task, done_of, next_task, sections_of
from webapp.views.preparing.progress import SummaryLine, so_far
from webapp.views.preparing.task_lists import SectionShown, task_lists, way_address


@dataclass(frozen=True, slots=True)
class TaskPage:
    """What the page shows to whoever may write, or may copy, or may only read.

    `counts` is how many tasks are done, and of how many; `following` is the next that waits for
    the buyer, at its `address`.
    """

    preparation: Preparation
    sections: Sequence[SectionShown]
    counts: tuple[int, int]
    following: Task | None
    address: str | None
    sent_back: SentBack | None
    so_far: Sequence[SummaryLine]
    may_write: bool
    may_copy: bool


_KEPT: Final[Kept[Markup]] = Kept(KEPT)


def tasks_shown(overview: Overview, *, may_write: bool, may_copy: bool) -> Markup:
    """Return a task list as its template renders it, once for the same procurement and reader."""

    def render() -> Markup:
        shown = _page(overview, may_write=may_write, may_copy=may_copy)
        macro: Callable[[TaskPage], Markup] = get_template_attribute(
            "macros/task_page.html", "task_page"
        )
        return macro(shown)

    return _KEPT.of((overview, may_write, may_copy), render)


def _page(overview: Overview, *, may_write: bool, may_copy: bool) -> TaskPage:
    preparation = overview.preparation
    sections = sections_of(overview, current_app.view_functions)
    following = next_task(sections) if may_write and preparation.closed is None else None
    return TaskPage(
        preparation=preparation,
        sections=task_lists(sections, preparation.id, may_write=may_write),
        counts=done_of(sections),
        following=following,
        address=way_address(following.way, preparation.id) if following else None,
        sent_back=overview.sent_back,
        so_far=so_far(preparation),
        may_write=may_write,
        may_copy=may_copy,
    )
