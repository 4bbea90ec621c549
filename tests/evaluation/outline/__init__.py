"""The checks that stand before the letters."""
