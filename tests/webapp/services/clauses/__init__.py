"""Tests of settling the clauses of a procurement."""
