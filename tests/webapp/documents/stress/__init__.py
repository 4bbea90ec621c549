"""Tests of the stress test as a document."""
