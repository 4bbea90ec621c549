"""The contract details notice, UK7: what was signed, and by what its performance is measured.

It is due within 30 days of entering into the contract, 120 for light touch (Procurement Act 2023
s.53(1)). A public contract of more than £5 million has at least three key performance indicators,
set before it is entered into (s.52(1)); here they are what the winner promised in numbers.
"""

from collections.abc import Iterator

from evaluation.numbers import plain
from evaluation.wording import grouped, in_units, unit_words
from rules.wording import counted, date_in_words
from webapp.documents.notices.award_notice import (
    awarded,
    holds_of_winner,
    lacks_of_lots,
    priced,
    tender_that_ended,
)
from webapp.documents.notices.draft import Draft, Held, Issue, Missing, NoticeKind
from webapp.documents.notices.exact_json import Field
from webapp.documents.notices.facts import Contract, Kpi, Purchase
from webapp.documents.notices.fields import (
    ONLY,
    buyer,
    buyer_reference,
    head,
    notice_document,
    number,
    start_of,
    supplier,
)
from webapp.documents.notices.lacks import OF_DAYS, OF_PLACE, of_platform, of_purchase, of_winner

KIND = NoticeKind.CONTRACT


def contract_notice(
    purchase: Purchase, contract: Contract, issue: Issue, *, contact: str = ""
) -> Draft:
    """Return the contract details notice of a contract that was entered into."""
    award = contract.award
    release = {
        **head(purchase, KIND, issue, ("award", "contract")),
        "parties": (buyer(purchase, contact), supplier(award.winner)),
        "buyer": buyer_reference(purchase),
        "tender": tender_that_ended(purchase),
        "awards": (awarded(purchase, award, status="active"),),
        "contracts": (_contract(purchase, contract, issue),),
    }
    lacks = tuple(_lacks(purchase, contract, issue))
    return Draft(release, tuple(_holds(purchase, contract)), lacks)


def _contract(purchase: Purchase, contract: Contract, issue: Issue) -> dict[str, Field]:
    found: dict[str, Field] = {
        "id": ONLY,
        "awardID": contract.award.id,
        "title": purchase.title,
        "status": "active",
        **priced(contract.award.winner),
    }
    if purchase.is_above is not None:
        found["aboveThreshold"] = purchase.is_above
    found["dateSigned"] = start_of(contract.signed_on)
    if contract.kpis:
        found["agreedMetrics"] = tuple(_metric(one) for one in contract.kpis)
    found["documents"] = (notice_document(purchase, KIND, issue, "contractNotice"),)
    return found


def _metric(kpi: Kpi) -> dict[str, Field]:
    observation: dict[str, Field] = {"id": f"{kpi.id}-target", "measure": number(kpi.quantity)}
    if kpi.unit:
        observation["unit"] = {"name": unit_words(kpi.unit)}
    if kpi.outcome:
        observation["notes"] = f"Serves the outcome {kpi.outcome}"
    return {
        "id": kpi.id,
        "title": kpi.title,
        "description": kpi.description,
        "observations": (observation,),
    }


def _holds(purchase: Purchase, contract: Contract) -> Iterator[Held]:
    yield from holds_of_winner(purchase, contract.award)
    yield Held("Contract entered into on", date_in_words(contract.signed_on))
    if contract.kpis:
        yield Held("Key performance indicators", _asked_for(purchase))
    for kpi in contract.kpis:
        quantity = in_units(grouped(plain(kpi.quantity)), kpi.unit)
        yield Held(f"Key performance indicator: {kpi.title}", f"{quantity}. {kpi.description}")


def _asked_for(purchase: Purchase) -> str:
    if not purchase.kpis_minimum:
        return "The law asks for none here. What the winner promised stands in the notice as such."
    return f"The law asks for at least {purchase.kpis_minimum}. They are what the winner promised."


def _lacks(purchase: Purchase, contract: Contract, issue: Issue) -> Iterator[Missing]:
    yield from of_platform(KIND, issue, purchase)
    yield from of_purchase(purchase)
    yield from of_winner(contract.award.winner)
    yield from lacks_of_lots(purchase)
    yield OF_PLACE
    yield OF_DAYS
    if purchase.is_above is not False:
        yield Missing(
            "That the conflicts assessment was prepared and revised",
            "The notice has to confirm it: see first whether the assessment is up to date "
            "(Procurement Act 2023 s.83(5)(c) and (8)).",
        )
    lacking = purchase.kpis_minimum - len(contract.kpis)
    if lacking > 0:
        yield Missing(
            f"At least {counted(lacking, 'more key performance indicator')}",
            f"The law asks for at least {purchase.kpis_minimum}, and the winner’s promises make "
            f"{len(contract.kpis)}, unless its performance could not appropriately be assessed "
            "by any: then the notice says so (Procurement Act 2023 s.52).",
        )
    most = purchase.kpis_described
    if purchase.kpis_minimum and most is not None and len(contract.kpis) > most:
        yield Missing(
            f"Which {most} of them are the most material",
            f"The notice describes the {most} key performance indicators that the authority "
            "regards as most material (Procurement Regulations 2024 reg 32(2)(r)).",
        )
    for title in contract.left_out:
        yield Missing(
            f"Whether “{title}” is measured too",
            "The winner promised it, and it did not count in the evaluation.",
        )
    if purchase.is_copy_published:
        yield Missing(
            "The copy of the contract",
            "It is published within 90 days of which the day of entering into the contract is the "
            "first, within 180 for a light touch contract (Procurement Act 2023 s.53(3)).",
        )
