"""Tests of the stress test of a model before it is published."""
