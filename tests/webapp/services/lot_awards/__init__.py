"""Tests of lots that are awarded together."""
