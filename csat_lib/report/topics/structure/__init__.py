"""The path model of constructs: what goes with what, its indices, the path figure, the strategy matrix."""
