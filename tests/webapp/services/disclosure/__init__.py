"""Tests of the file of a procurement."""
