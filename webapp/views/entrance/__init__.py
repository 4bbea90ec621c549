"""Signing in, one's own account, people, and what the service tells of itself."""
