"""Tests of webapp/views/record."""
