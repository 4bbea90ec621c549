"""Tests of the pages of the golden thread."""
