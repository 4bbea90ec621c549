"""How each task stands, told from what was answered, saved and submitted."""

from collections.abc import Callable, Collection, Sequence

from evaluation.outline import case as cases
from evaluation.outline import lots as lots_of
from evaluation.outline.checklist import Checklist, Topic
from forms.usual_answers import is_chosen_beforehand
from rules.money import Money
from rules.vocabulary import FACT_BY_NAME
from rules.wording import counted, moment_in_words, upper_first
from webapp.services.criteria.readiness import NEVER_TESTED
from webapp.services.parts.kinds import CASE, CHECKLIST, CLAUSES, LOTS, PROPOSAL
from webapp.services.parts.looking import looked_at_because
from webapp.services.preparing.effects import needs_reach
from webapp.services.preparing.journey import OpenPage
from webapp.services.tasks.overview import Overview
from webapp.services.tasks.standing import Progress, Standing, Task

Judge = Callable[[Overview], Progress]

NOT_DECIDED = "The rules need the answers on what you are buying first"
_STRESS_TEST = "criteria.stress_test"
_OF_SOCIAL_VALUE = frozenset({"proposal", "clauses"})


def checklist(overview: Overview) -> Progress:
    """Return how many stages of the commissioning checklist are settled."""
    held = overview.held(CHECKLIST)
    standing = held.value if held else Checklist()
    settled = len(Topic) - len(standing.incomplete)
    if held and not settled:
        return Progress(Standing.IN_PROGRESS, f"None of {counted(len(Topic), 'stage')} settled")
    return so_many(settled, len(Topic), "stage", "settled")


def case(overview: Overview) -> Progress:
    """Return what the case still lacks."""
    held = overview.held(CASE)
    if look := _look(overview, CASE.name):
        return look
    if held is None:
        return Progress(Standing.TO_DO, "Why, which options, which budget, which risks")
    lacking = cases.missing(held.value, needs_reach=needs_reach(overview.preparation.decision))
    missing = [prompt.title.lower() for prompt in lacking]
    if not held.value.risks:
        missing.append("a risk at least")
    if missing:
        return Progress(Standing.IN_PROGRESS, f"Still to write: {', '.join(missing)}")
    return Progress(Standing.DONE)


def lots(overview: Overview) -> Progress:
    """Return whether lots were considered, and what has to be mended."""
    held = overview.held(LOTS)
    if held is None:
        return Progress(Standing.TO_DO, "Whether to divide, into which lots, and why")
    if found := lot_problems(overview, held.value):
        return Progress(Standing.PROBLEM, found[0])
    return _look(overview, LOTS.name) or Progress(Standing.DONE)


def lot_problems(overview: Overview, lots: lots_of.Lots) -> tuple[str, ...]:
    """Return what has to be mended in the lots, beside what was answered."""
    answers = overview.preparation.journey.answers
    value, is_divided = answers.get("estimated_value"), answers.get("divided_into_lots")
    return lots_of.problems(
        lots,
        value if isinstance(value, Money) else None,
        is_divided=is_divided if isinstance(is_divided, bool) else None,
    )


def topic(overview: Overview, pages: Sequence[OpenPage]) -> Progress:
    """Return how many questions of a topic are answered.

    One that has an answer by default may be left out, and so may any that a decision on record
    was made without.
    """
    asked = sum(len(page.facts) for page in pages)
    left = [name for page in pages for name in page.unanswered]
    needed = [name for name in left if not may_be_left(overview, name)]
    if not left and _is_from_settings(overview, pages):
        whose = overview.preparation.organisation
        return Progress(Standing.DONE, f"From the settings of {whose}")
    if not needed and (len(left) < asked or overview.preparation.is_recorded):
        words = f"{counted(len(left), 'optional question')} left" if left else ""
        return Progress(Standing.DONE, words)
    return so_many(asked - len(left), asked, "question", "answered")


def _is_from_settings(overview: Overview, pages: Sequence[OpenPage]) -> bool:
    """Return whether every answer of a topic is what the organisation's settings say."""
    answers, known = overview.preparation.journey.answers, overview.preparation.suggested
    names = [fact.name for page in pages for fact in page.facts]
    return all(name in known and answers.get(name) == known[name] for name in names)


def may_be_left(overview: Overview, fact: str) -> bool:
    """Return whether a question needs no answer: it has one by default, or was decided without.

    What decides on the law that governs is left to nobody's default.
    """
    return overview.preparation.is_recorded or is_chosen_beforehand(FACT_BY_NAME[fact])


def check_answers(overview: Overview) -> Progress:
    """Return whether the answers were checked: the decision is of just these."""
    preparation = overview.preparation
    if preparation.decision is None:
        return Progress(Standing.BLOCKED, NOT_DECIDED)
    if preparation.is_recorded:
        return Progress(Standing.DONE)
    if preparation.recorded is not None:
        return Progress(Standing.PROBLEM, "They have changed since the decision on record")
    left = [name for page in preparation.journey.pages for name in page.unanswered]
    needed = sum(not may_be_left(overview, name) for name in left)
    return Progress(
        Standing.TO_DO, f"{counted(needed, 'question')} without an answer" if needed else ""
    )


def decision(overview: Overview) -> Progress:
    """Return whether a decision on the present answers is on record."""
    preparation = overview.preparation
    if preparation.decision is None:
        return Progress(Standing.BLOCKED, NOT_DECIDED)
    if preparation.is_recorded:
        return Progress(Standing.DONE)
    if preparation.recorded is not None:
        return Progress(
            Standing.PROBLEM, "The answers have changed since: have it decided again on them"
        )
    return Progress(Standing.TO_DO, "See what applies, and put it on record")


