"""Tests of how sure an award is."""
