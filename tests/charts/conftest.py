"""A made-up study's findings and looks, and a reader of what a chart's SVG holds."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.charts import Look

from .fake import all_findings, make_look


@pytest.fixture(scope="session")
def findings() -> pd.DataFrame:
    return all_findings()


@pytest.fixture(scope="session")
def zh() -> Look:
    return make_look("zh")


@pytest.fixture(scope="session")
def en() -> Look:
    return make_look("en")
