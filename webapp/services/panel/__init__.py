"""The evaluation panel: who scores what, who may see what, and what was declared before."""
