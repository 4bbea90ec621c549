"""An evaluation in a terminal: the sentence first, then the order, the points and the reasons."""

from collections.abc import Iterator, Sequence

from rich.console import Console

from evaluation.lint import lint
from evaluation.model import GroupCriterion, Method
from evaluation.numbers import rounded
from evaluation.passed_over import passed_over_words
from evaluation.pending_words import pending_words
from evaluation.remedies import (
    missing_of_procurement,
    remedy_of_procurement,
    remedy_of_promise,
)
from evaluation.result import BidResult, CommitmentFinding, Evaluation
from evaluation.robustness.result import Chances
from evaluation.robustness.wording import in_plain_words
from evaluation.tender import CommitmentVerdict
from evaluation.wording import exactly, pounds, share_of
from rules.wording import counted
from webapp.cli.output import (
    INDENT,
    Words,
    print_columns,
    print_entry,
    print_heading,
    print_text,
    widths_of,
)
from webapp.documents.report.words import MEASURES, METHODS, VERDICTS, measure_words
from webapp.services.awards.evaluating import Evaluated

BIDS_SIDE_BY_SIDE = 6
MOST_BIDS = 12
"""Points are printed for so many bids, the best first; JSON has them all."""

MOST_CHANCES = 5
MOST_LINTED = 10_000
"""Whether letters can be written is looked at for so many scores; `podium report` always does."""

_RANKING = (1, 9, 4, 3)
_NO_RANK = "out"
_ON_THE_PROCUREMENT = "Whether its outcome applies to the procurement is not known: see below."
_ELSEWHERE = "podium evaluate --format json"


def print_award(evaluated: Evaluated, out: Console) -> None:
    """Print an evaluation whole."""
    tender, evaluation = evaluated.tender, evaluated.evaluation
    title = tender.procurement.title if tender.procurement else ""
    print_text(out, f"{tender.reference}  {title}".strip(), "bold")
    print_text(out, f"Ranked so that {METHODS[evaluation.method]}", "dim")
    out.print()
    print_text(out, _sentence(evaluated))
    for told in passed_over_words(tender, evaluation):
        print_text(out, told)
    for note in evaluation.notes:
        print_text(out, note)
    _print_ranking(evaluated, out)
    _print_points(evaluated, out)
    _print_commitments(evaluated, out)
    _print_abnormally_low(evaluated, out)
    print_heading(out, "How sure the first place is")
    sure = (
        pending_words(tender, evaluated.robustness.pending),
        in_plain_words(tender, evaluation, evaluated.robustness),
    )
    print_text(out, " ".join(filter(None, sure)), indent=INDENT)
    for chances in evaluated.chances:
        _print_chances(chances, evaluated, out)
    _print_letters(evaluated, out)


def _sentence(evaluated: Evaluated) -> str:
    evaluation = evaluated.evaluation
    ranked = sum(map(len, evaluation.ranking))
    lost = len(evaluation.bids) - ranked
    count = f"Of {counted(len(evaluation.bids), 'bid')}, {ranked} "
    count += "is ranked" if ranked == 1 else "are ranked"
    count += f" and {lost} disqualified." if lost else "."
    if evaluation.first is None:
        start = "Nobody is first alone." if ranked else "Nobody is first."
        return f"{start} {count}"
    first = evaluation.by_id[evaluation.first]
    points = " points" if evaluation.method is Method.WEIGHTED_SUM else ""
    start = f"{first.bidder} ({first.id}) is first with {_measured(evaluated, first)}{points}"
    is_open = ", provisionally" if evaluation.provisional else ""
    return f"{start}{is_open}. {count}"


def _measured(evaluated: Evaluated, bid: BidResult) -> str:
    evaluation = evaluated.evaluation
    if bid.measured is None:
        return ""
    return measure_words(bid.measured.value, evaluation.method, evaluation.places)


def _print_ranking(evaluated: Evaluated, out: Console) -> None:
    evaluation = evaluated.evaluation
    print_heading(out, "The order")
    widths = widths_of(out, _RANKING)
    titles = ("", "Bidder", MEASURES[evaluation.method], "Price")
    print_columns(out, [[Words(text, "dim")] for text in titles], widths, indent=INDENT)
    for bid in evaluation.in_order:
        rank = _NO_RANK if bid.rank is None else str(bid.rank)
        price = evaluated.tender.by_id[bid.id].price
        cells = (
            [Words(rank, "bold")],
            [Words(f"{bid.bidder} ({bid.id})"), *_over(bid, evaluation), *_failed(bid)],
            [Words(_measured(evaluated, bid), "bold")],
            [Words("" if price is None else pounds(price))],
        )
        print_columns(out, cells, widths, indent=INDENT)
    for tie in evaluation.ties_broken:
        criterion = evaluated.tender.model.by_id[tie.criterion].title
        order = ", then ".join(" and ".join(part) for part in tie.order)
        print_text(
            out,
            f"{' and '.join(tie.bids)} have exactly the same figure. The published order of ties "
            f"compares ‘{criterion}’: {order}.",
            indent=INDENT,
        )


def _over(bid: BidResult, evaluation: Evaluation) -> Iterator[Words]:
    if bid.id in evaluation.passed_above:
        yield Words("Passed over", "yellow")


def _failed(bid: BidResult) -> Iterator[Words]:
    for reason in bid.reasons:
        consequence = "" if reason.disqualifies else " (this does not disqualify)"
        yield Words(f"{reason.because}{consequence}", "red" if reason.disqualifies else "yellow")


