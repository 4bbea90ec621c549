"""Tests of the pages of the award."""
