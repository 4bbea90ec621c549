"""What keeps a proposal from being submitted, each problem with its remedy and its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.outline.departures import departures, needs_reason, weight_needs_reason
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Proposal, Screen, Standing
from evaluation.outline.screens import QUESTIONS
from rules.decision import Decision
from rules.stack import Stack
from rules.wording import listed, lower_first

WEIGHT = "weight"
MEASURE = "measure:"
DEPARTURE = "departure:"
ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is in the way, and what to do.

    `place` says where that is done: `weight`, `measure:<id>`, `departure:<key>`, or `answers`
    where a question of the procurement is open.
    """

    problem: str
    remedy: str
    place: str


def problems(
    proposal: Proposal | None, decision: Decision | None, stack: Stack
) -> tuple[Problem, ...]:
    """Return what keeps a proposal from being submitted; nothing where the rules ask for none."""
    if decision is None:
        return (Problem("The rules have not decided yet", "Answer the questions first", ANSWERS),)
    ground = Ground(decision, stack)
    if not ground.has_proposal:
        return ()
    given = proposal or Proposal()
    return (
        *_unsettled(ground),
        *_of_measures(given, ground),
        *_of_weight(given, ground),
        *_of_departures(given, ground),
    )


def _unsettled(ground: Ground) -> Iterator[Problem]:
    if ground.is_settled("award_indicators") and ground.is_settled("performance_indicators"):
        return
    yield Problem(
        "It is not settled yet which measures the rules propose: answers are missing",
        "Answer the questions on what the contract involves",
        ANSWERS,
    )


def _of_measures(proposal: Proposal, ground: Ground) -> Iterator[Problem]:
    for measure in ground.proposed:
        if proposal.choice(measure) is None:
            title = ground.stack.title_of(measure)
            yield Problem(
                f"“{title}” is proposed, and nothing was decided on it",
                "Include it, use it otherwise, or leave it out with your reason",
                f"{MEASURE}{measure}",
            )
    for choice in proposal.choices:
        yield from _of_choice(choice, ground)


def _of_choice(choice: Choice, ground: Ground) -> Iterator[Problem]:
    title, place = ground.title(choice), f"{MEASURE}{choice.measure}"
    if choice.own is None and choice.measure not in ground.stack.indicators:
        text = f"“{choice.measure}” is no indicator of the policy any more"
        yield Problem(text, "Take it out of the proposal", place)
        return
    if needs_reason(choice, ground) and not choice.because:
        yield Problem(
            f"“{title}” departs from what the rules propose, and no reason is given",
            "Give your reason, or choose it as the rules propose",
            place,
        )
    if not choice.is_included:
        return
    if choice.own is not None and choice.own.outcome not in ground.stack.outcomes:
        text = f"“{title}” serves an outcome that the policy does not have any more"
        yield Problem(text, "Say which outcome it serves", place)
    for one in choice.failed:
        screen = lower_first(QUESTIONS[one.screen].title)
        yield Problem(
            f"“{title}” fails a check ({screen})", "Change the measure, or leave it out", place
        )
    if choice.unanswered:
        names = listed(f"“{QUESTIONS[screen].title}”" for screen in choice.unanswered)
        which = "" if len(choice.unanswered) == len(Screen) else f": {names}"
        yield Problem(f"“{title}” is not checked yet{which}", "Answer its four checks", place)


def _of_weight(proposal: Proposal, ground: Ground) -> Iterator[Problem]:
    if proposal.weight is None:
        yield Problem(
            "No weight was chosen for social value", "Choose a percentage of the score", WEIGHT
        )
    elif weight_needs_reason(proposal, ground) and not proposal.weight_because:
        yield Problem(
            "The weight is not the one that the rules recommend, and no reason is given",
            "Give your reason, or choose the recommended weight",
            WEIGHT,
        )


def _of_departures(proposal: Proposal, ground: Ground) -> Iterator[Problem]:
    for one in departures(proposal, ground):
        if one.is_allowed:
            continue
        place = f"{DEPARTURE}{one.key}"
        if one.allowing is None:
            yield Problem(one.extent, "Ask for it to be allowed, or keep to the rule", place)
        elif one.allowing.standing is Standing.REFUSED:
            yield Problem(f"{one.extent}: it was refused", "Keep to the rule", place)
        else:
            yield Problem(f"{one.extent}: it is not allowed yet", "Wait for the answer", place)
