"""Sums over the items as given, of all rows: what the rules that need the sample go by."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from csat_lib.answers.block import Block
from csat_lib.answers.decode import DecodedColumn
from csat_lib.answers.rule_values import Relations
from csat_lib.study.model import Study
from csat_lib.summary.moments import Moments, sum_moments


def no_items(study: Study) -> Moments:
    """The sums before the first row."""
    return sum_moments(pd.DataFrame(columns=list(Block.of(study).names), dtype=np.float64), missing="pairwise")


def item_sums(block: Block, columns: Mapping[str, DecodedColumn]) -> Moments:
    """The sums over some rows; every pair of items by its own answers."""
    return sum_moments(pd.DataFrame(block.given(columns), columns=list(block.names)), missing="pairwise")


def relations_of(items: Moments) -> Relations:
    """Means, covariances and correlations, pairwise as R's ``cov(use = "pairwise")``."""
    return Relations(items.means, items.covariance, items.correlation)
