"""The award criteria and their stress test."""
