"""Who counts, and how the answers came in: dispositions, exclusions, signs of fabrication, representation."""
