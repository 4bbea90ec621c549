"""The outline document of a procurement, from its answers and parts."""
