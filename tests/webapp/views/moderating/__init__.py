"""Tests of the pages of moderation."""
