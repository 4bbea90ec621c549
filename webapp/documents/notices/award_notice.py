"""The contract award notice, UK6: who won, for how much, and until when nothing may be signed.

It is published before the contract is entered into and after the assessment summaries
(Procurement Act 2023 s.50), and begins the standstill (s.51).
"""

from collections.abc import Iterator
from datetime import date

from evaluation.letters.standstill import least_end
from rules.money import Money
from rules.uk_time import day_of
from rules.wording import counted, date_in_words, moment_in_words
from webapp.documents.notices.draft import Draft, Held, Issue, Missing, NoticeKind
from webapp.documents.notices.exact_json import Field
from webapp.documents.notices.facts import Award, Purchase, Winner
from webapp.documents.notices.fields import (
    LEGAL_BASIS,
    ONLY,
    amounts_in_words,
    bid_price,
    buyer,
    buyer_reference,
    end_of,
    head,
    moment,
    notice_document,
    start_of,
    supplier,
    supplier_reference,
    value,
)
from webapp.documents.notices.lacks import OF_DAYS, OF_PLACE, of_platform, of_purchase, of_winner
from webapp.documents.notices.tender_notice import items, lots_of
from webapp.documents.notices.termination_notice import cancelled_awards

KIND = NoticeKind.AWARD
_OF_BEFORE = Missing(
    "That the award notice published before stands no longer",
    "The file names that award as cancelled. How the platform takes back a notice that is "
    "published was not found in the Procurement Act 2023 or the Procurement Regulations 2024: look "
    "at what it lets you do with the first notice, and take advice.",
)


def award_notice(purchase: Purchase, award: Award, issue: Issue, *, contact: str = "") -> Draft:
    """Return the contract award notice of an award of which bidders were told."""
    release = {
        **head(purchase, KIND, issue, ("award",)),
        "parties": (buyer(purchase, contact), supplier(award.winner)),
        "buyer": buyer_reference(purchase),
        "tender": tender_that_ended(purchase),
        "bids": {"statistics": tuple(_statistics(award))},
        "awards": (
            *cancelled_awards(award.cancelled),
            {
                **awarded(purchase, award, status="pending"),
                **_standstill(award),
                "documents": (notice_document(purchase, KIND, issue, "awardNotice"),),
            },
        ),
    }
    return Draft(release, tuple(_holds(purchase, award)), tuple(_lacks(purchase, award, issue)))


def tender_that_ended(purchase: Purchase) -> dict[str, Field]:
    """Return the tender, as the notices after it name it."""
    ids = [str(lot.number) for lot in lots_of(purchase)] or [ONLY]
    return {
        "id": purchase.reference,
        "legalBasis": LEGAL_BASIS,
        "title": purchase.title,
        "status": "complete",
        "lots": tuple({"id": one, "status": "complete"} for one in ids),
    }


def awarded(purchase: Purchase, award: Award, *, status: str) -> dict[str, Field]:
    """Return the award itself: pending until the contract is entered into, then active."""
    found: dict[str, Field] = {
        "id": award.id,
        "title": purchase.title,
        "status": status,
        "date": start_of(award.decided_on),
        **priced(award.winner),
        "mainProcurementCategory": purchase.category,
    }
    if purchase.is_above is not None:
        found["aboveThreshold"] = purchase.is_above
    found["suppliers"] = (supplier_reference(award.winner),)
    bought = items(purchase, ONLY)
    if not lots_of(purchase):
        found["relatedLots"] = (ONLY,)
        if bought:
            found["items"] = bought
    return found


def priced(winner: Winner) -> dict[str, Field]:
    """Return what is paid, nothing where it is not known with and without tax."""
    amounts = bid_price(winner)
    return {"value": value(amounts)} if amounts else {}


def holds_of_winner(purchase: Purchase, award: Award) -> Iterator[Held]:
    """Return who won and for how much, in words."""
    yield Held("Authority", purchase.authority.name)
    yield Held("Title", purchase.title)
    yield Held("Supplier", award.winner.name)
    amounts = bid_price(award.winner)
    if amounts:
        yield Held("Value", amounts_in_words(amounts, award.winner.rate))


