"""The tender notice, UK4: what is bought, until when bids are taken, and how they are judged.

What a tender notice states is in section 21 of the Procurement Act 2023 and its regulations, a
below-threshold one in section 87; the shape is that of notices on the central platform.
"""

from collections.abc import Iterator

from evaluation.outline.lots import Division, Lot
from rules.money import Money, Pence
from rules.vocabulary.labels import label
from rules.wording import counted, moment_in_words
from webapp.documents.notices.criteria import award_criteria, criteria_in_words
from webapp.documents.notices.draft import Draft, Held, Issue, Missing, NoticeKind
from webapp.documents.notices.exact_json import Field
from webapp.documents.notices.facts import Offered, Purchase
from webapp.documents.notices.fields import (
    LEGAL_BASIS,
    ONLY,
    amounts_in_words,
    buyer,
    buyer_reference,
    estimated,
    head,
    moment,
    notice_document,
    value,
)
from webapp.documents.notices.lacks import OF_PLACE, of_platform, of_purchase

KIND = NoticeKind.TENDER
_PROCEDURES = {"open": ("open", "Open procedure")}
"""By the vocabulary's procedure, OCDS's method and the platform's words, where both are known."""

_SPECIAL = {"light_touch": "lightTouch"}
"""By the vocabulary's special rules, the platform's code, as far as it is known."""

OF_LINK = Missing(
    "Whom a supplier asks for its link to the tender",
    "Bids come in by a link of each bidder’s own. In an open procedure every supplier may submit a "
    "tender, so the notice says how it gets one (Procurement Act 2023 s.20(2)(a)).",
)


def tender_notice(purchase: Purchase, offered: Offered, issue: Issue) -> Draft:
    """Return the tender notice of a purchase."""
    release = {
        **head(purchase, KIND, issue, ("tender",)),
        "parties": (buyer(purchase, offered.contact),),
        "buyer": buyer_reference(purchase),
        "tender": _tender(purchase, offered, issue),
    }
    return Draft(release, tuple(_holds(purchase, offered)), tuple(_lacks(purchase, offered, issue)))


def lots_of(purchase: Purchase) -> tuple[Lot, ...]:
    """Return the lots, none where what is bought is one contract."""
    return purchase.lots.lots if purchase.lots.division is Division.DIVIDED else ()


def _tender(purchase: Purchase, offered: Offered, issue: Issue) -> dict[str, Field]:
    return {
        "id": purchase.reference,
        "legalBasis": LEGAL_BASIS,
        "title": purchase.title,
        "status": "active",
        **_classified(purchase),
        **_method(purchase),
        **_time(offered),
        **_sending(offered),
        "lots": tuple(_lots(purchase, offered)),
        **_lot_details(purchase),
        **_items(purchase),
        "documents": tuple(_documents(purchase, offered, issue)),
    }


def _classified(purchase: Purchase) -> dict[str, Field]:
    found: dict[str, Field] = {}
    amounts = estimated(purchase.value) if purchase.value else None
    if amounts:
        found["value"] = value(amounts)
    found["mainProcurementCategory"] = purchase.category
    if purchase.also_includes:
        found["additionalProcurementCategories"] = purchase.also_includes
    if purchase.is_above is not None:
        found["aboveThreshold"] = purchase.is_above
    if purchase.special_rules in _SPECIAL:
        found["specialRegime"] = (_SPECIAL[purchase.special_rules],)
    if purchase.framework == "establishing":
        found["techniques"] = {"hasFrameworkAgreement": True}
    return found


def _method(purchase: Purchase) -> dict[str, Field]:
    known = _PROCEDURES.get(purchase.procedure) if purchase.is_above else None
    if known:
        return {"procurementMethod": known[0], "procurementMethodDetails": known[1]}
    if purchase.is_above and purchase.procedure:
        return {"procurementMethodDetails": label("procedure", purchase.procedure)}
    return {}


def _time(offered: Offered) -> dict[str, Field]:
    found: dict[str, Field] = {}
    if offered.deadline_at:
        found["tenderPeriod"] = {"endDate": moment(offered.deadline_at)}
    if offered.questions_until:
        found["enquiryPeriod"] = {"endDate": moment(offered.questions_until)}
    return found


def _sending(offered: Offered) -> dict[str, Field]:
    found: dict[str, Field] = {
        "submissionMethod": ("electronicSubmission",),
        "submissionTerms": {"electronicSubmissionPolicy": "allowed"},
    }
    if offered.documents_at:
        found["submissionMethodDetails"] = f"Tender documents: {offered.documents_at}"
    return found


def _lots(purchase: Purchase, offered: Offered) -> Iterator[dict[str, Field]]:
    criteria = award_criteria(offered.model)
    for lot in lots_of(purchase):
        found: dict[str, Field] = {"id": str(lot.number), "title": lot.title}
        if lot.description:
            found["description"] = lot.description
        yield {
            **found,
            "status": "active",
            **_lot_value(purchase, lot.value),
            **_period(purchase),
            "awardCriteria": criteria,
        }
    if not lots_of(purchase):
        yield {
            "id": ONLY,
            "status": "active",
            **_lot_value(purchase, purchase.value.pence if purchase.value else None),
            **_period(purchase),
            "awardCriteria": criteria,
        }


