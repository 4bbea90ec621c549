"""The result of a tender: what is evaluated, the evaluations on record, and their page."""
