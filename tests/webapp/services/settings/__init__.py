"""Tests of the settings of an authority, and of their drafts."""
