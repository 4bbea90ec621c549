"""Pages of lots that are awarded together."""
