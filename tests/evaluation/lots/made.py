"""Lots made by hand, with as few words as a test wants to read: points or prices by bid."""

from collections.abc import Mapping, Sequence

from evaluation.evaluate import evaluate
from evaluation.lots import Lot, LotBidder, LotsResult, LotsTender, Rule, award_lots
from evaluation.result import Evaluation
from tests.evaluation.builders import bid, model, price, scored, tender

ONLY_POINTS = model(scored("q", "100", "0-10"))
WITH_PRICE = model(scored("q", "60", "0-10"), price("40"))
WITH_TIE_BREAK = model(scored("q", "50", "0-10"), scored("r", "50", "0-10"), tie_break=("r",))


def lots(
    rule: Rule,
    marks: Mapping[str, Mapping[str, str]],
    *,
    limit: int | None = 1,
    limits: Mapping[str, int] | None = None,
    preferences: Mapping[str, Sequence[str]] | None = None,
    tie_break: tuple[Rule, ...] = (),
) -> LotsTender:
    """Return lots with a mark for each bid: `"7"`, with a price `"7 £900"`, or two `"7+3"`."""
    bids = dict.fromkeys(one for several in marks.values() for one in several)
    return LotsTender(
        reference="COV-2026-014",
        rule=rule,
        lots=tuple(_lot(id_, several) for id_, several in marks.items()),
        bidders=tuple(
            LotBidder(
                one,
                f"{one} Ltd",
                (one,),
                (limits or {}).get(one),
                tuple((preferences or {}).get(one, ())),
            )
            for one in bids
        ),
        limit=limit,
        tie_break=tie_break,
    )


def _lot(id_: str, marks: Mapping[str, str]) -> Lot:
    made = [bid(one, *_figures(text)) for one, text in marks.items()]
    texts = "".join(marks.values())
    chosen = WITH_PRICE if "£" in texts else WITH_TIE_BREAK if "+" in texts else ONLY_POINTS
    return Lot(id_, id_.title(), tender(chosen, *made))


def _figures(text: str) -> tuple[str | None, dict[str, str]]:
    marks, _, amount = text.partition(" £")
    first, plus, second = marks.partition("+")
    return (amount or None), {"q": first, **({"r": second} if plus else {})}


def evaluations(of: LotsTender) -> dict[str, Evaluation]:
    """Return the evaluation of each lot."""
    return {lot.id: evaluate(lot.tender) for lot in of.lots}


def awarded(of: LotsTender) -> LotsResult:
    """Return the award of lots."""
    return award_lots(of, evaluations(of))


def holders(result: LotsResult) -> dict[str, tuple[str, ...]]:
    """Return who has each lot, or may have it."""
    return {one.lot: one.bids for one in result.lots}
