"""Tests of a model as it is published."""
