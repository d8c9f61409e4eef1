"""The made-up findings and looks of the charts, for the charts of the topics."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.charts import Look
from tests.charts.fake import all_findings, make_look


@pytest.fixture(scope="session")
def findings() -> pd.DataFrame:
    return all_findings()


@pytest.fixture(scope="session")
def zh() -> Look:
    return make_look("zh")


@pytest.fixture(scope="session")
def en() -> Look:
    return make_look("en")
