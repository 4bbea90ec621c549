"""Arithmetic and judgement on tenders: pure functions on frozen values."""
