"""The social value proposal as the decision page shows it."""

from evaluation.outline.clauses import Part
from rules.decision import Status
from rules.pack import Clause, Outcome
from rules.vocabulary import Value
from rules.wording import sentence
from webapp.documents.content import shown, spaced
from webapp.documents.outline.clauses import filled
from webapp.documents.outline.summary import LAW_ALONE, no_social_value
from webapp.views.preparing.conclusions import Reading
from webapp.views.preparing.shown import (
    ClauseShown,
    IndicatorShown,
    OutcomeShown,
    PillarShown,
    Proposal,
)

_TIER_AND_WEIGHT = (
    "social_value_tier",
    "social_value_obligation",
    "social_value_recommended",
    "social_value_minimum",
    "social_value_maximum",
    "quality_share_minimum",
    "climate_minimum",
    "required_pillars",
    "measures_minimum",
    "measures_maximum",
    "burden_hours_maximum",
    "hours_per_award_measure",
    "hours_per_performance_measure",
    "delivery_radius_miles",
    "delivery_plan",
    "quantified_commitments",
    "health_inequality_lens",
)
_USES = {
    "award_indicators": "Award criterion",
    "performance_indicators": "Performance obligation",
}


def proposal_of(reading: Reading) -> Proposal:
    """Return the proposal; without a tier it is only the reason why there is none."""
    decision = reading.decision
    if decision.policy is None:
        return Proposal(LAW_ALONE)
    if decision.findings["social_value_tier"].status is Status.ABSENT:
        return Proposal(no_social_value(reading.case))
    names = [
        name for name in _TIER_AND_WEIGHT if decision.findings[name].status is not Status.ABSENT
    ]
    hanging = dict.fromkeys(
        reading.unsettled(name) for name in ("pillars", "outcomes", *_USES, "clauses")
    )
    return Proposal(
        "",
        reading.lines(names),
        tuple(_pillar(reading, pillar) for pillar in reading.case.ids("pillars")),
        len(reading.case.ids("clauses")),
        tuple(text for text in hanging if text),
    )


def _pillar(reading: Reading, pillar: str) -> PillarShown:
    case = reading.case
    reasons = dict.fromkeys(
        sentence(entry.because)
        for entry in case.entries(reading.decision.findings["pillars"])
        if pillar in _ids(entry.concluded.get("pillars"))
    )
    outcomes = (reading.stack.outcomes[id_] for id_ in case.ids("outcomes"))
    return PillarShown(
        reading.stack.pillars[pillar].title,
        " ".join(reasons),
        tuple(_outcome(reading, outcome) for outcome in outcomes if outcome.theme == pillar),
    )


def _outcome(reading: Reading, outcome: Outcome) -> OutcomeShown:
    return OutcomeShown(
        outcome.title,
        outcome.wording,
        reading.sources(outcome.cites),
        tuple(_indicator(reading, id_) for id_ in outcome.indicators),
    )


def _indicator(reading: Reading, id_: str) -> IndicatorShown:
    case, stack = reading.case, reading.stack
    indicator = stack.indicators[id_]
    clauses = (stack.clauses[clause] for clause in case.ids("clauses"))
    return IndicatorShown(
        indicator.title,
        indicator.unit,
        tuple(words for name, words in _USES.items() if id_ in case.ids(name)),
        tuple(_clause(reading, clause) for clause in clauses if clause.indicator == id_),
    )


def _clause(reading: Reading, clause: Clause) -> ClauseShown:
    is_competed = clause.indicator in reading.case.ids("award_indicators")
    parts = (
        (Part.QUESTION.words_where(is_competed=is_competed), clause.question),
        ("Obligation", clause.obligation),
        ("KPI", clause.kpi),
        ("Evidence", clause.evidence),
        ("If missed", clause.if_missed),
    )
    return ClauseShown(
        f"{clause.id}, version {clause.version}",
        tuple((title, _filled(reading, text)) for title, text in parts),
    )


def _filled(reading: Reading, text: str) -> str:
    """Return a clause's text with what is known put in, and the rest in square brackets."""
    spans = spaced(filled(reading.case, text))
    return "".join(space + shown(span) for span, space in spans)


def _ids(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
