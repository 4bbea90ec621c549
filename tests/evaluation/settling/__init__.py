"""Tests of what people settle before an award."""
