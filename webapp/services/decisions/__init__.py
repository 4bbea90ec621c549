"""Deciding a procurement, again, and reading what was decided."""
