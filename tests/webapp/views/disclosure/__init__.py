"""Tests of the page on which the file of a procurement is taken along."""
