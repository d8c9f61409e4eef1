"""Do the items measure it: correlations, reliability, dimensionality, factors.

Statistics here know no file and no notebook. They take a DataFrame of items or Moments, give frozen results with
``to_findings()``, and name a reason where a figure cannot be had.
"""
