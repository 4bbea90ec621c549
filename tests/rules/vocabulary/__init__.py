"""Tests of rules/vocabulary."""
