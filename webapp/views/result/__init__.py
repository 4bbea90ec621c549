"""Pages of the result of a tender: what came out, and having the bids evaluated."""
