"""What Podium promises, shown: each folder here mirrors a room, or one way of looking at all."""
