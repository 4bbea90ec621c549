"""The first page of an assessment summary: to whom it goes, and how the award comes out."""

from evaluation.model import Method
from evaluation.result import BidVerdict
from rules.wording import date_in_words
from webapp.documents.content import (
    Block,
    Cited,
    KeyFacts,
    Line,
    Notice,
    Row,
    Section,
    Text,
    plain,
)
from webapp.documents.summaries.letter import (
    ACT,
    REGULATIONS,
    THE_WINNING,
    Case,
    blank_row,
    line,
    lot_rows,
    row,
)
from webapp.documents.summaries.lots import most_advantageous, not_most_advantageous
from webapp.documents.summaries.passed_over import (
    passed_over_outcome,
    rank_explained,
    two_figures,
)
from webapp.documents.summaries.withholding import withheld_rows

_BASIS = f"{ACT}, s.50(3) and (4); {REGULATIONS}, reg 31"


def particulars(case: Case, *, dated: str) -> KeyFacts:
    """Return to whom the letter goes: the particulars of regulation 31(2)(a) to (c)."""
    bid = case.bid
    rows = (
        _given("Supplier", bid.bidder),
        _given("Contact postal address", bid.address),
        _given("E-mail address", bid.email),
        _given("Unique identifier", bid.identifier),
        row("Contracting authority", case.authority),
        row("Procurement", f"{case.title} ({plain(case.tender.reference)})"),
        *lot_rows(case.tender),
        row(dated, date_in_words(case.issued_on)),
        _questions_to(case),
    )
    return KeyFacts("The supplier and the procurement", rows)


def _questions_to(case: Case) -> Row:
    header, contact = "Questions to", case.tender.contact
    return (
        row(header, contact) if contact.strip() else blank_row(header, "contact at the authority")
    )


def _given(header: str, value: str) -> Row:
    return row(header, value) if value.strip() else blank_row(header, header.lower())


def outcome(case: Case) -> Section:
    """Return the first page: who is to be awarded the contract, and where this tender stands."""
    rows = (Row("Decision", (_outcome(case),)), *_standing(case), *withheld_rows(case))
    notice = Notice("What this document is", _basis(case))
    blocks: tuple[Block, ...] = (KeyFacts("The outcome", rows), notice)
    if case.is_draft:
        blocks = (Notice("Draft: not to be sent", line(_DRAFT)), *blocks)
    return Section("outcome", "", "The outcome", blocks)


_DRAFT = (
    "A question that comes before the award is still open. Once it is decided, the tenders are "
    "evaluated again and this document is issued without this notice."
)


def _outcome(case: Case) -> Line:
    if case.is_winner:
        return (
            Text(most_advantageous(case), strong=True),
            Text(
                f"{case.authority} intends to award {case.contract} to you. This document does not "
                "accept your tender, and no contract is made by it."
            ),
        )
    if case.result.verdict is BidVerdict.DISQUALIFIED:
        first = "Your tender was disqualified under the published assessment methodology."
    elif case.is_passed_over:
        return passed_over_outcome(case)
    else:
        first = not_most_advantageous(case)
    return (
        Text(first, strong=True),
        Text(f"{case.authority} intends to award {case.contract} to {plain(case.winner.bidder)}."),
    )


def _standing(case: Case) -> tuple[Row, ...]:
    """Return what the reader's tender is ranked by, and what the most advantageous one is."""
    name = case.measure_name()
    of = " of 100" if case.evaluation.method is Method.WEIGHTED_SUM else ""
    if case.result.rank is None:
        measured = ""
        own = "It has no total, because it was disqualified. Section 3 gives the reasons."
    else:
        measured = case.measure(case.evaluation.measured(case.bid.id))
        own = f"{name}: {measured}{of}; rank {case.result.rank}."
    if case.is_winner:
        return (row("Your tender", own), *rank_explained(case), *_tie_won(case))
    best = case.measure(case.evaluation.measured(case.winner.id))
    rank = case.evaluation.by_id[case.winner.id].rank
    winning = f"{plain(case.winner.bidder)}. {name}: {best}{of}; rank {rank}."
    rows = (row("Your tender", own), row(THE_WINNING, winning), *rank_explained(case))
    if case.result.rank is None or measured != best:
        return rows
    if case.is_passed_over:
        return (*rows, *two_figures(case))
    text = "They are equal as they are printed here. Section 3 says what set the tenders apart."
    return (*rows, row("The two figures", text))


def _tie_won(case: Case) -> tuple[Row, ...]:
    """Return what set the winning tender apart; of a lot nobody is told that another is level."""
    if case.is_lot:
        return ()
    broken = next((tie for tie in case.evaluation.ties_broken if case.bid.id in tie.bids), None)
    if broken is None or case.bid.id in broken.order[-1]:
        return ()
    title = plain(case.tender.model.by_id[broken.criterion].title)
    text = (
        "Another tender has exactly the same figure. The published model then compares "
        f"‘{title}’, where yours is better."
    )
    return (row("How the tie was settled", text),)


def _basis(case: Case) -> Line:
    same_time = (
        f"The assessment summaries for this {'lot' if case.is_lot else 'contract'} are provided to "
        "every supplier concerned at the same time."
    )
    decision = case.decision
    if decision is None or decision.value("assessment_summaries_required") is not False:
        text = f"It is the assessment summary for your tender. {same_time}"
        return (Text(text), Cited(_BASIS))
    text = (
        "The law that applies to this procurement does not require an assessment summary. The "
        f"authority gives the same information as one would hold. {same_time}"
    )
    return (Text(text), Cited(f"after {_BASIS}"))
