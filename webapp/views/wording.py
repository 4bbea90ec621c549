"""Words that only the pages use: topics, stages, and what rules say in a sentence or a cell."""

from rules.decision import Decision
from rules.money import Money
from rules.vocabulary import FACT_BY_NAME, Value
from rules.vocabulary.labels import label
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


def decision_sentence(decision: Decision) -> str:
    """Return what was decided in a sentence or two, as the head of the decision page."""
    return f"{_purchase_sentence(decision)} {law_sentence(decision)}"


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


def _purchase_sentence(decision: Decision) -> str:
    facts = decision.facts
    category = label("category", str(facts["category"])).lower()
    value = facts.get("estimated_value")
    if facts.get("value_cannot_be_estimated") is True or not isinstance(value, Money):
        worth = "whose value cannot be estimated"
    else:
        worth = f"of {value}"
    kind = {
        "light_touch": f"light touch {category} contract",
        "concession": f"{category} concession",
        "light_touch_concession": f"light touch {category} concession",
    }.get(str(facts.get("special_regime")), f"{category} contract")
    form = {
        "establishing": f"framework for {category}",
        "call_off": f"call-off for {category}",
    }.get(str(facts.get("framework")), kind)
    return f"This is a {form} {worth}."


def law_sentence(decision: Decision) -> str:
    """Return which law governs, and on which side of the threshold the value stands."""
    regime = decision.value("regime")
    if regime is None:
        return "Which law governs it can't be said yet: some answers are missing."
    if regime == "outside":
        return "It lies outside the law that Podium's rules cover."
    law = f"the {label('regime', str(regime))}"
    threshold, coverage = decision.value("threshold"), decision.value("coverage")
    border = f" the threshold of {threshold}" if isinstance(threshold, Money) else " the threshold"
    match coverage:
        case "above_threshold":
            return f"It counts as above{border}, so {_rules(decision, law)} apply."
        case "below_threshold":
            extra = " It is notifiable." if decision.value("notifiable") is True else ""
            return f"It is below{border}, so only the lighter rules of {law} apply.{extra}"
        case _:
            return f"It falls under {law}; whether it reaches{border} can't be said yet."


def _rules(decision: Decision, law: str) -> str:
    """Return which rules of a law apply above its threshold."""
    match decision.value("special_rules"):
        case "light_touch":
            return f"the rules of {law} for light touch contracts"
        case "concession":
            return "the rules for concession contracts"
        case "light_touch_concession":
            return "the rules for light touch concessions"
        case _:
            return f"the full rules of {law}"
