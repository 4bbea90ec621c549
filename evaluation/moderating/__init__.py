"""Moderation by a panel: which answers it talks about first, and when it has agreed them all."""
