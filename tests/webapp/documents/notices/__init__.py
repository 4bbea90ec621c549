"""Tests of notices as OCDS releases."""
