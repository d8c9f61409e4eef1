"""Customer-satisfaction workbench."""
