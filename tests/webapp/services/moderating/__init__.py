"""Tests of the use cases of moderation."""
