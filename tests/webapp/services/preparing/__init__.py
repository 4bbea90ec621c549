"""Tests of webapp/services/preparing."""
