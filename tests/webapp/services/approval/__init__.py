"""Tests of what becomes of an outline: votes, decisions, conditions, meetings."""
