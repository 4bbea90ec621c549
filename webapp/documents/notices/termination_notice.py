"""The procurement termination notice, UK12: that nothing is awarded after a tender notice.

It is published as soon as reasonably practicable after that is decided (Procurement Act 2023 s.55).
Regulation 37 of the Procurement Regulations 2024 asks for the decision and its day, and for no
reason; other information may stand in it.
"""

from collections.abc import Iterator

from rules.wording import date_in_words
from webapp.documents.notices.draft import Draft, Held, Issue, Missing, NoticeKind
from webapp.documents.notices.exact_json import Field
from webapp.documents.notices.facts import Ending, Purchase
from webapp.documents.notices.fields import (
    LEGAL_BASIS,
    ONLY,
    buyer,
    buyer_reference,
    head,
    notice_document,
)
from webapp.documents.notices.lacks import of_platform, of_purchase
from webapp.documents.notices.tender_notice import lots_of

KIND = NoticeKind.TERMINATION
CANCELLED = "cancelled"


def termination_notice(
    purchase: Purchase, ending: Ending, issue: Issue, *, contact: str = ""
) -> Draft:
    """Return the procurement termination notice of a procurement that ended without award."""
    release: dict[str, Field] = {
        **head(purchase, KIND, issue, ("tenderCancellation",)),
        "parties": (buyer(purchase, contact),),
        "buyer": buyer_reference(purchase),
        "tender": _tender(purchase, ending, issue),
    }
    if ending.cancelled:
        release["awards"] = cancelled_awards(ending.cancelled)
    return Draft(release, tuple(_holds(purchase, ending)), tuple(_lacks(purchase, issue)))


def cancelled_awards(count: int) -> tuple[dict[str, Field], ...]:
    """Return the awards of which a notice was published and which were taken back."""
    return tuple({"id": str(number), "status": CANCELLED} for number in range(1, count + 1))


def _tender(purchase: Purchase, ending: Ending, issue: Issue) -> dict[str, Field]:
    ids = [str(lot.number) for lot in lots_of(purchase)] or [ONLY]
    return {
        "id": purchase.reference,
        "legalBasis": LEGAL_BASIS,
        "title": purchase.title,
        "status": CANCELLED,
        "statusDetails": f"{_decision(ending)} {ending.because}",
        "lots": tuple({"id": one, "status": CANCELLED} for one in ids),
        "documents": (notice_document(purchase, KIND, issue, "cancellationDetails"),),
    }


def _decision(ending: Ending) -> str:
    """Return the statement of reg 37(2)(d), and the day of (e)."""
    return (
        "Following the publication of the tender notice, the authority decided on "
        f"{date_in_words(ending.decided_on)} not to award the contract."
    )


def _holds(purchase: Purchase, ending: Ending) -> Iterator[Held]:
    yield Held("Authority", purchase.authority.name)
    yield Held("Title", purchase.title)
    yield Held("Decision", f"Not to award, on {date_in_words(ending.decided_on)}")
    yield Held("Why", ending.because)


def _lacks(purchase: Purchase, issue: Issue) -> Iterator[Missing]:
    yield from of_platform(KIND, issue, purchase)
    yield from of_purchase(purchase)
    yield Missing(
        "The day of the decision, in the platform’s own field",
        "The file has it only in words (Procurement Regulations 2024 reg 37(2)(e)). The reason "
        "stands in the file beside it: the law asks for none in this notice, and everybody reads "
        "it.",
    )
