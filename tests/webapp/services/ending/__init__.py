"""Tests of ending a procurement without award."""
