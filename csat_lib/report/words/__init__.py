"""Numbers as the topics that are not rebuilt yet word them."""
