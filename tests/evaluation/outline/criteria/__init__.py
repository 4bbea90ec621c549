"""Tests of the criteria as a buyer builds them."""
