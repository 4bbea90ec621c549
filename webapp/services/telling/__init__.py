"""Telling people of what needs them, in the application and by e-mail."""
