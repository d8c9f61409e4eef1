"""The small study of the study room."""

from __future__ import annotations

from tests.study.conftest import folder, study

__all__ = ["folder", "study"]
