"""Tests of the award: recommended, approved, and by whom not."""
