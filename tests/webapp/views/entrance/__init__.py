"""Tests of webapp/views/entrance."""
