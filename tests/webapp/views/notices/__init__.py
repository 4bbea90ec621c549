"""Tests of the pages of notices for the central platform."""
