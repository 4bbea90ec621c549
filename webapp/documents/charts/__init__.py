"""Charts: their figures as values, the shapes that these make, and the shapes as SVG."""
