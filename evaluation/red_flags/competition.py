"""Checks of how much competition there was, and of how it came to an end."""

from evaluation.red_flags.finding import (
    Check,
    Seen,
    disqualified,
    named,
    not_applicable,
    not_raised,
    raised,
    ranked,
)
from evaluation.result import Evaluation, ReasonRule
from evaluation.tender import Tender
from evaluation.wording import listed

FEWEST_ON_ONE_GROUND = 2
"""So many disqualified bids that failed the same thing are asked about, if no other failed."""


def _single_bid(tender: Tender, evaluation: Evaluation) -> Seen:
    del evaluation
    if len(tender.bids) != 1:
        return not_raised(f"{len(tender.bids)} bids were received.")
    [only] = tender.bids
    return raised(f"Only {named(tender, (only.id,))} sent a bid.", (only.id,))


def _all_but_one_disqualified(tender: Tender, evaluation: Evaluation) -> Seen:
    if len(tender.bids) == 1:
        return not_applicable("There is only one bid.")
    left, out = ranked(tender, evaluation), disqualified(tender, evaluation)
    if len(left) != 1:
        return not_raised(f"{len(left)} of {len(tender.bids)} bids are ranked.")
    who = named(tender, (left[0].id,))
    return raised(
        f"Of {len(tender.bids)} bids only {who} is ranked; the other "
        f"{'is' if len(out) == 1 else f'{len(out)} are'} disqualified.",
        (bid.id for bid in out),
    )


def _same_ground(tender: Tender, evaluation: Evaluation) -> Seen:
    out = disqualified(tender, evaluation)
    if len(out) < FEWEST_ON_ONE_GROUND:
        return not_applicable(f"Fewer than {FEWEST_ON_ONE_GROUND} bids are disqualified.")
    grounds = [_grounds(tender, evaluation, bid.id) for bid in out]
    shared = [ground for ground in grounds[0] if all(ground in others for others in grounds)]
    if not shared:
        return not_raised("The disqualified bids failed different things.")
    return raised(
        f"All {len(out)} disqualified bids failed the same thing: {listed(tuple(shared))}.",
        (bid.id for bid in out),
    )


def _grounds(tender: Tender, evaluation: Evaluation, bid: str) -> tuple[str, ...]:
    """Return what a bid was disqualified for, in words that two bids share if they failed alike."""
    model = tender.model
    return tuple(
        f"{_RULES[reason.rule]} {model.by_id[reason.criterion].title}"
        if reason.criterion in model.by_id
        else f"{_RULES[reason.rule]} ({reason.because.rstrip('.')})"
        for reason in evaluation.by_id[bid].reasons
        if reason.disqualifies
    )


_RULES = {
    ReasonRule.EXCLUSION: "a ground of exclusion",
    ReasonRule.GATE: "the gate",
    ReasonRule.MINIMUM: "the minimum of",
    ReasonRule.ZERO_PRICE: "a price above zero for",
    ReasonRule.NO_QUALITY_POINTS: "a quality point for",
}


def _identical_commitments(tender: Tender, evaluation: Evaluation) -> Seen:
    del evaluation
    if not tender.model.measures:
        return not_applicable("The model asks for no commitments.")
    offers: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for bid in tender.bids:
        offered = {name: item for name, item in bid.commitments.items() if item.quantity}
        if len(offered) >= FEWEST_EQUAL_QUANTITIES:
            key = tuple(sorted((name, str(item.quantity)) for name, item in offered.items()))
            offers.setdefault(key, []).append(bid.id)
    alike = next((bids for bids in offers.values() if len(bids) > 1), None)
    if alike is None:
        return not_raised(
            f"No two bids promise the same for {FEWEST_EQUAL_QUANTITIES} measures or more."
        )
    return raised(f"{named(tender, alike)} promise the same quantity of every measure.", alike)


FEWEST_EQUAL_QUANTITIES = 2
"""One equal quantity may well be chance; from two measures on it is asked about."""

CHECKS = (
    Check(
        "single-bid",
        "A single bid",
        "Could the requirement, the time allowed or the route to market have kept others away?",
        _single_bid,
    ),
    Check(
        "all-but-one-disqualified",
        "All bids but one disqualified",
        "Was each disqualification judged on the published rule alone, and by whom was it checked?",
        _all_but_one_disqualified,
    ),
    Check(
        "disqualified-on-one-ground",
        "Losing bids disqualified on the same ground",
        "Was the requirement clear to bidders, and is it in proportion to the contract?",
        _same_ground,
    ),
    Check(
        "identical-commitments",
        "The same commitments in two bids",
        "Did the bidders arrive at their quantities independently, or did the tender suggest them?",
        _identical_commitments,
    ),
)
