"""Tests of what is settled before an award."""
