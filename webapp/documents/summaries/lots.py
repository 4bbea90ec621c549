"""What letters say where lots are awarded together: the rule, and what the tenders are by it.

A limit on the lots that one supplier is awarded, and the mechanism for a supplier that would exceed
it, are part of the award criteria (Procurement Act 2023 s.23(4)): the most advantageous tender is
what they come to.
"""

from dataclasses import replace

from evaluation.lot_terms import terms_words
from rules.wording import sentence
from webapp.documents.content import Blank, Block, Cited, Line, Paragraph, Text, plain
from webapp.documents.summaries.letter import ACT, REGULATIONS, THE_WINNING, Case

_UNDER = (
    "Under the published methodology, which includes the rule by which lots are awarded together"
)


def most_advantageous(case: Case) -> str:
    """Return what the tender of a winning reader is.

    It is worded alike for every lot that is awarded together with others: whom it passes over
    cannot be told from it.
    """
    if case.is_lot:
        return f"{_UNDER}, your tender is the most advantageous tender for this lot."
    return "Your tender is the most advantageous tender."


def not_most_advantageous(case: Case) -> str:
    """Return what the tender of a reader is that others outrank."""
    if case.is_lot:
        return "Your tender is not the most advantageous tender for this lot."
    return "Your tender is not the most advantageous tender."


def best_satisfies(case: Case) -> str:
    """Return what the winning tender is, as a reader is told whom it outranks."""
    if case.is_lot:
        return f"{_UNDER}, the most advantageous tender is that of {plain(case.winner.bidder)}."
    return f"{THE_WINNING} best satisfies the award criteria under the published methodology."


def why_outranked(case: Case) -> Cited:
    """Return by which law a reader is told why another tender is the most advantageous one."""
    lots = f" and {_mechanism(case)}" if case.is_lot else ""
    return Cited(f"{ACT}, s.19(2){lots}; {REGULATIONS}, reg 31(3)(c)")


def lots_methodology(case: Case) -> tuple[Block, ...]:
    """Return the published mechanism of the lots, which is part of the assessment methodology."""
    if not case.is_lot:
        return ()
    terms = case.tender.lots
    if terms is None:
        told: Line = (
            Text("Several lots are awarded together."),
            Blank("the limit of lots and the rule, as they were published"),
        )
    else:
        has_orders = terms.has_orders or bool(case.tender.model.tie_break)
        told = (Text(" ".join(terms_words(replace(terms, has_orders=has_orders)))),)
    cited = Cited(f"{ACT}, {_mechanism(case)}")
    return (Paragraph((*told, *published(case), cited)),)


def stated(case: Case) -> Cited:
    """Return by which law what was published had to be."""
    return Cited(f"{ACT}, s.20(7) and s.23(4)" if _is_limited(case) else f"{ACT}, s.23(3)(a)")


def published(case: Case) -> Line:
    """Return where the rule of the lots was published, with a blank where that is not said."""
    terms = case.tender.lots
    where = plain(terms.rule_at).strip() if terms else ""
    if terms and terms.limit is None and terms.has_own_limits:
        what, were = "the rule", "The rule was"
    elif _is_limited(case):
        what, were = "the limit of lots and the rule", "The limit and the rule were"
    elif terms and terms.tie_break:
        what, were = "that order", "That order was"
    else:
        what, were = "that rule", "That rule was"
    if not where:
        blank = Blank(f"where {what} {were.rsplit(maxsplit=1)[-1]} published")
        return (Text(f"{were} published at:"), blank, Text("."))
    return (Text(sentence(f"{were} published at: {where}")),)


def _is_limited(case: Case) -> bool:
    """Return whether there is a limit of lots, as there is if nothing is said of the terms."""
    return case.tender.lots is None or case.tender.lots.is_limited


def _mechanism(case: Case) -> str:
    """Return where the law has the mechanism: with a limit its own place, else the methodology."""
    return "s.23(4)" if _is_limited(case) else "s.23(3)(a)"
