"""What counts how much: importance, index weights, the index tree, scores."""
