"""Tests of webapp/services/decisions."""
