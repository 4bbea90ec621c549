"""Tests of submitting an outline, and of taking it back."""
