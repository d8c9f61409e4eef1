"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every machine, however slow it is: a test must not fail by the clock or by a draw.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")
