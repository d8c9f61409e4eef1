"""Smoothing: a correlation matrix with negative eigenvalues made positive definite, only where that is asked for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SMALLEST = 1e-12
RAISED_TO = 100 * SMALLEST


def smooth(matrix: Array) -> Array:
    """(p, p) the eigenvalue smoothing of R's psych (``cor.smooth``).

    Method: eigenvalues below 1e-12 are raised to 1e-10, all are scaled to the sum p again, and the matrix that has
    them with the old eigenvectors is scaled to ones on its diagonal: Wothke (1993), in Bollen & Long, Testing
    Structural Equation Models, p. 256-293. A matrix without eigenvalues below 1e-12 stays as it is (psych: below the
    machine's precision, where rounding decides).
    What is raised to 1e-10 is not information: the inverse of a smoothed matrix says nothing of the items.
    """
    roots, vectors = np.linalg.eigh(matrix)
    if roots[0] >= SMALLEST:
        return matrix
    raised = np.where(roots < SMALLEST, RAISED_TO, roots)
    raised *= len(matrix) / raised.sum()
    whole = (vectors * raised) @ vectors.T
    scale = np.sqrt(np.diagonal(whole))
    smoothed = np.asarray(whole / np.outer(scale, scale))
    np.fill_diagonal(smoothed, 1.0)
    return smoothed
