"""A process that takes bids in and says of each that it is acknowledged, until it is killed."""

import secrets
import sys
from datetime import datetime
from pathlib import Path
from uuid import UUID

from forms.bidding import BidFile
from webapp.services.bids.sealed import Vault
from webapp.services.bids.taking_in import TakenIn, take_in
from webapp.store import Store


def main() -> None:
    """Take in one bid after another: they differ by what they end with."""
    url, folder, secret, bidders, at, file = sys.argv[1:]
    store, vault = Store(url), Vault(Path(folder), secret)
    data = Path(file).read_bytes()
    while True:
        for bidder_id in bidders.split(","):
            sent = BidFile("bid.xlsx", data + secrets.token_bytes(8))
            outcome = take_in(
                store,
                vault,
                sent,
                bidder_id=UUID(bidder_id),
                received_at=datetime.fromisoformat(at),
            )
            if isinstance(outcome, TakenIn):
                sys.stdout.write(f"{outcome.receipt.id} {outcome.receipt.sha256}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
