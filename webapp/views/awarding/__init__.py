"""The award: its recommendation, its approval, and what stands in the way of it."""
