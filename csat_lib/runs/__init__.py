"""Run the chapters of a wave and put the outputs in place."""
