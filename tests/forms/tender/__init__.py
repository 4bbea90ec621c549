"""Tenders as they are sent, read or refused."""
