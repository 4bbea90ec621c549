"""The page on which a procurement is ended without award."""
