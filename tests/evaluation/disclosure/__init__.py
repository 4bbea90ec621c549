"""Tests of who is given what of a procurement's record."""
