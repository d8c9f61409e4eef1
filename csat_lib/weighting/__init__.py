"""Whom the respondents speak for: raking to known shares, trimming, and what the weights cost."""
