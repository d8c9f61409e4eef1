"""Why, and what changed: drivers, segments, trends, and who counts."""
