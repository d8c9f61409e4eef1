"""The wave on one page: headline figures, and what comes first of all that was found."""
