"""Preparing a procurement: starting, answering, copying, and what a change changes."""
