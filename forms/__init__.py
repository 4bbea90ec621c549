"""Everything that comes in: what a person typed, what a machine sent, what others published."""
