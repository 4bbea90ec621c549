"""Section 5: prices that are asked about, and the ranking if their tenders were disregarded."""

from evaluation.low_price_questions import Without
from evaluation.model import FullMarks, RejectBid, ReplacedBy
from evaluation.result import AbnormallyLowPrice
from evaluation.tender import LowPriceVerdict
from evaluation.wording import pounds
from webapp.documents.content import (
    Block,
    Cited,
    Column,
    Heading,
    Items,
    Line,
    Lines,
    Notice,
    Paragraph,
    Section,
    Table,
    Text,
    plain,
)
from webapp.documents.report.award import Award
from webapp.documents.report.extent import how_many_fit, left_out
from webapp.documents.report.summary import before_sending
from webapp.documents.report.words import MEASURES, cell, full_stop, gap_words, line, measure_words

_ACT = Cited("Procurement Act 2023, s.19(3)(c), (4) and (5)")


def abnormally_low(award: Award) -> Section:
    """Return the prices that the model's screen asks about, and what hangs on the answers."""
    return Section("abnormally-low", "5", "Prices that seem abnormally low", _low(award))


def _low(award: Award) -> tuple[Block, ...]:
    model = award.tender.model
    if model.price is None:
        return (Paragraph(line("The model asks for no price.")),)
    zero = Paragraph(line(_zero(model.price.zero_price)))
    if model.abnormally_low is None:
        return (Paragraph(line("The model has no screen for abnormally low prices.")), zero)
    asked = award.evaluation.abnormally_low
    if not asked:
        return (Paragraph(line("The model’s screen asks about no price.")), zero)
    law = Paragraph(
        (
            Text(
                "The screen only asks; no rank hangs on it. A tender may be disregarded for its "
                "price only after the supplier was told that it seems abnormally low and had a "
                "reasonable opportunity to show that it can perform the contract for it:"
            ),
            _ACT,
            Text("."),
        )
    )
    items = Items(tuple(_question(award, price) for price in asked))
    if not award.open_prices:
        return (items, law, zero)
    return (items, law, Notice("Before sending", before_sending(award)), *_without(award), zero)


def _question(award: Award, price: AbnormallyLowPrice) -> Line:
    """Return why a price is asked about, and who settled the question where it is settled."""
    told: Line = (
        Text(award.names[price.bid], strong=True),
        Text(f": {full_stop(plain(price.because))}"),
    )
    answer = award.tender.by_id[price.bid].abnormally_low
    if answer is None:
        return told
    role = plain(answer.by_role).replace("_", " ")
    settled = (
        f"{_SETTLED[answer.verdict]}, as the {role} decided: {full_stop(plain(answer.because))}"
    )
    return (*told, Text(settled))


_SETTLED = {
    LowPriceVerdict.DEMONSTRATED: "Demonstrated that it can perform the contract for this price",
    LowPriceVerdict.NOT_DISREGARDED: (
        "Did not demonstrate that it can perform the contract for this price, and was not "
        "disregarded for it"
    ),
}


def _without(award: Award) -> tuple[Block, ...]:
    """Return the ranking without each tender in question, computed again from the rest."""
    if not award.without:
        return ()
    heading = Heading(3, "The ranking if a tender were disregarded", "without-low")
    said = (
        "Everything was evaluated again from the tenders that are left: lowest, highest and mean "
        "prices and highest commitments are then theirs."
    )
    blocks: list[Block] = [heading, Paragraph(line(said))]
    sizes = [len(award.in_order)] * len(award.without)
    told = how_many_fit(sizes)
    if told < len(sizes):
        held = "Leave a bid out of the tender and evaluate it again for each other one."
        blocks.append(left_out(told, len(sizes), sum(sizes), held, of="rankings"))
    for without in award.without[:told]:
        blocks += [_table(award, without), Paragraph(line(_then_first(award, without)))]
    return tuple(blocks)


def _table(award: Award, without: Without) -> Table:
    measure = MEASURES[award.evaluation.method]
    columns = (
        Column("Bidder"),
        Column("Rank now"),
        Column(f"{measure} now", numeric=True),
        Column("Rank then"),
        Column(f"{measure} then", numeric=True),
    )
    order = [bid for place in without.evaluation.ranking for bid in place]
    order += [bid.id for bid in without.evaluation.bids if bid.id not in order]
    rows = tuple(_row(award, without, bid) for bid in order)
    return Table(f"Without {award.named(without.bids)}", columns, rows)


def _row(award: Award, without: Without, bid: str) -> tuple[Lines, ...]:
    now, then = award.evaluation.by_id[bid], without.evaluation.by_id[bid]
    method, places = award.evaluation.method, award.evaluation.places
    measured = then.measured
    return (
        cell(award.names[bid]),
        cell(str(now.rank) if now.rank else "Disqualified"),
        cell(award.measured(now) or "None"),
        cell(str(then.rank) if then.rank else "Disqualified"),
        cell("None" if measured is None else measure_words(measured.value, method, places)),
    )


def _then_first(award: Award, without: Without) -> str:
    """Return who would be first without a tender, by how much, and what would be asked next."""
    then = without.evaluation
    left_out = award.named(without.bids)
    if not then.ranking:
        return f"Without {left_out} no bid is ranked."
    if then.first is None:
        return f"Without {left_out} {award.named(then.ranking[0])} share the first place."
    name = award.names[then.first]
    still = "would still be first" if then.first == award.evaluation.first else "would be first"
    said = f"Without {left_out} {name} {still}{_lead(award, without)}."
    known = {price.bid for price in award.evaluation.abnormally_low}
    more = [price.bid for price in then.abnormally_low if price.bid not in known]
    return f"{said} The screen would then ask about {award.named(more)}." if more else said


def _lead(award: Award, without: Without) -> str:
    then = without.evaluation
    if then.first is None or len(then.ranking) == 1:
        return ""
    second = then.ranking[1]
    gap = abs(then.measured(then.first) - then.measured(second[0]))
    if not gap:
        return f", by the order of ties alone, before {award.named(second)}"
    words = gap_words(gap, then.method, then.places)
    return f", {words} ahead of {award.named(second)}"


def _zero(rule: RejectBid | FullMarks | ReplacedBy | None) -> str:
    match rule:
        case RejectBid():
            return "Under the model a price of zero disqualifies the bid."
        case FullMarks():
            return "Under the model a price of zero earns full marks and is no reference price."
        case ReplacedBy(amount):
            return f"Under the model a price of zero is taken for {pounds(amount)}."
        case None:
            return "The model has no rule for a price of zero, and no bid has one."
