"""Tests of webapp/views/approval."""
