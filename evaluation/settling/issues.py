"""What stands in the way of an award: judged on an evaluation, and on what is still open of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluation.result import Evaluation
from rules.wording import counted, listed, lower_first, upper_first


class Kind(StrEnum):
    """What an issue is about, by which a page leads to where it is settled."""

    NOT_EVALUATED = "not_evaluated"
    OUT_OF_DATE = "out_of_date"
    PROMISES = "promises"
    PRICES = "prices"
    TIED = "tied"
    NONE_LEFT = "none_left"
    LOTS = "lots"


class LotState(StrEnum):
    """How a lot stands by the award of all lots of its procurement together.

    `LOT_BY_LOT` is no lot's: it is that of the divided procurement, once its lots are awarded.
    """

    NOT_AWARDED = "not_awarded"
    OUT_OF_DATE = "out_of_date"
    TIED = "tied"
    DECIDED = "decided"
    LOT_BY_LOT = "lot_by_lot"


@dataclass(frozen=True, slots=True)
class LotStanding:
    """The lot that a tender is of, or the procurement that is divided, and how it stands.

    The rest are numbers of other lots: `ended` without award though the award of this one rests on
    them, `told` of which bidders know the award, and `entered` with a contract.
    """

    called: str
    state: LotState
    ended: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    entered: tuple[int, ...] = ()

    @property
    def why_out_of_date(self) -> str:
        """Why the award of the lots does not stand in this one any more; no full stop."""
        if self.ended:
            were = "was" if len(self.ended) == 1 else "were"
            ended = upper_first(lots_called(self.ended))
            return f"{ended}, on whose award {self.called} rests, {were} ended without award"
        return "The lots were awarded on evaluations, tenders or an outline that no longer stand"


def lots_called(numbers: Sequence[int]) -> str:
    """Return what some lots are called together within a sentence."""
    return f"{'lot' if len(numbers) == 1 else 'lots'} {listed([str(one) for one in numbers])}"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that stands in the way, and what to do about it; neither has a full stop."""

    kind: Kind
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Open:
    """What is open beside the order of the bids: the run on record, promises, and prices.

    `is_current` says that the run rests on what stands on record now. `lot` is that which the
    tender is of, None where it is of none that is awarded together with others, and its own are
    not.
    """

    is_evaluated: bool
    is_current: bool
    promises: int
    prices: int
    lot: LotStanding | None = None


def issues(open_: Open, evaluation: Evaluation | None) -> tuple[Issue, ...]:
    """Return what stands in the way of recommending an award, the first to settle first."""
    found = []
    if open_.promises:
        found.append(_promises(open_.promises))
    if open_.prices:
        found.append(_prices(open_.prices))
    if not open_.is_evaluated:
        problem = "The bids are not evaluated yet"
        found.append(Issue(Kind.NOT_EVALUATED, problem, "Have them evaluated on the result’s page"))
    elif not open_.is_current:
        problem = "Something was settled or changed since the bids were last evaluated"
        found.append(Issue(Kind.OUT_OF_DATE, problem, "Evaluate them again"))
    if evaluation is not None and open_.is_evaluated:
        found += _of_order(evaluation)
    if open_.lot is not None and open_.lot.state is not LotState.DECIDED:
        found.append(_of_lot(open_.lot))
    return tuple(found)


def _of_lot(lot: LotStanding) -> Issue:
    match lot.state:
        case LotState.LOT_BY_LOT:
            problem = f"The lots of {lot.called} are awarded together, each by a tender of its own"
            remedy = "Recommend the award of each lot in its tender; to award the contract as a "
            remedy += "whole, first take the tenders out of the lots"
        case LotState.TIED:
            problem = f"The published rule does not decide who wins {lot.called}"
            remedy = "Take advice: nothing that was not published may decide it"
        case LotState.OUT_OF_DATE:
            why = lot.why_out_of_date
            problem = why if lot.ended else f"This tender is of {lot.called}: {lower_first(why)}"
            remedy = _again(lot)
        case _:
            problem = f"This tender is of {lot.called}, and the lots are not awarded yet"
            remedy = "Have the lots awarded, all together"
    return Issue(Kind.LOTS, problem, remedy)


def _again(lot: LotStanding) -> str:
    """Return what to do where the lots can be awarded again together, and where they can't."""
    end = "end this procurement without award, and tender the lot anew"
    if lot.entered:
        entered = lots_called(lot.entered)
        return f"{upper_first(end)}: {entered} can’t be awarded again, with a contract entered into"
    if lot.told:
        told = lots_called(lot.told)
        first = f"Take back the award of {told}, of which bidders are told, and have the lots "
        return f"{first}awarded again, all together; or {end}"
    return "Have the lots awarded again, all together"


def _promises(many: int) -> Issue:
    wait = counted(many, "promise needs", "promises need")
    problem = f"{wait} a person’s decision: the rules leave open whether it counts"
    return Issue(Kind.PROMISES, problem, "Settle it")


def _prices(many: int) -> Issue:
    wait = counted(many, "price is", "prices are")
    problem = f"{wait} in question as abnormally low, and not decided on"
    return Issue(Kind.PRICES, problem, "Ask the bidder, and decide on its answer")


def _of_order(evaluation: Evaluation) -> tuple[Issue, ...]:
    if not evaluation.awardable:
        return (_none_left(evaluation),)
    if evaluation.winner is not None:
        return ()
    first = listed([evaluation.by_id[bid].bidder for bid in evaluation.awardable[0]])
    left = " of those the lot may be awarded to" if evaluation.passed_above else ""
    problem = f"First place{left} is shared by {first}, and the published model does not set them "
    problem += "apart"
    remedy = "Take advice on how to go on: nothing that was not published may decide between them"
    return (Issue(Kind.TIED, problem, remedy),)


def _none_left(evaluation: Evaluation) -> Issue:
    if evaluation.ranking:
        problem = "Every tender that is ranked is passed over, so that nobody is left to have the "
        problem += "lot"
        remedy = "Look at the award of the lots, or end the procurement without an award"
        return Issue(Kind.NONE_LEFT, problem, remedy)
    problem = "No tender is left to be ranked, so there is none to award the contract to"
    remedy = "Look at the grounds, or end the procurement without an award"
    return Issue(Kind.NONE_LEFT, problem, remedy)
