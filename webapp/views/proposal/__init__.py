"""Building the social value proposal."""
