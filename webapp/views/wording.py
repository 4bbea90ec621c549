"""Words that only the pages use: topics, stages, and what rules say in a sentence or a cell."""

from rules.vocabulary import FACT_BY_NAME, Value
from webapp.documents.outline.words import fact_words, listed, lower_first
from webapp.services.answers import Answers
from webapp.services.journey import Page
from webapp.services.procurements import Stage

TOPICS = {
    "authority": "Who is buying",
    "purchase": "What is being bought",
    "framework": "Frameworks",
    "value": "What it is worth",
    "time": "When, and for how long",
    "procedure": "How it will be bought",
    "subject": "What the work touches",
}
STAGES = {
    Stage.QUESTIONS: "Questions to answer",
    Stage.UNDECIDED: "Ready to decide",
    Stage.DECIDED: "Decided",
}
NOT_KNOWN_YET = "Not known yet"


def title_of_page(page: Page) -> str:
    """Return the heading of a page of questions."""
    topic = TOPICS.get(page.topic, page.topic.capitalize())
    return topic if page.parts == 1 else f"{topic} ({page.part} of {page.parts})"


def answer_words(fact: str, value: Value | None) -> str:
    """Return an answer with a capital, as a list of answers shows it."""
    if value is None:
        return NOT_KNOWN_YET
    words = fact_words(fact, value)
    return words[:1].upper() + words[1:]


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
