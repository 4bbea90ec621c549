"""Tests of the award of lots."""
