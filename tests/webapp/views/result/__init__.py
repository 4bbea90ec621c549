"""The tests of the pages of the result."""
