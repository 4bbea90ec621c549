"""The work of a person in words, each line a link to where it is done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from rules.uk_time import day_of
from rules.wording import counted, date_in_words, moment_in_words
from webapp.services.dashboards import MOST_SHOWN, Dashboard, Task, Waiting, Work
from webapp.services.standing import Stage, Turn
from webapp.services.tendering.steps import Step
from webapp.views.tendering.tender_words import place_of, title_of
from webapp.views.wording import STAGES


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what is to be done, its link, what it is about, of whom, and since or by when.

    Duties are not called late: nothing says whether they were done.
    """

    title: str
    address: str
    what: str
    note: str = ""
    whom: str = ""
    when: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the board: its first lines, how many there are, and where the rest stands."""

    lines: tuple[Line, ...]
    count: int
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """Procurements that wait for somebody, as a sentence and a link to them."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Board:
    """What waits for a person, what is late, what waits for others, and all that waits."""

    mine: Part
    late: Part
    others: Part
    turns: tuple[Turns, ...]


def board_of(found: Dashboard) -> Board:
    """Return the work of a person in words."""
    own = [one for one in found.mine if one.work is Work.PREPARE]
    count = len(found.mine) - len(own) + found.mine_waiting
    rest = url_for("procurements.my_procurements", waits=Turn.BUYER.value)
    return Board(
        _part(found.mine, count, rest if found.mine_waiting > len(own) else ""),
        _part(found.late, len(found.late)),
        _part(found.others, len(found.others)),
        tuple(_turns(one) for one in found.turns),
    )


def _part(tasks: Sequence[Task], count: int, rest: str = "") -> Part:
    lines = tuple(_line(one) for one in _shown(tasks))
    return Part(lines, count, rest)


def _shown(tasks: Sequence[Task]) -> Iterable[Task]:
    """Return the first of each kind of work, so that no kind hides another."""
    seen: dict[tuple[Work, Step | None], int] = {}
    for one in tasks:
        kind = (one.work, one.step)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= MOST_SHOWN:
            yield one


def _line(task: Task) -> Line:
    endpoint, arguments = task.place
    if task.step is not None:
        endpoint = place_of(task.step) if task.is_mine else "tendering.tender"
        arguments = {"procurement_id": task.procurement_id}
    what = _WHAT[task.work](task)
    return Line(
        task.title or what,
        url_for(endpoint, **arguments),
        what if task.title else "",
        task.note,
        task.whom,
        _when(task),
        task.is_late and task.work is not Work.DUTY,
    )


def _when(task: Task) -> str:
    if task.at is not None:
        return moment_in_words(task.at)
    if task.due_on is not None:
        return f"due {date_in_words(task.due_on)}"
    return _since(task.since)


def _since(moment: datetime | None) -> str:
    return f"since {date_in_words(day_of(moment))}" if moment else ""


def _preparing(task: Task) -> str:
    stage = Stage(task.stage)
    if stage is Stage.QUESTIONS and task.questions_open:
        return f"Answer {counted(task.questions_open, 'question')}"
    return _PREPARING.get(stage, STAGES[stage])


_PREPARING = {
    Stage.QUESTIONS: "Answer the first questions",
    Stage.UNDECIDED: "Have the rules decide",
    Stage.DECIDED: "Prepare the outline",
    Stage.RETURNED: "Mend what was returned",
    Stage.WITHDRAWN: "Mend the outline",
    Stage.APPROVED_WITH_CONDITIONS: "Meet the conditions",
    Stage.REOPENED: "Prepare the new version",
}

_WHAT: dict[Work, Callable[[Task], str]] = {
    Work.PREPARE: _preparing,
    Work.VOTE: lambda task: "Read the outline and vote" if task.is_mine else "To be voted on",
    Work.DECIDE: lambda task: "Decide on the outline" if task.is_mine else "To be decided on",
    Work.MEET_CONDITION: lambda task: "Meet the condition" if task.is_mine else "Condition",
    Work.JUDGE_CONDITION: lambda task: (
        "Judge whether the condition is met" if task.is_mine else "Condition, reported as met"
    ),
    Work.JUDGE_CONFLICT: lambda task: (
        "Judge whether a conflict of interest can be managed"
        if task.is_mine
        else "Your conflict of interest, to be judged"
    ),
    Work.DEPARTURE: lambda task: (
        "Allow a departure from the rules, or refuse it"
        if task.is_mine
        else "Departure from the rules, to be allowed or refused"
    ),
    Work.DECLARE_INTERESTS: lambda _: "Declare your interests in the bidders",
    Work.TRY_SAMPLES: lambda task: (
        f"Calibration, before you score: {counted(task.count, 'sample answer')} to try"
    ),
    Work.SCORE: lambda task: (
        f"{task.count} of your {counted(task.total, 'score')} "
        f"{'is' if task.count == 1 else 'are'} to be handed in"
    ),
    Work.CHASE_SCORES: lambda _: "Scores were due, and are not all in",
    Work.JUDGE_INTERESTS: lambda _: "Decide on a conflict of interest of the panel",
    Work.TENDER: lambda task: title_of(task.step) if task.step else "",
    Work.MEETING: lambda _: "Meeting",
    Work.MEETING_NOT_OPENED: lambda _: "Open the meeting or cancel it",
    Work.MEETING_NOT_CLOSED: lambda _: "Close the meeting",
    Work.MINUTES: lambda _: "Write the minutes and have them agreed",
    Work.DUTY: lambda task: counted(
        task.count, "duty whose day has passed", "duties whose day has passed"
    ),
    Work.DRAFT: lambda task: "Approve the settings" if task.is_mine else "Settings to approve",
    Work.INVITATIONS: lambda task: counted(
        task.count, "invitation is not accepted yet", "invitations are not accepted yet"
    ),
    Work.INVITATIONS_ENDED: lambda task: counted(
        task.count, "invitation has run out", "invitations have run out"
    ),
    Work.RECORD: lambda _: "Read the record, and check its chain",
}


def _turns(one: Waiting) -> Turns:
    verb = "waits" if one.count == 1 else "wait"
    words = f"{counted(one.count, 'procurement')} {verb} for {_WHOM[one.turn]}"
    longest = "" if one.count == 1 else " the longest"
    since = f",{longest} {_since(one.since)}" if one.since else ""
    address = url_for("procurements.my_procurements", waits=one.turn.value)
    return Turns(f"{words}{since}", address)


_WHOM = {
    Turn.BUYER: "a buyer",
    Turn.PANEL: "the panel",
    Turn.OFFICER: "a procurement officer",
    Turn.NOBODY: "nobody",
}
