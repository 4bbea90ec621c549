"""Tests of the workbooks that come in."""
