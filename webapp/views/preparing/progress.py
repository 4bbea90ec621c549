"""What the journey shows beside its questions: the answers, the summary, and what changed."""

from dataclasses import dataclass

from flask import url_for

from forms.usual_answers import CHOSEN_BY_HAND
from rules.decision import Decision, Status
from rules.money import Money
from rules.stack import Stack
from rules.summary import decision_sentence, law_sentence
from rules.vocabulary import FACTS, Fact
from rules.vocabulary.labels import topic_title
from rules.wording import NOT_ANSWERED, counted, listed, lower_first, upper_first
from webapp.documents.findings import found_words
from webapp.services.preparing.effects import Changes
from webapp.services.preparing.procurements import Preparation
from webapp.views.wording import answer_words, because_sentence

_SAY_THE_LAW_AGAIN = frozenset({"regime", "threshold", "coverage"})
_SHOWN_SO_FAR = (
    ("regime", "Law"),
    ("coverage", "Threshold"),
    ("social_value_tier", "Social value tier"),
    ("approval_route", "Approval"),
    ("approvals", "Approval by"),
)
_WEIGHTS = (
    ("social_value_minimum", "at least"),
    ("social_value_recommended", "recommended"),
    ("social_value_maximum", "at most"),
)


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of the summary; `address` leads to why it is so."""

    title: str
    words: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question with its answer, as the check of answers lists it."""

    title: str
    words: str
    is_known: bool
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers of a topic."""

    heading: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A conclusion before and after."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangesShown:
    """Why something changed, in a sentence, and what did."""

    sentence: str
    lines: tuple[ChangeLine, ...]


def so_far(preparation: Preparation) -> tuple[SummaryLine, ...]:
    """Return the quiet summary that grows with the answers."""
    value = preparation.journey.answers.get("estimated_value")
    answers = url_for("questions.check_answers", procurement_id=preparation.id)
    lines = [SummaryLine("Value", str(value), answers)] if isinstance(value, Money) else []
    decision = preparation.decision
    if decision is None:
        return tuple(lines)
    if assumed := _assumed_of_law(preparation):
        lines.append(SummaryLine("Assumed until answered", upper_first(assumed), answers))
    for name, title in _SHOWN_SO_FAR:
        finding = decision.findings[name]
        is_told_by_body = name == "approval_route" and not _is_absent("approvals", decision)
        if finding.status is Status.ABSENT or is_told_by_body:
            continue
        words = found_words(name, finding.status, finding.value, preparation.stack)
        address = url_for(
            "decision.decision", procurement_id=preparation.id, _anchor=f"conclusion-{name}"
        )
        lines.append(SummaryLine(title, words, address))
        if name == "social_value_tier":
            lines += _weight_range(preparation, decision)
    return tuple(lines)


def _weight_range(preparation: Preparation, decision: Decision) -> list[SummaryLine]:
    """Return the least and most that social value weighs, and what is recommended."""
    words = [
        f"{found_words(name, finding.status, finding.value, preparation.stack)} {which}"
        for name, which in _WEIGHTS
        if (finding := decision.findings[name]).status is Status.CONCLUDED
    ]
    if not words:
        return []
    address = url_for(
        "decision.decision",
        procurement_id=preparation.id,
        _anchor="conclusion-social_value_recommended",
    )
    return [SummaryLine("Social value weight", ", ".join(words), address)]


def _is_absent(name: str, decision: Decision) -> bool:
    return decision.findings[name].status is Status.ABSENT


def answer_groups(preparation: Preparation) -> tuple[AnswerGroup, ...]:
    """Return every question that is asked now by topic, with its answer and the way to it."""
    groups: dict[str, list[AnswerLine]] = {}
    for open_page in preparation.journey.pages:
        lines = groups.setdefault(open_page.page.topic, [])
        lines += [_answer_line(preparation, fact, open_page.page.slug) for fact in open_page.facts]
    return tuple(AnswerGroup(topic_title(topic), tuple(lines)) for topic, lines in groups.items())


def _answer_line(preparation: Preparation, fact: Fact, slug: str) -> AnswerLine:
    answers = preparation.journey.answers
    is_answered = fact.name in answers
    return AnswerLine(
        title=fact.title,
        words=answer_words(fact.name, answers[fact.name]) if is_answered else NOT_ANSWERED,
        is_known=answers.get(fact.name) is not None,
        note=from_settings(preparation, fact.name) if is_answered else _assumed(fact),
        address=url_for(
            "questions.question",
            procurement_id=preparation.id,
            slug=slug,
            origin="check-answers",
            _anchor=fact.name,
        ),
    )


def _assumed_of_law(preparation: Preparation) -> str:
    """Return what is assumed of facts that decide on the law and have no answer, empty if none."""
    return listed(
        [
            lower_first(answer_words(fact.name, fact.default))
            for fact in FACTS
            if fact.name in CHOSEN_BY_HAND and fact.name not in preparation.journey.answers
        ]
    )


def _assumed(fact: Fact) -> str:
    """Return what the rules take for the answer while there is none, nothing where that is open."""
    if fact.default is None:
        return ""
    return f"“{answer_words(fact.name, fact.default)}” is assumed until it is answered."


def from_settings(preparation: Preparation, fact: str) -> str:
    """Return that an answer is the one in the organisation's settings, nothing where it is not."""
    known = preparation.suggested.get(fact)
    is_same = known is not None and preparation.journey.answers.get(fact) == known
    return f"From the settings of {preparation.organisation}." if is_same else ""


def changes_shown(preparation: Preparation, changes: Changes) -> ChangesShown | None:
    """Return what the last answers changed, None if they changed no conclusion."""
    decision, stack = preparation.decision, preparation.stack
    if decision is None:
        return None
    if not changes.has_earlier:
        sentence = f"The rules can be applied now. {decision_sentence(decision)}"
        if assumed := _assumed_of_law(preparation):
            sentence += f" This assumes, until you answer: {assumed}."
        return ChangesShown(sentence, ())
    if not changes.conclusions:
        return None
    lines = change_lines(changes, stack)
    because = because_sentence(changes.answers)
    sentence = f"{because}, {counted(len(lines), 'conclusion')} changed."
    if _SAY_THE_LAW_AGAIN & {change.conclusion.name for change in changes.conclusions}:
        sentence = f"{because}: {lower_first(law_sentence(decision))}"
    return ChangesShown(sentence, lines)


def change_lines(changes: Changes, stack: Stack) -> tuple[ChangeLine, ...]:
    """Return each conclusion that differs, before and after, in words."""
    return tuple(
        ChangeLine(
            change.conclusion.title,
            found_words(change.conclusion.name, change.before_status, change.before, stack),
            found_words(change.conclusion.name, change.after_status, change.after, stack),
        )
        for change in changes.conclusions
    )
