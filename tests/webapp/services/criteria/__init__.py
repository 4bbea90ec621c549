"""Tests of saving and testing criteria."""
