"""An award of lots as pages show it: who has each lot and why, and what came of every bid."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from evaluation.lots import LotOutcome, Rule
from evaluation.wording import pounds
from webapp.services.lot_awards.awarding import Reviewed
from webapp.services.lot_awards.seeing import Seen
from webapp.store.lot_awards import AwardRow, EarlierAward


@dataclass(frozen=True, slots=True)
class Ranked:
    """A bid for a lot as a table shows it: its place, whose it is, and what came of it.

    `figure` is empty where it has none, or where it is not theirs to see; `because` where nothing
    is to be said, or it tells of figures that are not theirs to see.
    """

    rank: int | None
    bidder: str
    figure: str
    verdict: str
    because: str


@dataclass(frozen=True, slots=True)
class LotWon:
    """What an award comes to in one lot: who has it and why, and every bid for it in order."""

    number: int
    title: str
    outcome: LotOutcome
    bidders: tuple[str, ...]
    because: str
    bids: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class AwardShown:
    """An award of lots: by what, who and when, and what it comes to, `lots` empty if unseen.

    `limit` is how many lots one bidder may win. `total` and `price` are what the awards come to,
    in words, empty where there is no such figure or it is not theirs to see. `why` says why they
    were awarded again, empty too where it is not theirs to see. `has_figures` says that figures of
    bids are shown, and `has_reasons` the reasons that compare what awards come to.
    """

    number: int
    by: str
    at: datetime
    rule: Rule
    tie_break: tuple[Rule, ...]
    rule_at: str
    limit: int | None
    is_decided: bool
    lots: tuple[LotWon, ...]
    total: str
    price: str
    notes: tuple[str, ...]
    input_sha256: str
    result_sha256: str
    why: str
    has_figures: bool
    has_reasons: bool


def shown_award(row: AwardRow, seen: Seen) -> AwardShown:
    """Return an award of lots as far as somebody may see it."""
    award = row.award
    told: Mapping[str, Any] = json.loads(award.result)
    return AwardShown(
        number=award.number,
        by=row.by,
        at=award.made_at,
        rule=Rule(award.rule),
        tie_break=tuple(Rule(one) for one in json.loads(award.tie_break)),
        rule_at=award.rule_at,
        input_sha256=award.input_sha256,
        result_sha256=award.result_sha256,
        why=award.why if seen.sees_names else "",
        **result_shown(told, sees_names=seen.sees_names, sees_prices=seen.sees_prices),
    )


def shown_earlier(rows: Sequence[EarlierAward], seen: Seen) -> tuple[EarlierAward, ...]:
    """Return the awards that another has followed as far as somebody may see them."""
    return tuple(row if seen.sees_names else row._replace(why="") for row in rows)


def reviewed_lots(found: Reviewed) -> tuple[LotWon, ...]:
    """Return what an award would come to, for the officer who reads it before confirming it."""
    return _won(json.loads(found.worked.result), has_figures=True, has_reasons=True)


def reviewed_notes(found: Reviewed) -> tuple[str, ...]:
    """Return what that officer has to know beside it."""
    return tuple(json.loads(found.worked.result)["notes"])


def result_shown(told: Mapping[str, Any], *, sees_names: bool, sees_prices: bool) -> dict[str, Any]:
    """Return what `AwardShown` holds of a `podium/lots-result/1`, as far as it may be seen.

    Without prices no bid's figure is shown, which holds its points for them, and no reason where
    sums of prices or of points are compared.
    """
    sums = told["sums"] or {}
    price = sums.get("price")
    has_reasons = sees_prices or not (Rule(told["rule"]).compares_sums or told["tie_break"])
    return {
        "has_figures": sees_prices,
        "has_reasons": has_reasons,
        "limit": told["limit"],
        "is_decided": told["decided"],
        "lots": _won(told, has_figures=sees_prices, has_reasons=has_reasons) if sees_names else (),
        "total": (sums.get("total") or "") if sees_names else "",
        "price": pounds(Fraction(price)) if price and sees_prices else "",
        "notes": tuple(told["notes"]) if sees_names else (),
    }


def _won(told: Mapping[str, Any], *, has_figures: bool, has_reasons: bool) -> tuple[LotWon, ...]:
    names = {bid: one["bidder"] for one in told["bidders"] for bid in one["bids"]}
    return tuple(
        LotWon(
            number=int(lot["id"]),
            title=lot["title"],
            outcome=LotOutcome(lot["outcome"]),
            bidders=tuple(names[bid] for bid in lot["bids"]),
            because=lot["because"] if has_reasons else "",
            bids=_ranked(told, lot["id"], has_figures=has_figures, has_reasons=has_reasons),
        )
        for lot in told["lots"]
    )


def _ranked(
    told: Mapping[str, Any], lot: str, *, has_figures: bool, has_reasons: bool
) -> tuple[Ranked, ...]:
    found = [
        Ranked(
            rank=claim["rank"],
            bidder=one["bidder"],
            figure=(claim["figure"] or "") if has_figures else "",
            verdict=claim["verdict"],
            because=claim["because"] if has_reasons else "",
        )
        for one in told["bidders"]
        for claim in one["lots"]
        if claim["lot"] == lot
    ]
    last = len(found) + 1
    return tuple(sorted(found, key=lambda one: (one.rank or last, one.bidder)))
