"""What letters say of a tender that only the published rule of the lots keeps from a lot.

The supplier that is passed over is told why (regulation 31(3)(c) of the Procurement Regulations
2024); of it the others are told that a tender is ranked above the winning one, and neither whose
nor by how much.
"""

from evaluation.wording import ordinal
from rules.wording import sentence
from webapp.documents.content import Blank, Block, Line, Paragraph, Row, Text, plain
from webapp.documents.summaries.letter import Case, line
from webapp.documents.summaries.lots import published, stated, why_outranked

_PUT_AHEAD = "the published order for equal figures put yours ahead"


def passed_over_outcome(case: Case) -> Line:
    """Return how the award comes out for a reader who is passed over."""
    return (
        Text(_passed_over(case), strong=True),
        Text(
            f"Section 3 gives the reason. {case.authority} intends to award {case.contract} to "
            f"{_winner(case)}."
        ),
    )


def passed_over_reasons(case: Case) -> tuple[Block, ...]:
    """Return why the lot is not being awarded to a reader who is passed over."""
    name = case.measure_name().lower()
    own = case.evaluation.measured(case.bid.id)
    text = f"{_passed_over(case)} The {name} of your tender is {case.measure(own)}."
    if own == case.evaluation.measured(case.winner.id) and not _shares_with_winner(case):
        text += f" It equals that of the most advantageous tender; {_PUT_AHEAD}."
    because = case.evaluation.passed_over[case.bid.id]
    return (
        Paragraph((Text(text), why_outranked(case))),
        Paragraph((Text("The reason:", strong=True), *_reason(because))),
        Paragraph((*published(case), stated(case))),
        Paragraph(line(f"Section 4 says how the tender of {_winner(case)} was assessed.")),
    )


def two_figures(case: Case) -> tuple[Row, ...]:
    """Return what is to be said to who is passed over with the figure of the winning tender."""
    own, best = map(case.evaluation.measured, (case.bid.id, case.winner.id))
    if own != best:
        text = "They are equal as they are printed here. The exact figures differ: yours is better."
    elif _shares_with_winner(case):
        text = "They are exactly equal. Section 3 says by which rule the lot goes to the other."
    else:
        text = f"They are exactly equal; {_PUT_AHEAD}."
    return (Row("The two figures", ((Text(text),),)),)


def rank_explained(case: Case) -> tuple[Row, ...]:
    """Return that tenders of others are ranked above the winning one and are passed over.

    Of one that shares its rank nothing is said: that would give its exact total away. Nor is told
    whether one scored higher, or was only put first by the order for equal figures.
    """
    by_id = case.evaluation.by_id
    best = by_id[case.winner.id].rank or 0
    above = [
        bid
        for bid in case.evaluation.passed_above
        if bid != case.bid.id and (by_id[bid].rank or 0) < best
    ]
    if not above:
        return ()
    also = "also " if case.is_passed_over else ""
    one = "Another tender that is" if also else "A tender that is"
    many = "Other tenders that are" if also else "Tenders that are"
    which, are = (one, "is") if len(above) == 1 else (many, "are")
    text = (
        f"{which} ranked above it {are} {also}not awarded this lot, by the published rule of the "
        "lots. The authority does not say whose."
    )
    header = "Why the most advantageous tender is not ranked 1"
    return (Row(header, ((Text(text), stated(case)),)),)


def _passed_over(case: Case) -> str:
    return (
        f"Your tender {_place(case)}. The published {_rule(case)} applies to it, so the most "
        f"advantageous tender for this lot is that of {_winner(case)}."
    )


def _rule(case: Case) -> str:
    """Return which published rule applies to a reader who is passed over.

    Above the winning tender only the limit keeps a lot from anybody; at its place, the order for
    equal awards does, or with a limit the whole rule may.
    """
    if not _shares_with_winner(case):
        return "rule for the limit of lots"
    terms = case.tender.lots
    if terms is None or terms.is_limited:
        return "rule by which lots are awarded together"
    return "rule for equal awards"


def _place(case: Case) -> str:
    """Return the reader's place; that it is shared is told only where the winner shares it."""
    place = ordinal(case.result.rank or 0)
    shares = _shares_with_winner(case)
    return f"shares {place} place in this lot" if shares else f"is ranked {place} in this lot"


def _shares_with_winner(case: Case) -> bool:
    return case.result.rank == case.evaluation.by_id[case.winner.id].rank


def _winner(case: Case) -> str:
    return plain(case.winner.bidder)


def _reason(because: str) -> Line:
    said = tuple(Text(sentence(plain(one))) for one in because.splitlines() if one.strip())
    return said or (Blank("why the published rule gives this lot to another"),)
