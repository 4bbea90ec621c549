"""The digest by which the log pins what was read of a bid."""

from rules.canonical import canonical_text, sha256_of
from webapp.store.bid_tables import OpenedBid


def digest_of(opened: OpenedBid) -> str:
    """Return the digest of everything that was read of a bid, and of which receipt it is."""
    held = {
        "answers": opened.answers,
        "commitments": opened.commitments,
        "declarations": opened.declarations,
        "findings": opened.findings,
        "gates": opened.gates,
        "price": opened.price,
        "receipt": str(opened.bid_receipt_id),
    }
    return sha256_of(canonical_text(held))
