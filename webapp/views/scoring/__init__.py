"""Pages on which evaluators score bids, each their own."""
