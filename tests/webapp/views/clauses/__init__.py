"""Tests of webapp/views/clauses."""
