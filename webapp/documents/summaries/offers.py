"""How the price and the commitments of a tender were scored, with the figures that apply.

The amounts of others are told only as `webapp.documents.summaries.letter` allows.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Measure,
    PriceCriterion,
    PriceFormula,
)
from evaluation.numbers import HUNDRED
from evaluation.result import BidResult, BidVerdict, CommitmentFinding, CriterionResult
from evaluation.tender import Bid, Commitment, CommitmentVerdict, LowPriceVerdict
from evaluation.wording import exactly, in_units, pounds
from rules.wording import sentence
from webapp.documents.content import Blank, Cited, Line, Row, Text, plain
from webapp.documents.summaries.letter import ACT, Case, line, money, quoted, row

_OTHER = "that of another tender, whose supplier is not named here"


def price_rows(
    case: Case, bid: Bid, item: PriceCriterion, found: CriterionResult | None
) -> tuple[Row, ...]:
    """Return a bid's price and how its percentage came of it."""
    rows = [row("Price", f"{money(bid.price)}.")]
    if found is not None:
        rows.append(row("Score", f"{case.figure(found.percent.value)} per cent."))
        rows.append(Row("Explanation", (line(_price_words(case, bid, item, found)),)))
    elif item.formula is not None:
        text = (
            "The price was not scored, because the formula compares the prices of tenders that "
            "were not disqualified."
        )
        rows.append(row("Explanation", text))
    rows += _asked_about(case, bid)
    return tuple(rows)


def _asked_about(case: Case, bid: Bid) -> Iterator[Row]:
    """Yield what was decided where a price was asked about as abnormally low, to its bidder alone.

    The notice said that the bidder is told. A tender that was disregarded for it has its own.
    """
    answer = bid.abnormally_low
    if answer is None or bid.id != case.bid.id:
        return
    match answer.verdict:
        case LowPriceVerdict.DEMONSTRATED:
            text = (
                "You demonstrated to the authority’s satisfaction that you will be able to perform "
                "the contract for this price, so that your tender was not disregarded for it."
            )
            cited = Cited(f"{ACT}, s.19(5)")
        case LowPriceVerdict.NOT_DISREGARDED:
            text = (
                "You did not demonstrate to the authority’s satisfaction that you will be able to "
                "perform the contract for this price. It may disregard such a tender, need not, "
                "and kept yours."
            )
            cited = Cited(f"{ACT}, s.19(3)(c)")
        case _:
            assert_never(answer.verdict)
    reasons = line(f"The reasons: {sentence(plain(answer.because))}")
    yield Row("The question about your price", ((Text(text), cited), reasons))


def _price_words(case: Case, bid: Bid, item: PriceCriterion, found: CriterionResult) -> str:
    price, *compared = (figure.value for figure in found.percent.inputs)
    result = f"{case.figure(found.percent.value)} per cent"
    taken = "" if price == bid.price else f"The price is taken for {pounds(price)}. "
    if found.percent.how == "full_marks":
        return "A price of zero earns 100 per cent under the published model."
    match item.formula:
        case PriceFormula.SET_RANGE:
            floor, ceiling = (pounds(each) for each in compared)
            how = f"100% × ({ceiling} – {pounds(price)}) ÷ ({ceiling} – {floor})"
            return f"{taken}{how} = {result}{_kept(found)}."
        case PriceFormula.RELATIVE_TO_MEAN:
            side = "the same as" if price == compared[0] else "below"
            side = "above" if price > compared[0] else side
            return (
                f"{taken}The price is {side} the mean price of the tenders that were not "
                f"disqualified, which gives {result} under the published formula{_kept(found)}. "
                "The mean is not printed here, because it is made of the prices of other tenders."
            )
        case None:
            return ""
        case _:
            return taken + _against_ends(case, item.formula, price, compared, result) + "."


def _kept(found: CriterionResult) -> str:
    is_at_end = found.percent.value in {0, HUNDRED}
    return ", the formula’s results being kept within 0 and 100" if is_at_end else ""


def _against_ends(
    case: Case, formula: PriceFormula, price: Fraction, compared: list[Fraction], result: str
) -> str:
    """Return how a price compares with the lowest, and the highest where the formula has it."""
    lowest, *rest = compared
    highest = rest[0] if formula is PriceFormula.LINEAR_BETWEEN_BIDS else None
    if price == lowest and lowest == highest:
        return f"All prices that were compared are equal, which earns {result}"
    if price == lowest:
        among = "the tenders that were not disqualified"
        return f"It is the lowest price of {among}, which earns {result}"
    low = _told(case, lowest)
    among = "the tenders that were not disqualified"
    words = f"The price is compared with the lowest price of {among}, {low}"
    if highest is not None:
        high = "which is this one" if price == highest else _told(case, highest)
        words += f", and with the highest, {high}"
    known = _is_told(case, lowest) and (highest is None or _is_told(case, highest))
    if not known:
        return f"{words}. The published formula then gives {result}"
    how = _in_figures(formula, pounds(price), pounds(lowest), rest)
    return f"{words}: {how} = {result}"


