"""Whom to ask, and how many: sample size for a wanted precision, and its split over strata."""
