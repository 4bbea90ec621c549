"""Tests of webapp/services/dashboards."""
