"""Tests of what a stress test finds."""
