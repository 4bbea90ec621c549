"""What was decided, in a sentence or two: the head of every page, document and printout."""

from datetime import date

from rules.decision import Decision, Status
from rules.money import Money
from rules.pack import Pack
from rules.vocabulary import is_of_development
from rules.vocabulary.labels import label
from rules.wording import date_in_words, listed, named_in_words

_KINDS = {
    "light_touch": "light touch {category} contract",
    "concession": "{category} concession",
    "light_touch_concession": "light touch {category} concession",
}
_FORMS = {
    "establishing": "framework for {category}",
    "call_off": "call-off for {category}",
}
_SIZES = {
    "dwellings": "{}",
    "floor_area_m2": "{} of floor space",
    "site_area_ha": "a site of {}",
}


def decision_sentence(decision: Decision) -> str:
    """Return what is bought and which law applies, in two sentences.

    Of a planning application, what permission is sought for, and what the law and a policy say.
    """
    if is_of_development(decision.facts):
        return f"{_application_sentence(decision)} {_major_sentence(decision)}"
    return f"{_purchase_sentence(decision)} {law_sentence(decision)}"


def out_of_force_sentence(policy: Pack, day: date) -> str:
    """Return when a policy begins or ended that is not in force on a day, nothing if it is."""
    if day < policy.from_on:
        begins = date_in_words(policy.from_on)
        return f"{policy.title} begins on {begins}; before it no social value is proposed."
    if policy.until_on is not None and day > policy.until_on:
        ended = date_in_words(policy.until_on)
        return f"{policy.title} ended on {ended}; after it no social value is proposed."
    return ""


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
    if decision.is_outside:
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


def _application_sentence(decision: Decision) -> str:
    facts = decision.facts
    sizes = [
        form.format(named_in_words(name, facts[name]))
        for name, form in _SIZES.items()
        if facts.get(name)
    ]
    if not sizes:
        has_any = any(name in facts for name in _SIZES)
        return f"This is a planning application {'of no' if has_any else 'without a'} size."
    return f"This is a planning application for {listed(sizes)}."


def _major_sentence(decision: Decision) -> str:
    law = decision.value("planning_law")
    if decision.is_outside:
        return "It lies outside the law that Podium's rules cover."
    if law is None or decision.value("major_development") is None:
        return "Whether it is a major development can't be said yet: some answers are missing."
    ordered = f"under the {label('planning_law', str(law))}"
    kind = "a" if decision.value("major_development") else "no"
    said = f"It is {kind} major development {ordered}"
    if decision.value("planning_condition") is True:
        return f"{said}. The policy asks social value of it."
    is_silent = decision.findings["planning_condition"].status is Status.ABSENT
    if decision.policy is not None and is_silent:
        return f"{said}. The policy has no rule for it on that day."
    return f"{said}."
