"""Telling bidders of an award: their letters, the standstill, and entering into the contract."""
