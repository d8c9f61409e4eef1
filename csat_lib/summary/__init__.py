"""Added up: mergeable counts, moments and design totals, from which every figure follows."""
