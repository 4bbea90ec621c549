"""Tests of own scores: read, saved, handed in, taken back."""
