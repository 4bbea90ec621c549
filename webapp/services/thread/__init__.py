"""The golden thread of a procurement, as far as whoever asks may see it."""
