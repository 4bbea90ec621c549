"""Notices for the central platform: what each would hold, and those that were made."""
