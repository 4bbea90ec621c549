"""Tests of the reader of lots."""
