"""Pages on which a panel agrees the scores of bids."""
