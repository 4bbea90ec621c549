"""Tests of the golden thread."""
