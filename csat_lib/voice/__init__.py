"""What they say: open answers coded by keywords, masked, and quoted."""
