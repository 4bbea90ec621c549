"""Tests of webapp/services/telling."""
