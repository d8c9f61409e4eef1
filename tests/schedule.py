"""Which tests stay together when several workers share them: a file, and the files that need the same dear run."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadFileScheduling

SHARED = {f"tests/runs/{name}.py": "the small run" for name in ("test_run", "test_read_back", "test_tables_of_a_run")}


class BySharedRun(LoadFileScheduling):
    """As by file, in the order of the files: those with the dearest tests do not come last."""

    def __init__(self, config: pytest.Config, log=None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return SHARED.get(file, file)
