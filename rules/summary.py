"""What was decided, in a sentence or two: the head of every page, document and printout."""

from rules.decision import Decision
from rules.money import Money
from rules.vocabulary.labels import label

_KINDS = {
    "light_touch": "light touch {category} contract",
    "concession": "{category} concession",
    "light_touch_concession": "light touch {category} concession",
}
_FORMS = {
    "establishing": "framework for {category}",
    "call_off": "call-off for {category}",
}


def decision_sentence(decision: Decision) -> str:
    """Return what is bought and which law applies, in two sentences."""
    return f"{_purchase_sentence(decision)} {law_sentence(decision)}"


def _purchase_sentence(decision: Decision) -> str:
    facts = decision.facts
    category = label("category", str(facts["category"])).lower()
    value = facts.get("estimated_value")
    if facts.get("value_cannot_be_estimated") is True or not isinstance(value, Money):
        worth = "whose value cannot be estimated"
    else:
        threshold = decision.value("threshold")
        worth = f"of {value.beside(threshold) if isinstance(threshold, Money) else value}"
    kind = _KINDS.get(str(facts.get("special_regime")), "{category} contract")
    form = _FORMS.get(str(facts.get("framework")), kind).format(category=category)
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
            return f"the rules of {law} for concessions"
        case "light_touch_concession":
            return f"the rules of {law} for light touch concessions"
        case _:
            return f"the full rules of {law}"
