"""Tests of webapp/views/preparing."""
