"""Pages of bids: a bidder's own, and those of the authority that takes in and opens them."""
