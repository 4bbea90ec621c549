"""Tests of the documents: what they say, and how each layout sets it."""
