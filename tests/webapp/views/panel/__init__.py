"""Tests of the pages of the evaluation panel."""
