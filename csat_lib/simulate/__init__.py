"""A truth to test by: answers as a survey tool would export them, drawn from what the study file states."""
