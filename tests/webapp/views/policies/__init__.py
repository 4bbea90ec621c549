"""Tests of webapp/views/policies."""
