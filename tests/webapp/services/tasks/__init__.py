"""Tests of webapp/services/tasks."""
