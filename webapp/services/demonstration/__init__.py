"""The demonstration: a real published notice, decided, written up, and put on record."""
