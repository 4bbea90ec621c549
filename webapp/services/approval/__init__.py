"""How an outline is approved: by whom it has to be, and what becomes of it there."""
