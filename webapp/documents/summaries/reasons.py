"""Why the contract is not being awarded to a supplier: regulation 31(3)(c)."""

from fractions import Fraction
from typing import assert_never

from evaluation.model import Method, PriceCriterion
from evaluation.result import BidVerdict, Reason, ReasonRule, TieBroken
from evaluation.wording import exactly
from rules.wording import sentence
from webapp.documents.content import (
    Block,
    Cited,
    Column,
    Items,
    Line,
    Lines,
    Paragraph,
    Section,
    Table,
    Text,
    plain,
)
from webapp.documents.summaries.letter import (
    ACT,
    REGULATIONS,
    THE_WINNING,
    Case,
    indented,
    line,
    money,
    nested,
)
from webapp.documents.summaries.lots import best_satisfies, why_outranked
from webapp.documents.summaries.passed_over import passed_over_reasons


def why_not(case: Case) -> Section:
    """Return the further explanation of regulation 31(3)(c)."""
    title = f"Why {case.contract} is not being awarded to you"
    if case.result.verdict is BidVerdict.DISQUALIFIED:
        return Section("why", "3", title, _disqualified(case))
    if case.is_passed_over:
        blocks = (*passed_over_reasons(case), *_also_missed(case))
        return Section("why", "3", title, blocks)
    return Section("why", "3", title, _outranked(case))


def _disqualified(case: Case) -> tuple[Block, ...]:
    reasons = [each for each in case.result.reasons if each.disqualifies]
    also = [each for each in case.result.reasons if not each.disqualifies]
    count = "this reason" if len(reasons) == 1 else "these reasons, each of which suffices"
    start = f"Your tender was disqualified under the published assessment methodology for {count}:"
    blocks: list[Block] = [
        Paragraph(line(start)),
        Items(tuple(_reason(case, each) for each in reasons)),
    ]
    if also:
        blocks += [
            Paragraph(line("It also missed what does not disqualify by itself:")),
            Items(tuple(_reason(case, each) for each in also)),
        ]
    text = (
        "A disqualified tender is not ranked, and has no total. It was assessed as far as section "
        "2 shows; criteria that compare tenders with each other were not scored for it."
    )
    cited = Cited(f"{ACT}, s.23(3)(a); {REGULATIONS}, reg 31(3)(c)")
    return (*blocks, Paragraph((Text(text), cited)))


def _reason(case: Case, reason: Reason) -> Line:
    """Return what was failed, and the published rule that says what follows from it."""
    item = case.tender.model.by_id.get(reason.criterion)
    title = f"‘{plain(item.title)}’" if item is not None else ""
    match reason.rule:
        case ReasonRule.GATE:
            found, rule = f"{title} was failed.", "A tender that fails it is disqualified."
        case ReasonRule.ZERO_PRICE:
            found, rule = "The price is zero.", "A price of zero disqualifies the tender."
        case ReasonRule.NO_QUALITY_POINTS:
            found = "The tender earned no points, so no price for each point can be worked out."
            rule = "Tenders are ranked by the price for each point."
        case ReasonRule.EXCLUSION:
            found, rule = sentence(plain(reason.because)), "The supplier is excluded."
        case ReasonRule.MINIMUM:
            found, rule = sentence(plain(reason.because)), _minimum_rule(case, reason)
        case _:
            assert_never(reason.rule)
    return (Text(found), Text("The published rule:", strong=True), Text(rule))


def _minimum_rule(case: Case, reason: Reason) -> str:
    minimum = case.tender.model.by_id[reason.criterion].minimum
    follows = "disqualifies the tender." if reason.disqualifies else "does not disqualify."
    if minimum is not None and minimum.score is not None:
        return f"A score below {exactly(minimum.score)} {follows}"
    if minimum is None or minimum.percent is None:
        return f"Failing the minimum {follows}"
    return f"Less than {exactly(minimum.percent)} per cent {follows}"


def _outranked(case: Case) -> tuple[Block, ...]:
    name = case.measure_name().lower()
    own = case.evaluation.measured(case.bid.id)
    best = case.evaluation.measured(case.winner.id)
    text = (
        f"{best_satisfies(case)} Its {name} is {case.measure(best)}, that of your tender is "
        f"{case.measure(own)}."
    )
    blocks: list[Block] = [
        Paragraph((Text(text), why_outranked(case))),
        Paragraph(line(_apart(case, own - best))),
    ]
    title = "Where the points differ"
    blocks.append(Table(title, _DIFFERENCE, tuple(_difference_rows(case))))
    return (*blocks, *_also_missed(case))


def _also_missed(case: Case) -> tuple[Block, ...]:
    also = [each for each in case.result.reasons if not each.disqualifies]
    if not also:
        return ()
    return (
        Paragraph(line("Your tender also missed what does not disqualify:")),
        Items(tuple(_reason(case, each) for each in also)),
    )


def _apart(case: Case, difference: Fraction) -> str:
    if difference == 0:
        return _tie(case)
    apart = case.measure(abs(difference))
    if not any(character in "123456789" for character in apart):
        return (
            "The exact figures differ by less than this letter’s rounding shows, and the exact "
            f"figures decide: they are {exactly(abs(difference))} apart."
        )
    side = "lower" if difference < 0 else "higher"
    return f"Yours is {apart} {side}. The table shows where that comes from."


def _tie(case: Case) -> str:
    start = "The exact figures of the two tenders are equal."
    broken = tie_with(case, case.winner.id)
    if broken is None:
        return start
    title = plain(case.tender.model.by_id[broken.criterion].title)
    own, best = (
        case.evaluation.by_id[bid].criteria.get(broken.criterion)
        for bid in (case.bid.id, case.winner.id)
    )
    figures = ""
    if own is not None and best is not None:
        points = (case.figure(one.points.value) for one in (best, own))
        figures = " ({} points against {})".format(*points)
    return (
        f"{start} The published model then compares ‘{title}’, where the most advantageous tender "
        f"is better{figures}; that set the two apart."
    )


def tie_with(case: Case, other: str) -> TieBroken | None:
    """Return the tie-break that set the reader's bid and another apart, None without one."""
    for broken in case.evaluation.ties_broken:
        place = {bid: number for number, part in enumerate(broken.order) for bid in part}
        if {case.bid.id, other} <= place.keys() and place[case.bid.id] != place[other]:
            return broken
    return None


def _difference_rows(case: Case) -> list[tuple[Lines, ...]]:
    own, best = case.result.criteria, case.evaluation.by_id[case.winner.id].criteria
    weights = case.tender.model.effective_weights
    rows: list[tuple[Lines, ...]] = []
    for depth, item in nested(case.tender.model.criteria):
        if item.id in own and item.id in best:
            cells = (
                exactly(weights[item.id]),
                case.figure(own[item.id].points.value),
                case.figure(best[item.id].points.value),
            )
        elif isinstance(item, PriceCriterion) and item.formula is None:
            cells = ("–", money(case.bid.price), money(case.winner.price))
        else:
            continue
        rows.append(tuple((line(text),) for text in (indented(item.title, depth), *cells)))
    of = "100" if case.evaluation.method is Method.WEIGHTED_SUM else "–"
    measured = (case.evaluation.measured(each) for each in (case.bid.id, case.winner.id))
    last = (case.measure_name(), of, *(case.measure(value) for value in measured))
    return [*rows, tuple(((Text(text, strong=True),),) for text in last)]


_DIFFERENCE = (
    Column("Criterion"),
    Column("Points available", numeric=True),
    Column("Your tender", numeric=True),
    Column(THE_WINNING, numeric=True),
)
