"""Tests of webapp/views/proposal."""
