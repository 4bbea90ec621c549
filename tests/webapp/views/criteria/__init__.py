"""Tests of webapp/views/criteria."""
