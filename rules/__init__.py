"""What law and policy say, as data, and the engine that applies it to facts."""
