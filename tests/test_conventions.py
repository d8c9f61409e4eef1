"""Conventional limits stand once: with their source, and nowhere else under another name."""

from __future__ import annotations

import ast
from pathlib import Path

from csat_lib import conventions

SOURCE = Path(conventions.__file__)


def test_every_limit_is_a_number_with_its_source_beside_it():
    body = ast.parse(SOURCE.read_text(encoding="utf-8")).body[2:]
    for limit, words in zip(body[::2], body[1::2], strict=True):
        assert isinstance(limit, ast.Assign)
        assert isinstance(limit.value, ast.Constant | ast.UnaryOp)
        assert isinstance(words, ast.Expr)
        told = ast.literal_eval(words.value)
        assert "(" in told, told


def test_no_other_module_gives_a_limit_of_that_name_a_value_of_its_own():
    names = {name for name in vars(conventions) if name.isupper()}
    for path in SOURCE.parent.rglob("*.py"):
        if path != SOURCE:
            assigned = {
                target.id
                for node in ast.parse(path.read_text(encoding="utf-8")).body
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant)
            }
            assert assigned & names == set(), path
