"""The tests of the result of a tender."""
