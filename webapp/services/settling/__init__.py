"""What people settle before an award: promises left open, exclusions, and prices in question."""
