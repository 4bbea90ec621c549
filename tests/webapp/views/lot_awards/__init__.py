"""Tests of the pages of lots that are awarded together."""
