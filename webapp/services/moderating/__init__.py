"""Moderation: answers are opened to the panel, which agrees a score of each, and may reopen it."""
