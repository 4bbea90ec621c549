"""The parts of an outline."""