def lacks_of_lots(purchase: Purchase) -> Iterator[Missing]:
    """Return that the lots which were won have to be said, where there are lots."""
    if lots_of(purchase):
        yield Missing("Which lots it is for", "The tender is divided into lots.")


def _statistics(award: Award) -> Iterator[dict[str, Field]]:
    counts = (("bids", award.bids), ("finalStageBids", award.assessed))
    for place, (measure, count) in enumerate(counts, start=1):
        yield {"id": str(place), "measure": measure, "value": count}


def _standstill(award: Award) -> dict[str, Field]:
    found: dict[str, Field] = {"assessmentSummariesDateSent": moment(award.told_at)}
    if award.standstill and award.standstill.ends_on:
        found["standstillPeriod"] = {
            "startDate": start_of(award.standstill.published_on),
            "endDate": end_of(award.standstill.ends_on),
        }
    return found


def _holds(purchase: Purchase, award: Award) -> Iterator[Held]:
    yield from holds_of_winner(purchase, award)
    yield Held("Award decided on", date_in_words(award.decided_on))
    if award.cancelled:
        before = counted(award.cancelled, "award", "awards")
        yield Held("Taken back before", f"{before} of which a notice was published: cancelled")
    yield Held("Assessment summaries sent", moment_in_words(award.told_at))
    if award.standstill:
        last = award.standstill.ends_on
        yield Held("Last day of the standstill", date_in_words(last) if last else "There is none")
    yield Held(
        "Bids", f"{award.bids} came in by the deadline, {award.assessed} were assessed to the end"
    )


def _of_standstill(purchase: Purchase, today: date) -> Missing:
    """Return what to enter of the standstill, which begins with the day of publication."""
    title = "The last day of the standstill"
    if purchase.standstill_days == 0:
        return Missing(
            title, "The law asks for none here, and the notice may give a voluntary one."
        )
    last = least_end(purchase.standstill_days, today)
    if last is None:
        return Missing(title, "The rules do not say whether there is one.")
    return Missing(
        title,
        f"It begins with the day of publication. If that is {date_in_words(today)}, its last day "
        f"is {date_in_words(last)} at the earliest (Procurement Act 2023 s.51).",
    )


def _of_others(purchase: Purchase) -> Iterator[Missing]:
    """Yield what is said of the other tenders that were assessed: reg 27(2)(n) and (o).

    Above a value, which counts tax, their suppliers are named; up to it they are counted.
    """
    above = purchase.suppliers_named_above
    large = _is_large(purchase.value, above)
    if large is not True:
        yield Missing(
            "How many of the assessed tenders came from small firms, and how many from voluntary, "
            "community or social enterprises",
            "It is not on record (Procurement Regulations 2024 reg 27(2)(n)(iii)).",
        )
    if large is not False:
        yield Missing(
            "The name, identifier and address of each supplier whose tender was assessed and did "
            "not win, and whether it is a small firm or a voluntary, community or social "
            "enterprise",
            f"The notice names them where the contract is worth more than {above or 'a value'} "
            "(Procurement Regulations 2024 reg 27(2)(o)).",
        )


def _is_large(value: Money | None, above: Money | None) -> bool | None:
    """Return whether an estimated value is above another with tax, None if that is unknown."""
    if value is None or value.vat is None or above is None:
        return None
    return value.scaled_gross(value.rate) > above.scaled_gross(value.rate)


def _lacks(purchase: Purchase, award: Award, issue: Issue) -> Iterator[Missing]:
    yield from of_platform(KIND, issue, purchase)
    yield from of_purchase(purchase)
    yield from of_winner(award.winner)
    yield from lacks_of_lots(purchase)
    if award.cancelled:
        yield _OF_BEFORE
    if award.standstill is None:
        yield _of_standstill(purchase, day_of(issue.at))
    yield OF_PLACE
    yield OF_DAYS
    yield Missing("The day on which the contract is to be signed", "It is not on record.")
    yield Missing(
        f"The connected persons of {award.winner.name}",
        "They are not on record. The platform has them from the supplier itself (Procurement "
        "Regulations 2024 reg 27(2)(e)(vi) and (vii)).",
    )
    yield from _of_others(purchase)
    yield Missing(
        f"Whom {award.winner.name} is to subcontract to, or relies on", "It is not on record."
    )
