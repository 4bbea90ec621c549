"""Pages of telling bidders: their letters, the standstill, and the contract."""
