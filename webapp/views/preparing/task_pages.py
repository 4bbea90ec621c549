"""A task list as its page shows it, made once for the same procurement as it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import current_app, get_template_attribute, url_for
from markupsafe import Markup

from rules.wording import lower_first
from webapp.services.kept import Kept
from webapp.services.preparing.marks import KEPT
from webapp.services.preparing.procurements import Preparation
from webapp.services.tasks import Overview, SentBack, Task, done_of, next_task, sections_of
from webapp.views.preparing.progress import SummaryLine, so_far
from webapp.views.preparing.task_lists import SectionShown, task_lists, way_address


@dataclass(frozen=True, slots=True)
class TaskPage:
    """What the page shows to whoever may write, or may copy, or may only read.

    `counts` is how many tasks are done, and of how many; `onward` leads to what waits for the
    buyer next, at its `address`, None where nothing does.
    """

    preparation: Preparation
    sections: Sequence[SectionShown]
    counts: tuple[int, int]
    onward: str | None
    is_sealed: bool
    address: str | None
    sent_back: SentBack | None
    so_far: Sequence[SummaryLine]
    may_write: bool
    may_copy: bool


_LAST_STEPS: Final = frozenset({"submission.submit", "versions.versions"})
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
    onward, address = None, None
    if may_write and preparation.closed is None:
        onward, address = _onward(overview, next_task(sections))
    return TaskPage(
        preparation=preparation,
        sections=task_lists(sections, preparation.id, may_write=may_write),
        counts=done_of(sections),
        onward=onward,
        address=address,
        is_sealed=preparation.outline_state == "sealed",
        sent_back=overview.sent_back,
        so_far=so_far(preparation),
        may_write=may_write,
        may_copy=may_copy,
    )


def _onward(overview: Overview, following: Task | None) -> tuple[str | None, str | None]:
    """Return the words and the address of what comes next.

    An outline that came back is mended before it is submitted again: what was said of its
    sections comes first, until anything has changed.
    """
    back = overview.sent_back
    if following is None:
        return None, None
    if back and not back.is_mended and following.endpoint in _LAST_STEPS:
        return "Mend what was asked for", url_for("papers.paper", version_id=back.version_id)
    address = way_address(following.way, overview.preparation.id)
    return f"Continue: {lower_first(following.title)}", address
