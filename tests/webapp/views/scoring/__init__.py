"""Tests of the pages on which evaluators score."""
