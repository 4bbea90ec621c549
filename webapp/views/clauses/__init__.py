"""The clause library, and a procurement's clauses."""
