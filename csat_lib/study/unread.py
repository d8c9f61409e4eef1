"""Words of a study file that have a meaning to come but that nothing reads yet: they are refused by name."""

from __future__ import annotations

from csat_lib.study.documents import Loc

ANY = "*"
KEYS = frozenset(
    {
        ("appraisal",),
        ("questions", ANY, "pair"),
        ("tables", ANY, "key"),
    }
)
CHOICES = {
    ("questions", ANY, "role"): frozenset({"expectation", "stated_importance", "kano", "kpi"}),
    ("tables", ANY, "kind"): frozenset({"benchmarks", "invited"}),
}


def is_unread_key(path: Loc) -> bool:
    """Whether nothing reads the key at the end of the path."""
    return _named(path) in KEYS


def is_unread_choice(path: Loc, given: str) -> bool:
    """Whether nothing reads this word as the value of the key at the end of the path."""
    return given in CHOICES.get(_named(path), ())


def _named(path: Loc) -> Loc:
    """The path with ``*`` for the name of an entry that the study chose itself."""
    return (path[0], ANY, *path[2:]) if len(path) == 3 else path
