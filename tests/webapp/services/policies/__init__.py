"""Tests of webapp/services/policies."""
