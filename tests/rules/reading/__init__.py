"""A pack as a person reads it: sentences, tables, values, text."""
