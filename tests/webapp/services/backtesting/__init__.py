"""Back-tests: rows, counts, the sample decided again."""
