"""Submitting an outline: what is in the way, the act, and taking it back."""
