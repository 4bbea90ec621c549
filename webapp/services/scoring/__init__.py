"""An evaluator's own scores: read, saved as they are written, handed in, and taken back."""
