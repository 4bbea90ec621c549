"""Tests of telling bidders of an award: letters, the standstill, the contract, the bundle."""
