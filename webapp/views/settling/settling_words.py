"""The words and tags of what is to settle."""

from evaluation.panel.phases import Phase
from evaluation.settling.grounds import ABNORMALLY_LOW, ground_of
from evaluation.tender import CommitmentVerdict
from webapp.services.settling.price_cases import PriceState
from webapp.services.settling.prices import Verdict

VERDICTS = {
    one.value: (one.words, tag)
    for one, tag in (
        (CommitmentVerdict.COUNTED, "decided"),
        (CommitmentVerdict.NOT_COUNTED, "unsure"),
    )
}
"""The word of what was decided of a promise, and the tag that it has."""

PRICES = {
    PriceState.NONE: ("Nobody’s question", "questions"),
    PriceState.TO_ASK: ("To be asked", "undecided"),
    PriceState.ASKED: ("Asked, no answer yet", "questions"),
    PriceState.OVERDUE: ("No answer came", "undecided"),
    PriceState.ANSWERED: ("Answered, to be decided on", "undecided"),
    PriceState.DECIDED: ("Decided", "decided"),
}
"""The word of how far the question about a price has come, and the tag that it has."""

DECIDED = {
    Verdict.DEMONSTRATED: "It demonstrated the price: the tender stays.",
    Verdict.NOT_DEMONSTRATED: "It did not demonstrate the price: the tender is disregarded.",
    Verdict.NOT_DISREGARDED: "It did not demonstrate the price, and the tender is kept.",
}
"""What was decided on a price, as a sentence."""


def is_by_price(ground: str) -> bool:
    """Return whether a ground was declared by the decision on a price, and ends with that."""
    return ground == ABNORMALLY_LOW.words


def after_words(ground: str) -> str:
    """Return what the law wants after a tender was disregarded on a ground, empty for nothing."""
    found = ground_of(ground)
    return found.after if found else ""


def is_stale_told(phase: Phase) -> bool:
    """Return whether the page says that the evaluation is out of date: not once it is decided."""
    return not phase.is_at_least(Phase.APPROVED)
