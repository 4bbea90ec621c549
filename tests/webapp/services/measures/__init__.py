"""Tests of imports of measures."""
