"""The packs, for reading and comparing."""
