"""How many dimensions, and which items load on them: exploratory factor analysis."""
