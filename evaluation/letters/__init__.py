"""Telling bidders of an award: what their letters are issued with, and the standstill after it."""
