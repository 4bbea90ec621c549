"""What more than one notice asks for and the record does not hold."""

from collections.abc import Iterator

from webapp.documents.notices.draft import Issue, Missing, NoticeKind
from webapp.documents.notices.facts import Purchase, Winner
from webapp.documents.notices.fields import bid_price, is_registered

OF_PLACE = Missing(
    "Where it is to be delivered, by region", "The platform’s code of the region is not on record."
)
OF_DAYS = Missing("The first and the last day of the contract", "They are not on record.")
_UNREGISTERED = "No identifier is on record that names its register, such as GB-COH-01234567."


def of_platform(kind: NoticeKind, issue: Issue, purchase: Purchase) -> Iterator[Missing]:
    """Return what the central platform itself gives."""
    if not issue.ocid:
        yield Missing(
            "The OCID of the contracting process",
            f"The central platform gives it. Until it is entered here, the reference "
            f"{purchase.reference} stands in its place, and the file is not yet valid OCDS.",
        )
    yield Missing(
        f"The number, address and day of publication of the {kind.words.lower()}",
        "The central platform gives them when it is published.",
    )


def of_purchase(purchase: Purchase) -> Iterator[Missing]:
    """Return what every notice says of the authority and the value."""
    yield Missing(
        f"The address of {purchase.authority.name}, and its number on the platform",
        "They are not on record. The platform knows them from its registration.",
    )
    if not purchase.authority.group:
        yield Missing("The kind of authority", "The rules do not determine it.")
    if purchase.is_above is None:
        yield Missing("Whether it is above its threshold", "The rules do not determine it.")


def of_winner(winner: Winner) -> Iterator[Missing]:
    """Return what a notice says of the supplier, and the record does not hold."""
    if not is_registered(winner):
        why = f"What is on record, “{winner.identifier}”, does not name its register."
        yield Missing(
            f"The identifier of {winner.name}", why if winner.identifier else _UNREGISTERED
        )
    if winner.address:
        yield Missing(
            f"The postcode, town and region of {winner.name}",
            "Its address is on record as one text, and stands in the file as that.",
        )
    else:
        yield Missing(f"The address of {winner.name}", "It is not on record.")
    yield Missing(
        f"Whether {winner.name} is a small firm, or a voluntary, community or social enterprise",
        "It is not on record.",
    )
    if winner.price is None:
        yield Missing("The value", "The bid holds no price.")
    elif winner.is_price_of_year:
        yield Missing(
            "The value", "The price of the bid is for one year. Work out what the contract costs."
        )
    elif bid_price(winner) is None:
        yield Missing(
            "The value", "Nobody has said whether the price of the bid is with or without VAT."
        )
    else:
        yield Missing(
            "Whether the price of the bid is the whole estimated value",
            "The file has the price. The notice asks for the estimated value, which is the most "
            "that may be payable, with every option and extension (Procurement Act 2023 s.4 and "
            "Sch 3; Procurement Regulations 2024 reg 27(2)(m) and reg 32(2)(k)).",
        )
