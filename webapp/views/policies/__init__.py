"""Policies, drafts of settings, back-tests, measures."""
