"""Fields that every release has: moments with their offset, exact amounts, and who is who."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from evaluation.numbers import exact, plain, rounded
from evaluation.wording import grouped
from rules.money import Money, Percent, VatBasis, amount_text, percent_text, pounds
from rules.uk_time import UK
from webapp.documents.notices.draft import Issue, NoticeKind
from webapp.documents.notices.exact_json import Field
from webapp.documents.notices.facts import Purchase, Winner

BUYER = "authority"
ONLY = "1"
"""The id of the one award, contract or lot that there is."""

LEGAL_BASIS = {
    "id": "2023/54",
    "scheme": "UKPGA",
    "uri": "https://www.legislation.gov.uk/ukpga/2023/54/contents",
}
_AUTHORITY_TYPES = {
    "central": ("publicAuthorityCentralGovernment", "Public authority - central government"),
    "sub_central": (
        "publicAuthoritySubCentralGovernment",
        "Public authority - sub-central government",
    ),
}
_EMAIL = re.compile(r"[^\s<>(),;:]+@[^\s<>(),;:]+[^\s<>(),;:.]")
_REGISTERED = re.compile(r"([A-Z]{2}-[A-Z]{2,8})-([A-Za-z0-9][A-Za-z0-9-]*)")
_WHOLE_RATE = 10_000


class Amounts(NamedTuple):
    """An amount without and with value added tax."""

    net: Decimal
    gross: Decimal


def moment(at: datetime) -> str:
    """Return a moment as the clocks of the United Kingdom show it, with their offset.

    >>> from datetime import UTC
    >>> moment(datetime(2026, 7, 1, 11, 0, tzinfo=UTC))
    '2026-07-01T12:00:00+01:00'
    """
    return at.astimezone(UK).isoformat(timespec="seconds")


def start_of(day: date) -> str:
    """Return the first moment of a day."""
    return moment(datetime.combine(day, time.min, UK))


def end_of(day: date) -> str:
    """Return the last second of a day.

    >>> end_of(date(2026, 12, 1))
    '2026-12-01T23:59:59+00:00'
    """
    return moment(datetime.combine(day, time(23, 59, 59), UK))


def number(value: Fraction) -> Decimal:
    """Return a number that came in as a decimal, with all its digits."""
    return Decimal(plain(value))


def head(
    purchase: Purchase, kind: NoticeKind, issue: Issue, tags: tuple[str, ...]
) -> dict[str, Field]:
    """Return what every release begins with.

    Before the central platform has given the process its OCID, the procurement's own reference
    stands in its place.
    """
    return {
        "ocid": issue.ocid or purchase.reference,
        "id": notice_id(purchase, kind, issue),
        "date": moment(issue.at),
        "tag": tags,
        "initiationType": "tender",
        "language": "en",
    }


def notice_id(purchase: Purchase, kind: NoticeKind, issue: Issue) -> str:
    """Return the id of a notice before the central platform gives it another."""
    return f"{purchase.reference}-{kind.number}-{issue.number}"


def notice_document(
    purchase: Purchase, kind: NoticeKind, issue: Issue, document_type: str
) -> dict[str, Field]:
    """Return the notice as one of the documents of its section."""
    return {
        "id": notice_id(purchase, kind, issue),
        "documentType": document_type,
        "noticeType": kind.number,
        "description": kind.words,
    }


def buyer_reference(purchase: Purchase) -> dict[str, Field]:
    """Return who buys, as other parts of a release name them."""
    return {"id": BUYER, "name": purchase.authority.name}


def buyer(purchase: Purchase, contact: str = "") -> dict[str, Field]:
    """Return the authority as a party."""
    party: dict[str, Field] = {"id": BUYER, "name": purchase.authority.name}
    email = _EMAIL.search(contact)
    name = (contact.replace(email[0], "") if email else contact).strip(" ,;:<>()\n")
    point = {"name": name, "email": email[0] if email else ""}
    if any(point.values()):
        party["contactPoint"] = {key: one for key, one in point.items() if one}
    party["roles"] = ("buyer",)
    if purchase.authority.group in _AUTHORITY_TYPES:
        id_, words = _AUTHORITY_TYPES[purchase.authority.group]
        found = {"scheme": "UK_CA_TYPE", "id": id_, "description": words}
        party["details"] = {"classifications": (found,)}
    return party


def supplier_id(winner: Winner) -> str:
    """Return the id by which a release names the supplier."""
    return winner.identifier if is_registered(winner) else f"bid-{winner.bid}"


def is_registered(winner: Winner) -> bool:
    """Return whether the identifier on record names its register, such as GB-COH-01234567."""
    return _REGISTERED.fullmatch(winner.identifier) is not None


def supplier_reference(winner: Winner) -> dict[str, Field]:
    """Return the supplier, as other parts of a release name it."""
    return {"id": supplier_id(winner), "name": winner.name}


def supplier(winner: Winner) -> dict[str, Field]:
    """Return the supplier as a party."""
    party: dict[str, Field] = {"id": supplier_id(winner), "name": winner.name}
    found = _REGISTERED.fullmatch(winner.identifier)
    if found:
        party["identifier"] = {"scheme": found[1], "id": found[2], "legalName": winner.name}
    if winner.address:
        party["address"] = {"streetAddress": winner.address}
    if winner.email:
        party["contactPoint"] = {"email": winner.email}
    party["roles"] = ("supplier",)
    return party


def estimated(money: Money) -> Amounts | None:
    """Return an estimated value without and with tax, to a penny; None where it does not say."""
    if money.vat is None:
        return None
    net, gross = (money.on(basis, money.rate) for basis in (VatBasis.EXCLUDED, VatBasis.INCLUDED))
    return Amounts(Decimal(amount_text(net.pence)), Decimal(amount_text(gross.pence)))


def bid_price(winner: Winner) -> Amounts | None:
    """Return the winner's price without and with tax: as it was bid, and to a penny.

    None where there is no price, it is for one year alone, or nobody has said whether it counts
    tax.
    """
    if winner.price is None or winner.vat is None or winner.is_price_of_year:
        return None
    own = number(winner.price)
    factor = Fraction(_WHOLE_RATE + winner.rate, _WHOLE_RATE)
    if winner.vat is VatBasis.EXCLUDED:
        return Amounts(own, Decimal(rounded(winner.price * factor, 2)))
    return Amounts(Decimal(rounded(winner.price / factor, 2)), own)


def value(amounts: Amounts) -> dict[str, Field]:
    """Return an amount in pounds as a release has it."""
    return {"amount": amounts.net, "amountGross": amounts.gross, "currency": "GBP"}


def amounts_in_words(amounts: Amounts, rate: Percent) -> str:
    """Return an amount as a page shows it.

    >>> amounts_in_words(Amounts(Decimal("300000.00"), Decimal("360000.00")), Percent(2000))
    '£300,000 excluding VAT, £360,000 including VAT at 20%'
    """
    net, gross = (_pounds(one) for one in amounts)
    return f"{net} excluding VAT, {gross} including VAT at {percent_text(rate)}%"


def _pounds(amount: Decimal) -> str:
    exactly = exact(f"{amount:f}")
    pence = exactly * 100
    return pounds(int(pence)) if pence.denominator == 1 else f"£{grouped(plain(exactly))}"
