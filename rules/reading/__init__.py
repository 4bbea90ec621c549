"""A pack as a person reads it: rules as sentences, decision tables, values with their history."""

from rules.reading.entries import Entry, Grid, Holding, Part, Reading, Row
from rules.reading.policy import read_pack
from rules.reading.text import pack_text

__all__ = ["Entry", "Grid", "Holding", "Part", "Reading", "Row", "pack_text", "read_pack"]