def _in_figures(formula: PriceFormula, price: str, lowest: str, rest: list[Fraction]) -> str:
    match formula:
        case PriceFormula.RELATIVE_TO_LOWEST:
            return f"100% × {lowest} ÷ {price}"
        case PriceFormula.LINEAR_BETWEEN_BIDS:
            highest = pounds(rest[0])
            return f"100% × ({highest} – {price}) ÷ ({highest} – {lowest})"
        case PriceFormula.RELATIVE_DIFFERENCE:
            return f"100% × (1 – ({price} – {lowest}) ÷ {lowest})"
        case PriceFormula.LOGARITHMIC:
            return f"100% × (1 – log({price} ÷ {lowest}) ÷ log({exactly(rest[0])}))"
        case PriceFormula.SET_RANGE | PriceFormula.RELATIVE_TO_MEAN:
            return ""
        case _:
            assert_never(formula)


def _is_told(case: Case, amount: Fraction) -> bool:
    prices = {bid.id: bid.price for bid in case.tender.bids if bid.price is not None}
    return case.may_tell(amount, prices)


def _told(case: Case, amount: Fraction) -> str:
    return pounds(amount) if _is_told(case, amount) else _OTHER


def commitment_rows(
    case: Case, bid: Bid, result: BidResult, item: CommitmentsCriterion
) -> tuple[Row, ...]:
    """Return what a bid promised, what of it counted and why, and the percentage it earned."""
    rows = [_measure_row(case, bid, result, each) for each in item.measures]
    found = result.criteria.get(item.id)
    if found is not None:
        rows.append(row("Score", f"{case.figure(found.percent.value)} per cent."))
        rows.append(Row("Explanation", (line(_offer_words(case, item, found)),)))
    else:
        text = (
            "What was promised was not scored, because the formula compares the values of tenders "
            "that were not disqualified."
        )
        rows.append(row("Explanation", text))
    return tuple(rows)


def _measure_row(case: Case, bid: Bid, result: BidResult, measure: Measure) -> Row:
    commitment = bid.commitments.get(measure.id)
    if commitment is None:
        return row(measure.title, "Nothing was promised.")
    finding = result.commitments[measure.id]
    promised = f"{in_units(exactly(commitment.quantity), plain(measure.unit))} promised"
    if finding.verdict is CommitmentVerdict.COUNTED:
        lines: list[Line] = [
            (Text("Counted", strong=True), Text(f": {promised}. {_valued(commitment, measure)}"))
        ]
    else:
        lines = [(Text("Not counted", strong=True), Text(f": {promised}."))]
    lines += _reason(finding, commitment, is_own=bid.id == case.bid.id)
    return Row(plain(measure.title), tuple(lines))


def _reason(finding: CommitmentFinding, commitment: Commitment, *, is_own: bool) -> list[Line]:
    """Return why a commitment does not count, or what a person decided of it.

    A rule is cited only where all that it rests on was seen in its source; the rule that binds a
    bidder is the published one, which section 1 has a blank for. The words of a tender are quoted
    to its own bidder alone.
    """
    because = sentence(plain(finding.because))
    if finding.settled_by:
        return [(Text(f"The authority decided this. {because}"),)]
    if finding.verdict is CommitmentVerdict.COUNTED or not finding.rule:
        return []
    cited = (Cited("; ".join(finding.cites)),) if not finding.unverified and finding.cites else ()
    if not commitment.because.strip():
        shown = Blank("what shows this, and where in the tender it stands")
        return [(Text(because), *cited, Text("Shown by:"), shown, Text("."))]
    lines: list[Line] = [(Text(because), *cited), line(sentence(plain(commitment.because)))]
    if is_own and commitment.quotation.strip():
        lines.append(line(quoted(commitment.quotation)))
    return lines


def _valued(commitment: Commitment, measure: Measure) -> str:
    counted = commitment.quantity
    parts = []
    if measure.cap is not None and measure.cap < counted:
        counted = measure.cap
        parts.append(f"Of these {exactly(counted)} count, the published limit. ")
    share = "" if commitment.attribution == HUNDRED else f" × {exactly(commitment.attribution)}%"
    value = counted * measure.value * commitment.attribution / 100
    parts.append(f"{exactly(counted)} × {pounds(measure.value)}{share} = {pounds(value)}.")
    return "".join(parts)


def _offer_words(case: Case, item: CommitmentsCriterion, found: CriterionResult) -> str:
    value, compared = (figure.value for figure in found.percent.inputs)
    start = f"What counted is worth {pounds(value)}"
    result = f"{case.figure(found.percent.value)} per cent"
    if item.formula is CommitmentFormula.RELATIVE_TO_TARGET:
        most = ", at most 100" if value > compared else ""
        return f"{start}: 100% × {pounds(value)} ÷ {pounds(compared)} = {result}{most}."
    if compared == 0:
        return f"{start}, and no tender promised anything that counted, so each earns {result}."
    if value == compared:
        return (
            f"{start}, the highest value among the tenders that were not disqualified, which "
            f"earns {result}."
        )
    others = {
        each.id: _value_of(each, item)
        for each in case.evaluation.bids
        if each.verdict is BidVerdict.RANKED
    }
    words = f"{start}. The highest value among the tenders that were not disqualified is"
    if not case.may_tell(compared, others):
        return f"{words} {_OTHER}. The published formula then gives {result}."
    how = f"100% × {pounds(value)} ÷ {pounds(compared)}"
    return f"{words} {pounds(compared)}: {how} = {result}."


def _value_of(result: BidResult, item: CommitmentsCriterion) -> Fraction:
    """Return what the commitments of a bid are worth, which its percentage was made of."""
    found = result.criteria.get(item.id)
    return found.percent.inputs[0].value if found else Fraction(0)
