"""Words that only the pages use: stages, headings, and what answers say in a sentence."""

from collections.abc import Iterable

from rules.procurement import Answers
from rules.vocabulary import FACT_BY_NAME, Value
from rules.vocabulary.labels import topic_title
from rules.wording import NOT_KNOWN_YET, listed, lower_first, upper_first
from webapp.documents.outline.words import fact_words
from webapp.roles import Role
from webapp.services.preparing.journey import OpenPage, Page
from webapp.services.standing import Stage

STAGES = {
    Stage.QUESTIONS: "Questions to answer",
    Stage.UNDECIDED: "Ready to decide",
    Stage.DECIDED: "Decided",
    Stage.SUBMITTED: "Submitted",
    Stage.RETURNED: "Returned",
    Stage.WITHDRAWN: "Withdrawn",
    Stage.APPROVED: "Approved",
    Stage.APPROVED_WITH_CONDITIONS: "Approved with conditions",
    Stage.REJECTED: "Rejected",
    Stage.SEALED: "Sealed",
    Stage.REOPENED: "Sealed, new version begun",
}


def title_of_page(page: Page, pages: Iterable[OpenPage]) -> str:
    """Return the heading of a page of questions: its topic, and which part if it is a later one.

    The first part names no number and none says of how many, because the answers to come
    decide which pages follow.
    """
    of_topic = [item.page for item in pages if item.page.topic == page.topic]
    part = of_topic.index(page) + 1
    title = topic_title(page.topic)
    return title if part == 1 else f"{title}, part {part}"


def role_words(role: str) -> str:
    """Return a role as it stands in a sentence; empty for one that is not on record."""
    return Role(role).words.lower() if role in set(Role) else ""


def answer_words(fact: str, value: Value | None) -> str:
    """Return an answer with a capital, as a list of answers shows it."""
    if value is None:
        return NOT_KNOWN_YET
    return upper_first(fact_words(fact, value))


def because_sentence(answers: Answers) -> str:
    """Return which answers are new, such as "Because the estimated value is now £214,000"."""
    if list(answers) == ["estimated_value"] and answers["estimated_value"] is not None:
        return f"Because the estimated value is now {answers['estimated_value']}"
    parts = [f"“{FACT_BY_NAME[name].title}”" for name in answers]
    if len(parts) > 1:
        return f"Because of your answers on {listed(parts)}"
    (name, value), *_ = answers.items()
    now = "not known" if value is None else lower_first(fact_words(name, value))
    return f"Because {parts[0]} is now “{now}”"
