"""The award of lots in a terminal: the sentence first, then each lot, then each bidder."""

from rich.console import Console

from evaluation.lot_terms import ELSE, FIRST_PLACES, RULES, SUM_WORDS
from evaluation.lots import BidderResult, ClaimVerdict, LotOutcome, LotsResult, LotsTender
from evaluation.numbers import rounded
from evaluation.wording import grouped, listed, pounds
from rules.wording import counted
from webapp.cli.output import Words, print_entry, print_heading, print_text
from webapp.services.awards.lots import LotsAwarded

VERDICTS = {
    ClaimVerdict.AWARDED: "Awarded",
    ClaimVerdict.TIED: "Tied",
    ClaimVerdict.PASSED_OVER: "Passed over",
    ClaimVerdict.OUTRANKED: "Not awarded",
    ClaimVerdict.DISQUALIFIED: "Disqualified",
}
OUTCOMES = {
    LotOutcome.AWARDED: "Awarded to",
    LotOutcome.TIED: "Tied between",
    LotOutcome.NOT_AWARDED: "Not awarded",
}
_STYLES = {
    ClaimVerdict.AWARDED: "bold",
    ClaimVerdict.TIED: "yellow",
    ClaimVerdict.DISQUALIFIED: "red",
}


def print_lots(awarded: LotsAwarded, out: Console) -> None:
    """Print the award of lots whole."""
    lots, result = awarded.lots, awarded.result
    print_text(out, f"{lots.reference}  {lots.title}".strip(), "bold")
    print_text(out, _rule(lots), "dim")
    out.print()
    print_text(out, _sentence(awarded))
    for note in result.notes:
        print_text(out, note)
    print_heading(out, "Lot by lot")
    for one in result.lots:
        lot = lots.by_id[one.lot]
        names = tuple(f"{lot.tender.by_id[bid].bidder} ({bid})" for bid in one.bids)
        who = f"{OUTCOMES[one.outcome]} {listed(names) if names else ''}".strip()
        said = [Words(who, "bold"), Words(one.because)]
        print_entry(out, f"Lot {lot.id} {lot.title}".strip(), said)
    _print_combinations(result, out)
    for bidder in result.bidders:
        _print_bidder(bidder, lots, out)


def _rule(lots: LotsTender) -> str:
    at = f" Published in: {lots.rule_at}." if lots.rule_at else ""
    if not lots.has_limit:
        sums = (SUM_WORDS[one] for one in lots.tie_break)
        then = ", then ".join(f"the {one.better} {one.of_one}" for one in sums)
        shared = f" Where several share that place, it goes by {then}." if then else ""
        return f"Each lot goes to its first bid.{shared}{at}"
    limit = f"At most {counted(lots.limit, 'lot')} a bidder. " if lots.limit else ""
    return f"{limit}{FIRST_PLACES} {ELSE} {RULES[lots.rule]}.{at}"


def _sentence(awarded: LotsAwarded) -> str:
    result = awarded.result
    many = {each: sum(one.outcome is each for one in result.lots) for each in LotOutcome}
    start = f"Of {counted(len(result.lots), 'lot')}, {many[LotOutcome.AWARDED]} "
    start += "is awarded" if many[LotOutcome.AWARDED] == 1 else "are awarded"
    if many[LotOutcome.TIED]:
        start += f", {many[LotOutcome.TIED]} tied: the published rule does not decide them"
    if many[LotOutcome.NOT_AWARDED]:
        start += f", {many[LotOutcome.NOT_AWARDED]} not awarded"
    start += ", provisionally." if result.is_provisional else "."
    return f"{start} {_sums(awarded)}".strip()


def _sums(awarded: LotsAwarded) -> str:
    sums = awarded.result.sums
    if sums is None:
        return ""
    places = max(each.places for each in awarded.evaluations.values())
    told = [] if sums.total is None else [f"{grouped(rounded(sums.total, places))} points"]
    told += [] if sums.price is None else [f"prices of {pounds(sums.price)}"]
    return f"Together they come to {listed(tuple(told))}." if told else ""


def _print_combinations(result: LotsResult, out: Console) -> None:
    if len(result.combinations) < 2:  # noqa: PLR2004 - one combination is no choice
        return
    print_heading(out, "Combinations that the rule leaves equal")
    for each in result.combinations:
        held = (
            f"lot {lot}: {' or '.join(bids) if bids else 'nobody'}" for lot, bids in each.items()
        )
        print_text(out, "; ".join(held), indent=2)


def _print_bidder(one: BidderResult, lots: LotsTender, out: Console) -> None:
    bidder = lots.bidder_of[one.bidder]
    limit = lots.limit_of(bidder.id)
    may = "" if limit is None else f", may win {counted(limit, 'lot')}"
    print_heading(out, f"{bidder.name} ({', '.join(bidder.bids)}){may}")
    for claim in one.claims:
        head = f"Lot {claim.lot}"
        style = _STYLES.get(claim.verdict, "")
        print_entry(out, head, [Words(VERDICTS[claim.verdict], style), Words(claim.because)])
