"""What a decision does not say: rules that stayed silent, and questions that are left."""

from dataclasses import dataclass

from flask import url_for

from rules.decision import FailedCondition, Status, WhyNot
from rules.vocabulary import CONCLUSION_BY_NAME, FACT_BY_NAME
from rules.wording import listed, lower_first
from webapp.documents.outline.law import is_near_miss
from webapp.services.preparing.journey import PAGE_OF_FACT
from webapp.services.preparing.procurements import Preparation
from webapp.views.preparing.conclusions import Reading
from webapp.views.preparing.shown import Source


@dataclass(frozen=True, slots=True)
class SilentRule:
    """A rule in force that did not fire, and the conditions that kept it from firing."""

    title: str
    would_conclude: str
    failed: tuple[FailedCondition, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class QuestionLeft:
    """A question whose answer could still change a conclusion."""

    title: str
    question: str
    address: str
    hanging: str
    is_required: bool


def near_misses(reading: Reading) -> tuple[SilentRule, ...]:
    """Return the rules that one measurable answer kept silent."""
    return tuple(_silent(reading, item) for item in reading.decision.why_not if is_near_miss(item))


def other_rules(reading: Reading) -> tuple[SilentRule, ...]:
    """Return the other rules that stayed silent."""
    silent = reading.decision.why_not
    return tuple(_silent(reading, item) for item in silent if not is_near_miss(item))


def questions_left(preparation: Preparation) -> tuple[QuestionLeft, ...]:
    """Return the questions that could still change a conclusion, the required ones first."""
    decision = preparation.decision
    if decision is None:
        return ()
    left = [(name, True) for name in decision.needs] + [(name, False) for name in decision.open]
    hanging: dict[str, list[str]] = {}
    for finding in decision.findings.values():
        if finding.status is Status.UNDETERMINED:
            for fact in finding.hangs_on:
                title = CONCLUSION_BY_NAME[finding.name].title
                hanging.setdefault(fact, []).append(lower_first(title))
    return tuple(
        QuestionLeft(
            FACT_BY_NAME[name].title,
            FACT_BY_NAME[name].question,
            url_for(
                "questions.question",
                procurement_id=preparation.id,
                slug=PAGE_OF_FACT[name].slug,
                _anchor=name,
            ),
            listed(hanging.get(name, ())),
            is_required,
        )
        for name, is_required in left
    )


def _silent(reading: Reading, item: WhyNot) -> SilentRule:
    names = (lower_first(CONCLUSION_BY_NAME[name].title) for name in item.concludes)
    return SilentRule(item.title, listed(names), item.failed, reading.sources(item.cites))
