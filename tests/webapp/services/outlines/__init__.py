"""Tests of webapp/services/outlines."""