def _lot_value(purchase: Purchase, pence: int | None) -> dict[str, Field]:
    if pence is None or purchase.value is None:
        return {}
    amounts = estimated(Money(Pence(pence), purchase.value.vat, purchase.value.rate))
    return {"value": value(amounts)} if amounts else {}


def _period(purchase: Purchase) -> dict[str, Field]:
    found: dict[str, Field] = {}
    if purchase.duration_months:
        found["contractPeriod"] = {"durationInMonths": purchase.duration_months}
    if purchase.extension_months:
        found["hasRenewal"] = True
        months = counted(purchase.extension_months, "month")
        found["renewal"] = {"description": f"It may be extended by up to {months}."}
    return found


def _lot_details(purchase: Purchase) -> dict[str, Field]:
    lots = purchase.lots
    if lots.division is Division.WHOLE and lots.reasons:
        return {"lotDetails": {"noLotsDivisionRationale": lots.reasons}}
    if lots.division is not Division.DIVIDED or lots.most_lots is None:
        return {}
    found: dict[str, Field] = {"maximumLotsAwardedPerSupplier": lots.most_lots}
    if lots.limit_reasons:
        found["awardCriteriaDetails"] = lots.limit_reasons
    return {"lotDetails": found}


def _items(purchase: Purchase) -> dict[str, Field]:
    ids = [str(lot.number) for lot in lots_of(purchase)] or [ONLY]
    found = tuple(item for one in ids for item in items(purchase, one))
    return {"items": found} if found else {}


def items(purchase: Purchase, lot: str) -> tuple[dict[str, Field], ...]:
    """Return what is bought in a lot by its codes of the common vocabulary, nothing without any."""
    if not purchase.cpv:
        return ()
    codes = tuple({"scheme": "CPV", "id": one} for one in purchase.cpv)
    return ({"id": lot, "additionalClassifications": codes, "relatedLot": lot},)


def _documents(purchase: Purchase, offered: Offered, issue: Issue) -> Iterator[dict[str, Field]]:
    yield notice_document(purchase, KIND, issue, "tenderNotice")
    if offered.has_conflicts_assessment:
        yield {
            "id": "conflictOfInterest",
            "documentType": "conflictOfInterest",
            "description": (
                "A conflicts assessment has been prepared, and is revised as necessary. "
                "Not published"
            ),
        }


def _holds(purchase: Purchase, offered: Offered) -> Iterator[Held]:
    yield Held("Authority", purchase.authority.name)
    yield Held("Title", purchase.title)
    amounts = estimated(purchase.value) if purchase.value else None
    if purchase.value and amounts:
        yield Held("Estimated value", amounts_in_words(amounts, purchase.value.rate))
    if offered.deadline_at:
        yield Held("Bids due by", moment_in_words(offered.deadline_at))
    if offered.questions_until:
        yield Held("Questions until", moment_in_words(offered.questions_until))
    yield Held("Award criteria", criteria_in_words(offered.model))
    lots = lots_of(purchase)
    yield Held("Lots", "; ".join(f"{one.number}: {one.title}" for one in lots) or "None")
    if purchase.cpv:
        yield Held("What is bought, by CPV code", ", ".join(purchase.cpv))
    if purchase.duration_months:
        yield Held("Length", _length(purchase))
    if offered.contact:
        yield Held("Whom to ask", offered.contact)
    if offered.has_conflicts_assessment:
        yield Held("Conflicts assessment", "Prepared")


def _length(purchase: Purchase) -> str:
    months = counted(purchase.duration_months or 0, "month")
    if not purchase.extension_months:
        return months
    return f"{months}, and up to {counted(purchase.extension_months, 'month')} more"


def _lacks(purchase: Purchase, offered: Offered, issue: Issue) -> Iterator[Missing]:
    yield from of_platform(KIND, issue, purchase)
    yield from of_purchase(purchase)
    if offered.deadline_at is None:
        yield Missing("Until when bids and questions are taken", "The tender is not published yet.")
    yield Missing(
        "A description of what is bought",
        "The case for the procurement is written for the authority itself, not for suppliers.",
    )
    yield OF_LINK
    yield OF_PLACE
    if not purchase.cpv:
        yield Missing("The CPV codes", "None were entered in the answers.")
    yield Missing("The first and the last day of the contract", "Only its length is on record.")
    yield Missing("When the award decision is expected", "It is not on record.")
    yield Missing(
        "Whether it suits small firms and voluntary, community or social enterprises",
        "It is not on record.",
    )
    if not _method(purchase).get("procurementMethod"):
        why = "The platform’s code for this one is not known here."
        yield Missing("The procedure", why if purchase.procedure else "It is not on record.")
    if purchase.special_rules not in {"", "none", *_SPECIAL}:
        yield Missing("The special regime", "The platform’s code for it is not known here.")
    if purchase.framework == "establishing":
        yield Missing("The terms of the framework", "They are not on record.")
    if purchase.is_above:
        yield Missing(
            "The preliminary market engagement notice, or the reasons for none",
            "Where the market was engaged, the tender notice says why there was no notice of it "
            "(Procurement Act 2023 s.17).",
        )
    if not offered.has_conflicts_assessment:
        yield Missing(
            "That a conflicts assessment was prepared",
            "None is on record. It comes before a tender notice (Procurement Act 2023 s.83).",
        )
