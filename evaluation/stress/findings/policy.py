"""Whether a model keeps within what the policy decided for this procurement.

What the rules left undetermined makes no finding; `evaluation.stress.notes` tells of it.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from evaluation.faults import Severity
from evaluation.model import CommitmentsCriterion, Criterion, ScoredCriterion
from evaluation.stress.findings.subject import Subject, error, named, titles_of, warning
from evaluation.stress.result import StressFinding
from evaluation.wording import listed
from rules.decision import Status

MOST_OUTCOMES = 10
"""So many of the outcomes that apply are named by their ids."""


def concluded(subject: Subject, conclusion: str) -> int | None:
    """Return a count or a percentage in hundredths, None where the rules reach none."""
    decision = subject.decision
    value = None if decision is None else decision.value(conclusion)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def social_value_below_minimum(subject: Subject) -> Iterator[StressFinding]:
    """Find `social-value-below-minimum`.

    An error, because the rules want at least so much; only a warning where questions whose
    belonging is in doubt would make up for it.
    """
    hundredths = concluded(subject, "social_value_minimum")
    if hundredths is None:
        return
    least, found = Fraction(hundredths, 100), subject.social_value
    if found.weight >= least:
        return
    is_certain = found.most < least
    yield StressFinding(
        "social-value-below-minimum",
        Severity.ERROR if is_certain else Severity.WARNING,
        "",
        f"Social value holds {subject.figure(found.weight)} of the points{_counted(subject)}, "
        f"below the lowest weight of {subject.figure(least)} per cent that the rules want for "
        f"this procurement{_waivable(subject, 'social_value_minimum')}. "
        f"{_doubt(subject) if not is_certain else ''}Raise its weight, or mark what else is "
        "social value with its outcome.",
    )


def social_value_above_maximum(subject: Subject) -> Iterator[StressFinding]:
    """Find `social-value-above-maximum`.

    An error, because the rules allow no more; only a warning where it hangs on a question
    that is counted without being marked.
    """
    hundredths = concluded(subject, "social_value_maximum")
    if hundredths is None:
        return
    most, found = Fraction(hundredths, 100), subject.social_value
    if found.weight <= most:
        return
    yield StressFinding(
        "social-value-above-maximum",
        Severity.ERROR if found.least > most else Severity.WARNING,
        "",
        f"Social value holds {subject.figure(found.weight)} of the points{_counted(subject)}, "
        f"above the highest weight of {subject.figure(most)} per cent that the rules allow for "
        f"this procurement{_waivable(subject, 'social_value_maximum')}. Lower its weight.",
    )


def too_many_measures(subject: Subject) -> Iterator[StressFinding]:
    """Find `too-many-measures`: measures, and questions on an outcome that no measure serves.

    A warning: the rules limit what a bidder answers, so a model may list more to choose from.
    """
    most = concluded(subject, "measures_maximum")
    asked = _asked(subject)
    if most is None or len(asked) <= most:
        return
    if most:
        limit = f"ask at most {most} of a bidder"
        remedy = f"or say in the tender that each bidder chooses at most {most}"
    else:
        limit = "ask for none"
        remedy = "or have it settled who may ask for more"
    yield warning(
        "too-many-measures",
        f"The model lists {len(asked)} social value measures ({listed(asked)}), and in this "
        f"procurement the rules {limit}{_waivable(subject, 'measures_maximum')}. Strike some "
        f"out, {remedy}.",
    )


def outcome_not_applicable(subject: Subject) -> Iterator[StressFinding]:
    """Find `outcome-not-applicable`: an outcome that the policy does not seek here.

    An error: bidders would be asked for what the rules will not count.
    """
    for item in subject.model.walk:
        for outcome, what in _outcomes(item):
            if _is_excluded(subject, outcome):
                yield error(
                    "outcome-not-applicable",
                    f"{what} serves the outcome {_outcome(subject, outcome)} "
                    f"{_choice(subject)}, or strike it out.",
                    item.id,
                )


def _is_excluded(subject: Subject, outcome: str) -> bool:
    """Return whether an outcome is certain not to apply, whatever facts are still missing."""
    if subject.decision is None:
        return False
    finding = subject.decision.findings["outcomes"]
    match finding.status:
        case Status.CONCLUDED:
            return outcome not in finding.ids()
        case Status.UNDETERMINED:
            return subject.stack is not None and outcome not in subject.stack.outcomes
        case Status.ABSENT:
            return False
        case _:
            assert_never(finding.status)


def _outcomes(item: Criterion) -> Iterator[tuple[str, str]]:
    """Yield each outcome that a criterion or a measure of it names, and what names it."""
    if item.outcome:
        yield item.outcome, named(item)
    if isinstance(item, CommitmentsCriterion):
        for measure in item.measures:
            if measure.outcome:
                yield measure.outcome, f"The measure ‘{measure.title}’"


def _outcome(subject: Subject, outcome: str) -> str:
    stack = subject.stack
    if stack is None:
        return f"{outcome}, which the policy does not apply to this procurement."
    if outcome not in stack.outcomes:
        return f"{outcome}, which the policy does not know."
    title = stack.outcomes[outcome].title
    return f"‘{title}’ ({outcome}), which the policy does not apply to this procurement."


def _choice(subject: Subject) -> str:
    """Return which outcomes may be served instead: those that are certain to apply."""
    ids = () if subject.decision is None else subject.decision.findings["outcomes"].ids()
    if not ids:
        return "Choose one of the outcomes that the decision on the procurement lists"
    more = len(ids) - MOST_OUTCOMES
    others = f" and {more} more that podium decide lists" if more > 0 else ""
    return f"Choose one that applies ({', '.join(ids[:MOST_OUTCOMES])}{others})"


def _asked(subject: Subject) -> tuple[str, ...]:
    """Return the titles of what a bidder is asked for under social value."""
    measures = subject.model.measures
    served = {measure.outcome for _, measure in measures.values() if measure.outcome}
    outcomes = subject.model.outcomes
    served |= {outcomes[leaf.id] for leaf, _ in measures.values() if outcomes[leaf.id]}
    questions = (
        named(leaf)
        for leaf in subject.model.leaves
        if isinstance(leaf, ScoredCriterion) and leaf.outcome and leaf.outcome not in served
    )
    return (*(f"‘{measure.title}’" for _, measure in measures.values()), *questions)


def _counted(subject: Subject) -> str:
    titles = titles_of(subject.model)
    counted = tuple(f"‘{titles[id_]}’" for id_ in subject.social_value.counted)
    return f" ({listed(counted)})" if counted else ""


def _doubt(subject: Subject) -> str:
    doubtful = listed(tuple(named(item.leaf) for item in subject.social_value.doubtful))
    return f"It would reach it if {doubtful} counted, which no outcome marks as social value. "


def _waivable(subject: Subject, conclusion: str) -> str:
    """Return by whom the rules behind a conclusion can be waived, in brackets."""
    if subject.decision is None or subject.stack is None:
        return ""
    rules = (subject.stack.rules[rule] for rule in subject.decision.findings[conclusion].rules)
    by = tuple(dict.fromkeys(rule.waivable_by for rule in rules if rule.waivable_by))
    return f" (the {listed(by)} can waive this)" if by else ""
