"""Which items of a pilot to keep, and how many answers the main study needs."""
