"""The task list of a procurement: what is done, what is next, and what can't start yet, and why.

The tasks are data. A task of another topic is one more line in `_LINES`: its title, the endpoint
of its page, and how its progress is told.
"""

from collections.abc import Collection, Sequence

from rules.vocabulary.labels import topic_title
from webapp.services.preparing.journey import OpenPage
from webapp.services.tasks import judging
from webapp.services.tasks.judging import Judge, lot_problems
from webapp.services.tasks.overview import (
    Overview,
    SentBack,
    open_overview,
    open_with_problems,
)
from webapp.services.tasks.standing import Progress, Section, Standing, Task, Way
from webapp.services.tasks.ways import WAYS_IN

__all__ = [
    "Overview",
    "Progress",
    "Section",
    "SentBack",
    "Standing",
    "Task",
    "Way",
    "done_of",
    "lot_problems",
    "next_task",
    "open_overview",
    "open_with_problems",
    "sections_of",
]


def sections_of(overview: Overview, endpoints: Collection[str]) -> list[Section]:
    """Return the task list; tasks whose endpoint is not among those that exist are left out."""
    found: list[Section] = []
    before: list[Task] = []
    for title, lines in _LINES:
        tasks = [*_topics(overview)] if title == _BUYING else []
        tasks += [_task(overview, *line) for line in lines]
        tasks += _last_steps(overview, before) if title == _OUTLINE else []
        shown = tuple(task for task in tasks if task.endpoint in endpoints)
        before += shown
        if shown:
            found.append(Section(title, shown))
    return found


def next_task(sections: Sequence[Section], *, after: str = "") -> Task | None:
    """Return the first task that waits for the buyer, None when all are done.

    `after` is the endpoint of a task that was just saved: those that follow it come first, and
    it never follows itself.
    """
    tasks = [task for section in sections for task in section.tasks]
    place = next((n for n, task in enumerate(tasks) if task.endpoint == after), -1)
    turned = [*tasks[place + 1 :], *tasks[: max(place, 0)]]
    return next((task for task in turned if task.is_open), None)


def done_of(sections: Sequence[Section]) -> tuple[int, int]:
    """Return how many tasks of the outline are done, and of how many that have to be."""
    tasks = [task for section in sections if section.title != _TENDER for task in section.tasks]
    needed = [task for task in tasks if task.progress.standing is not Standing.OPTIONAL]
    return sum(task.progress.standing is Standing.DONE for task in needed), len(needed)


def _task(overview: Overview, title: str, endpoint: str, judge: Judge) -> Task:
    way_in = WAYS_IN.get(endpoint, _nowhere_else)(overview)
    return Task(title, endpoint, judge(overview), way_in, reading=Way(endpoint))


def _nowhere_else(_: Overview) -> None:
    """Leave a task to its own page."""


def _last_steps(overview: Overview, before: Sequence[Task]) -> list[Task]:
    """Return submission and approval, which wait for all the tasks before them."""
    versions = Way("versions.versions") if overview.preparation.outline_state else None
    progress = judging.submission(overview, before)
    return [
        Task("Submit it for approval", "submission.submit", progress, reading=versions),
        Task(
            "Approval and its conditions",
            "versions.versions",
            judging.approval(overview),
            reading=versions,
        ),
    ]


def _topics(overview: Overview) -> list[Task]:
    topics: dict[str, list[OpenPage]] = {}
    for page in overview.preparation.journey.pages:
        topics.setdefault(page.page.topic, []).append(page)
    return [_topic(overview, topic, pages) for topic, pages in topics.items()]


def _topic(overview: Overview, topic: str, pages: Sequence[OpenPage]) -> Task:
    first = next((page for page in pages if page.unanswered), pages[0])
    return Task(
        topic_title(topic),
        "questions.question",
        judging.topic(overview, pages),
        way_in=Way("questions.question", first.page.slug),
        reading=Way("questions.check_answers"),
    )


_BUYING = "What you are buying"
_OUTLINE = "The outline"
_TENDER = "The tender"

_Line = tuple[str, str, Judge]

_LINES: tuple[tuple[str, tuple[_Line, ...]], ...] = (
    (
        "Before you start",
        (
            ("Commissioning checklist", "checklist.checklist", judging.checklist),
            ("The case for it", "case.case", judging.case),
        ),
    ),
    (
        _BUYING,
        (
            ("Check your answers", "questions.check_answers", judging.check_answers),
            ("Lots", "lots.lots", judging.lots),
        ),
    ),
    ("What applies", (("Decision", "decision.decision", judging.decision),)),
    (
        "Social value",
        (
            (
                "Social value proposal",
                "proposal.proposal",
                judging.part(
                    "proposal",
                    "proposal",
                    "measure_choices",
                    "departures",
                    "own_measures",
                    words="Which outcomes, measures and weight",
                ),
            ),
            (
                "Contract clauses",
                "clauses.clauses",
                judging.part(
                    "clauses",
                    "clauses",
                    "settling_clauses",
                    needs="proposal",
                    words="What the supplier owes for each measure",
                    reason="The clauses follow from the social value proposal",
                ),
            ),
        ),
    ),
    (
        "How bids will be judged",
        (
            (
                "Award criteria and weights",
                "criteria.criteria",
                judging.part(
                    "criteria",
                    "criteria",
                    needs="proposal",
                    words="The tree of criteria, its weights and scales",
                    reason="The criteria take their measures from the social value proposal",
                ),
            ),
            ("Stress test", "criteria.stress_test", judging.stress_test),
        ),
    ),
    (
        _OUTLINE,
        (
            ("Attachments", "attachments.attachments", judging.attachments),
            ("Read the outline", "outline.outline", judging.outline),
        ),
    ),
    (
        _TENDER,
        (("Publish it, take bids and have them scored", "tendering.tender", judging.tender),),
    ),
)
"""The sections in their order: the title, and of each task its title, endpoint and judge."""
