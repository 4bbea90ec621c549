"""Tests of the pages of a tender that is out."""
