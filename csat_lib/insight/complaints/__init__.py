"""Complaints: what the register says of their classes, of how long they took, and of what is still open."""
