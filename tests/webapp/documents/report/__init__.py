"""Tests of the award report."""
