"""Tests of telling bidders: what letters are issued with, and the standstill."""
