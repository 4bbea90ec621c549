"""Recommending an award, and approving it: by others than those who evaluated and recommended."""
