"""How constructs hang together: path models by partial least squares, their indices, effects and comparisons."""
