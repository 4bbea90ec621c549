"""Tests of webapp/views/finding."""
