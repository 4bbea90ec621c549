"""Tests of what a panel talks about first."""
