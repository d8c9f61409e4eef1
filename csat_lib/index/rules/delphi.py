"""Points that experts give each part in several rounds: the mean shares of the last one, and how each round agreed.

Linstone & Turoff (1975), The Delphi Method. Formulas, mean and quartiles of every round, and Kendall's W: ``experts``.
"""

from csat_lib.index.rules.experts import weigh

__all__ = ["weigh"]
