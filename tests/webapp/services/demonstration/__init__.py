"""Tests of webapp/services/demonstration."""
