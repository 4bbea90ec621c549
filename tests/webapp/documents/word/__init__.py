"""The Word layout."""
