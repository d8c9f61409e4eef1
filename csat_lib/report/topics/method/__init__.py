"""What lets a statistician repeat each figure: rules, definitions, formulas, methods, files and versions."""
