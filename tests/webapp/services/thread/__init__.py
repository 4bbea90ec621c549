"""Tests of the golden thread as it is read from the record."""
