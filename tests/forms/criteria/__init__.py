"""Tests of the forms in which criteria are built."""
