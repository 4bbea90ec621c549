"""Lots that are awarded together: which procurement tenders which lot, and who wins which."""
