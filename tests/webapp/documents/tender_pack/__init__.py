"""Tests of the documents of a tender pack."""
