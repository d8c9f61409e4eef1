"""What is found: all that clearly differs or changed, as one list, the largest first."""