def _print_points(evaluated: Evaluated, out: Console) -> None:
    shown = evaluated.evaluation.in_order[:MOST_BIDS]
    print_heading(out, "Points by criterion")
    for start in range(0, len(shown), BIDS_SIDE_BY_SIDE):
        _print_side_by_side(shown[start : start + BIDS_SIDE_BY_SIDE], evaluated, out)
    rest = len(evaluated.evaluation.bids) - len(shown)
    if rest:
        print_text(out, f"The other {rest}: {_ELSEWHERE}", "dim", indent=INDENT)


def _print_side_by_side(bids: Sequence[BidResult], evaluated: Evaluated, out: Console) -> None:
    model, places = evaluated.tender.model, evaluated.evaluation.places
    weights = model.effective_weights
    widths = widths_of(out, (18, 4, *[5] * len(bids)))
    heads = [Words("", "dim"), Words("of", "dim"), *(Words(bid.id, "dim") for bid in bids)]
    print_columns(out, [[head] for head in heads], widths, indent=INDENT)
    top = {item.id for item in model.criteria}
    for item in model.walk:
        if item.id not in weights:
            continue
        style = "bold" if isinstance(item, GroupCriterion) else ""
        inner = "" if item.id in top else "· "
        cells = [[Words(f"{inner}{item.title}", style)], [Words(exactly(weights[item.id]), "dim")]]
        for bid in bids:
            found = bid.criteria.get(item.id)
            text = "–" if found is None else rounded(found.points.value, places)
            cells.append([Words(text, style)])
        print_columns(out, cells, widths, indent=INDENT)


def _print_commitments(evaluated: Evaluated, out: Console) -> None:
    told = [bid for bid in evaluated.evaluation.in_order[:MOST_BIDS] if bid.commitments]
    if not told or evaluated.decision is None or evaluated.tender.policy is None:
        return
    print_heading(out, "What was promised in numbers, and whether it counts")
    for bid in told:
        print_text(out, f"{bid.bidder} ({bid.id})", "bold", indent=INDENT)
        plain = [
            _promise(evaluated, bid, measure)
            for measure, found in bid.commitments.items()
            if found.verdict is CommitmentVerdict.COUNTED and not found.settled_by
        ]
        if plain:
            print_entry(out, VERDICTS[CommitmentVerdict.COUNTED], [Words("; ".join(plain))])
        for measure, found in bid.commitments.items():
            if found.verdict is not CommitmentVerdict.COUNTED or found.settled_by:
                remedy = remedy_of_promise(bid.id, measure, found)
                _print_finding(_promise(evaluated, bid, measure), found, remedy, out)
    remedy = remedy_of_procurement(evaluated.tender, evaluated.evaluation)
    if remedy:
        print_text(out, remedy, indent=INDENT)


def _promise(evaluated: Evaluated, bid: BidResult, measure: str) -> str:
    _, promised = evaluated.tender.model.measures[measure]
    commitment = evaluated.tender.by_id[bid.id].commitments[measure]
    return f"{promised.title}: {exactly(commitment.quantity)} {promised.unit}"


def _print_finding(promise: str, found: CommitmentFinding, remedy: str, out: Console) -> None:
    styles = {CommitmentVerdict.NOT_COUNTED: "red", CommitmentVerdict.NEEDS_REVIEW: "yellow"}
    because = _ON_THE_PROCUREMENT if missing_of_procurement(found) else found.because
    said = [Words(promise, styles.get(found.verdict, "")), Words(because)]
    if remedy:
        said.append(Words(remedy))
    if found.settled_by:
        said.append(Words(f"Settled by: {found.settled_by.replace('_', ' ')}", "dim"))
    said += [Words(cite, "dim") for cite in found.cites]
    if found.unverified:
        said.append(Words(f"Not seen in its source: {', '.join(found.unverified)}", "yellow"))
    print_entry(out, VERDICTS[found.verdict], said)


def _print_abnormally_low(evaluated: Evaluated, out: Console) -> None:
    if not evaluated.evaluation.abnormally_low:
        return
    print_heading(out, "Prices to ask about, before anything is decided on them")
    for each in evaluated.evaluation.abnormally_low:
        bidder = evaluated.evaluation.by_id[each.bid].bidder
        print_entry(out, f"{bidder} ({each.bid})", [Words(each.because)])


def _print_chances(chances: Chances, evaluated: Evaluated, out: Console) -> None:
    """Print how often which bids were first in draws: the most frequent, and no more than a few."""
    often = sorted((item for item in chances.alone.items() if item[1]), key=lambda item: -item[1])[
        :MOST_CHANCES
    ]
    counts = [(f"{evaluated.evaluation.by_id[bid].bidder} ({bid})", count) for bid, count in often]
    if chances.shared:
        counts.append(("nobody alone", chances.shared))
    told = [f"{name} in {share_of(count, chances.draws)} per cent" for name, count in counts]
    out.print()
    print_text(out, f"{chances.draws:,} draws. {chances.assumption}", "dim", indent=INDENT)
    print_text(out, f"First: {'; '.join(told)}.", indent=INDENT)


def _print_letters(evaluated: Evaluated, out: Console) -> None:
    """Print, in a line, whether something stands in the way of the assessment summaries."""
    tender = evaluated.tender
    if sum(len(bid.scores) for bid in tender.bids) > MOST_LINTED:
        return
    many = sum(not finding.warns for finding in lint(tender, evaluated.evaluation))
    if many:
        out.print()
        told = f"Letters cannot be written yet: {counted(many, 'finding')}; podium report lists"
        print_text(out, f"{told} {'it' if many == 1 else 'them'}.")
