"""Section 3: what each bid had to pass, what it failed, and what follows from it."""

from collections.abc import Iterable
from typing import assert_never

from evaluation.model import Criterion, GateCriterion, Minimum
from evaluation.result import BidResult, Reason, ReasonRule
from evaluation.wording import exactly, per_cent
from rules.wording import moment_in_words
from webapp.documents.content import Block, Column, Heading, Lines, Paragraph, Section, Table
from webapp.documents.report.award import Award
from webapp.documents.report.extent import HELD_IN_JSON, MOST_ROWS, left_out
from webapp.documents.report.words import cell, line

MOST_NAMED = 8
"""So many bids that passed are named; more are counted."""


def standing(award: Award) -> Section:
    """Return the gates, minimums and exclusions, with what follows from each."""
    blocks: list[Block] = []
    rows = [_requirement(award, item) for item in award.tender.model.walk if _is_judged(item)]
    if rows:
        columns = (
            Column("Requirement"),
            Column("Published rule"),
            Column("Passed"),
            Column("Failed"),
        )
        blocks += [
            Heading(3, "Gates and minimums of the model", "gates"),
            Table("Gates and minimums of the model", columns, tuple(rows)),
        ]
    else:
        blocks.append(Paragraph(line("The model has neither gates nor minimums.")))
    blocks += [Heading(3, "What bids failed", "failed"), *_failed(award), *_unread(award)]
    return Section("standing", "3", "Gates, minimums and exclusions", tuple(blocks))


def _unread(award: Award) -> tuple[Block, ...]:
    """Return the tenders that counted and that nobody could read; nothing where there is none."""
    rows = tuple(
        (
            cell(f"{one.bidder} (bid {one.bid})"),
            cell(moment_in_words(one.received_at), f"SHA-256 {one.sha256}"),
            cell(*one.because.splitlines()),
            cell(one.declared_by),
        )
        for one in award.tender.unread
    )
    if not rows:
        return ()
    columns = (
        Column("Bidder"),
        Column("Received, and the digest on the receipt"),
        Column("Why it could not be read"),
        Column("Declared by"),
    )
    why = (
        "These tenders count. The authority could not read them, so that they "
        "were not evaluated. No provision is cited for that: whether the award stands without them "
        "is for legal advice."
    )
    return (
        Heading(3, "Tenders that could not be read", "unread"),
        Paragraph(line(why)),
        Table("Tenders that could not be read", columns, rows),
    )


def _is_judged(item: Criterion) -> bool:
    return isinstance(item, GateCriterion) or item.minimum is not None


def _requirement(award: Award, item: Criterion) -> tuple[Lines, ...]:
    passed, failed, open_ = [], [], []
    for bid in award.in_order:
        if any(reason.criterion == item.id and reason.rule in _JUDGED for reason in bid.reasons):
            failed.append(bid)
        elif _is_known(award, bid, item):
            passed.append(bid)
        else:
            open_.append(bid)
    judged = _names(award, passed) or "None"
    not_judged = f"Not judged: {_names(award, open_)}" if open_ else ""
    return (
        cell(award.criterion(item.id)),
        cell(_rule(item)),
        cell(judged, not_judged),
        cell(_names(award, failed) or "None"),
    )


_JUDGED = frozenset({ReasonRule.GATE, ReasonRule.MINIMUM})


def _is_known(award: Award, bid: BidResult, item: Criterion) -> bool:
    return item.id in award.tender.by_id[bid.id].scores or item.id in bid.criteria


def _names(award: Award, bids: Iterable[BidResult]) -> str:
    ids = [bid.id for bid in bids]
    if len(ids) > MOST_NAMED:
        return f"{len(ids)} bids"
    return award.named(ids) if ids else ""


def _rule(item: Criterion) -> str:
    if item.minimum is None:
        return "Gate: must be passed, or the bid is disqualified."
    minimum = item.minimum
    follows = "is disqualified" if minimum.disqualifies else "is noted, and stays ranked"
    return f"Minimum: at least {least(minimum)}, or the bid {follows}."


def least(minimum: Minimum) -> str:
    """Return what a minimum asks for."""
    if minimum.score is not None:
        return f"a mark of {exactly(minimum.score)}"
    return "" if minimum.percent is None else per_cent(minimum.percent)


_FAILED = (Column("Bidder"), Column("Rule"), Column("What was found"), Column("Follows"))


def _failed(award: Award) -> tuple[Block, ...]:
    rows = tuple(
        (
            cell(award.names[bid.id]),
            cell(_published(award, reason)),
            cell(reason.because),
            cell("Disqualified" if reason.disqualifies else "Stays ranked"),
        )
        for bid in award.in_order
        for reason in bid.reasons
    )
    if not rows:
        return (Paragraph(line("No bid failed anything.")),)
    if len(rows) > MOST_ROWS:
        held = left_out(MOST_ROWS, len(rows), len(rows), HELD_IN_JSON, of="failings")
        return (held, Table("What bids failed", _FAILED, rows[:MOST_ROWS]))
    return (Table("What bids failed", _FAILED, rows),)


def _published(award: Award, reason: Reason) -> str:
    match reason.rule:
        case ReasonRule.EXCLUSION:
            return "Exclusion ground, as declared"
        case ReasonRule.GATE:
            return f"Gate ‘{award.criterion(reason.criterion)}’"
        case ReasonRule.MINIMUM:
            return f"Minimum of ‘{award.criterion(reason.criterion)}’"
        case ReasonRule.ZERO_PRICE:
            return f"Zero price under ‘{award.criterion(reason.criterion)}’"
        case ReasonRule.NO_QUALITY_POINTS:
            return "Price per quality point without any points"
        case _ as never:
            assert_never(never)
