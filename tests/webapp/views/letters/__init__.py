"""Tests of the pages of letters, of the standstill, and of a bidder's own letter."""