def part(name: str, *blueprints: str, needs: str = "", words: str = "", reason: str = "") -> Judge:
    """Return how a part stands that is made from the decision, and from another part if named.

    It is done when nothing that is in the way of submission is mended on its `blueprints`.
    """

    def judge(overview: Overview) -> Progress:
        found = overview.preparation.decision
        if found is None:
            return Progress(Standing.BLOCKED, NOT_DECIDED)
        asks = found.findings["social_value_tier"].value not in (None, "none")
        if look := _look(overview, name):
            return look
        if name in overview.parts:
            return _saved(_problems(overview, blueprints))
        if name in _OF_SOCIAL_VALUE and not asks:
            return Progress(Standing.DONE, "The rules ask for no social value here")
        if name == CLAUSES.name and _asks_for_no_measure(overview):
            return Progress(Standing.DONE, "No measure is asked for, so no clause is needed")
        if needs and asks and needs not in overview.parts:
            return Progress(Standing.BLOCKED, reason)
        return Progress(Standing.TO_DO, words)

    return judge


def _asks_for_no_measure(overview: Overview) -> bool:
    """Return whether the proposal is saved, and asks bidders for nothing."""
    held = overview.held(PROPOSAL)
    return held is not None and not held.value.included


def stress_test(overview: Overview) -> Progress:
    """Return whether the criteria as they stand were tested, and may be published."""
    if "criteria" not in overview.parts:
        return Progress(Standing.BLOCKED, "There are no criteria to test yet")
    found = [one.text for one in overview.problems if one.endpoint == _STRESS_TEST]
    if not found:
        return Progress(Standing.DONE)
    standing = Standing.TO_DO if found[0] == NEVER_TESTED.text else Standing.PROBLEM
    return Progress(standing, found[0])


def _look(overview: Overview, name: str) -> Progress | None:
    """Return that a part needs another look, and because of what; None where it needs none."""
    names = overview.preparation.looks.get(name, ())
    if not names:
        return None
    return Progress(Standing.PROBLEM, upper_first(looked_at_because(names)))


def _problems(overview: Overview, blueprints: Collection[str]) -> list[str]:
    return [
        problem.text
        for problem in overview.problems
        if problem.endpoint.partition(".")[0] in blueprints and problem.endpoint != _STRESS_TEST
    ]


def _saved(problems: Sequence[str]) -> Progress:
    """Return how something stands that is saved: done, if nothing of it is in the way."""
    if not problems:
        return Progress(Standing.DONE)
    more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
    return Progress(Standing.IN_PROGRESS, f"{problems[0]}{more}")


def attachments(_: Overview) -> Progress:
    """Return that files may be attached, and need not."""
    return Progress(Standing.OPTIONAL, "Files that whoever decides should see")


def outline(overview: Overview) -> Progress:
    """Return whether there is an outline to read."""
    if not overview.preparation.is_recorded:
        return Progress(Standing.BLOCKED, "The outline is made from the decision on record")
    return Progress(Standing.OPTIONAL, "As it would be submitted")


def so_many(done: int, needed: int, unit: str, participle: str) -> Progress:
    """Return how many of several things are done."""
    if done == needed:
        return Progress(Standing.DONE)
    if not done:
        return Progress(Standing.TO_DO, counted(needed, unit))
    return Progress(Standing.IN_PROGRESS, f"{done} of {counted(needed, unit)} {participle}")


def submission(overview: Overview, before: Sequence[Task]) -> Progress:
    """Return whether the outline was submitted, or what it waits for."""
    preparation = overview.preparation
    if preparation.closed is not None:
        return Progress(Standing.DONE)
    if overview.problems:
        things = counted(len(overview.problems), "thing is", "things are")
        words = f"{things} in the way: its page lists them"
        return Progress(Standing.BLOCKED, words, says_why=True)
    left = sum(task.is_open or task.progress.standing is Standing.BLOCKED for task in before)
    if left:
        return Progress(Standing.BLOCKED, f"{counted(left, 'task is', 'tasks are')} not done yet")
    again = {"returned": "Returned with reasons", "withdrawn": "Withdrawn"}
    return Progress(Standing.TO_DO, again.get(preparation.outline_state or "", ""))


def approval(overview: Overview) -> Progress:
    """Return what became of the outline that was submitted last."""
    match overview.preparation.outline_state:
        case None:
            return Progress(Standing.BLOCKED, "It follows the submission")
        case "submitted" | "approved":
            return Progress(Standing.WAITING)
        case "approved_with_conditions":
            words = "Approved on conditions: nothing may be published until they are met"
            return Progress(Standing.IN_PROGRESS, words)
        case "sealed":
            return Progress(Standing.DONE, "Approved and sealed")
        case "returned":
            return Progress(Standing.PROBLEM, "Returned: mend what is asked for")
        case "rejected":
            return Progress(Standing.DONE, "Rejected")
        case _:
            return Progress(Standing.BLOCKED, "It follows the submission")


def tender(overview: Overview) -> Progress:
    """Return whether the tender is published, or what that waits for."""
    due = overview.bids_due_at
    if due is not None:
        return Progress(Standing.IN_PROGRESS, f"Published: bids are due by {moment_in_words(due)}")
    if overview.preparation.outline_state == "sealed":
        return Progress(Standing.TO_DO, "Publish it, and invite bidders")
    return Progress(Standing.BLOCKED, "It follows the approval, with every condition met")
