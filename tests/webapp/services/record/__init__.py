"""Tests of the record: its sentences, its pages, what is exported of it."""
