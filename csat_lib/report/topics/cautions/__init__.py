"""What to distrust, and what must not be concluded."""
