"""Bids: how bidders come in, what they send, how it is sealed, and who opens it when."""
