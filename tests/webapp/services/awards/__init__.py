"""Tests of webapp/services/awards."""
