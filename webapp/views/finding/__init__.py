"""Your work, lists, search, notifications."""
