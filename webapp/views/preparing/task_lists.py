"""Tasks as the parameters of the design system's task list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from webapp.services.tasks import Section, Standing, Task, Way

_TAGS = {
    Standing.TO_DO: "podium-tag--questions",
    Standing.IN_PROGRESS: "podium-tag--undecided",
    Standing.PROBLEM: "podium-tag--unsure",
    Standing.WAITING: "podium-tag--undecided",
}
"""The classes of the words that are tags; the others stand as plain words, as GOV.UK has it."""

Params = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section: its title, and the parameters of its task list."""

    title: str
    params: Params


def task_lists(
    sections: Sequence[Section], procurement_id: UUID, *, may_write: bool
) -> tuple[SectionShown, ...]:
    """Return the sections ready to be rendered.

    What can't start yet is no link, unless its page tells those who may write what it waits for.
    Those who may only read are led to what there is to read.
    """
    return tuple(
        SectionShown(
            section.title,
            {
                "idPrefix": f"section-{number}",
                "items": [
                    _item(task, procurement_id, may_write=may_write) for task in section.tasks
                ],
            },
        )
        for number, section in enumerate(sections, start=1)
    )


def way_address(way: Way, procurement_id: UUID) -> str:
    """Return the address of a page of a procurement."""
    return url_for(way.endpoint, procurement_id=procurement_id, slug=way.slug)


def _item(task: Task, procurement_id: UUID, *, may_write: bool) -> Params:
    standing, words = task.progress.standing, task.progress.words
    params: dict[str, object] = {"title": {"text": task.title}, "status": _status(standing)}
    if words:
        params["hint"] = {"text": words}
    is_open = standing is not Standing.BLOCKED or (may_write and task.progress.says_why)
    way = task.way if may_write else task.reading
    if is_open and way is not None:
        params["href"] = way_address(way, procurement_id)
    return params


def _status(standing: Standing) -> Params:
    if standing in _TAGS:
        return {"tag": {"text": standing.value, "classes": _TAGS[standing]}}
    quiet = " govuk-task-list__status--cannot-start-yet" if standing is Standing.BLOCKED else ""
    return {"text": standing.value, "classes": quiet.strip()}
