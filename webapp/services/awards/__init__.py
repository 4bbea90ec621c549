"""Evaluating a tender, its report, and the stress test of its model."""
