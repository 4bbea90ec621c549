"""What is settled before an award: promises, grounds to disregard a tender, prices in question."""
