"""Tests of webapp/services/accounts."""
