"""Which groups of a segment question were tested for answering alike, which were left out, which are the odd ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from csat_lib.findings import Text
from csat_lib.findings.catalogue.comparability import TOPIC
from csat_lib.report.declared import View
from csat_lib.report.wording import Claim, Label, Wording

FEW = "few_answers"
K_OF_M = Wording(zh="{by.label}，{m} 组中检验了 {k} 组", en="{by.label}, {k} of {m} groups tested")
BY_K_OF_M = Wording(zh="按{by.label}，{m} 组中检验了 {k} 组", en="by {by.among}, {k} of {m} groups tested")


@dataclass(frozen=True)
class Scope:
    """The groups of one question: ``tested`` in any dimension, ``left`` out of all, ``less``: groups -> left out of.

    ``less`` names dimensions, and the nodes of the index that hold them.
    """

    by: str
    tested: tuple[str, ...]
    left: tuple[str, ...]
    less: dict[tuple[str, ...], list[str]]

    @property
    def of(self) -> int:
        """How many groups there are."""
        return len(self.tested) + len(self.left)

    @property
    def claim(self) -> Claim:
        """'Hotel, 5 of 8 groups tested'."""
        return K_OF_M(by=Label(self.by), k=len(self.tested), m=self.of)

    @property
    def within(self) -> Claim:
        """The same within a sentence."""
        return BY_K_OF_M(by=Label(self.by), k=len(self.tested), m=self.of)


def compared_groups(view: View) -> tuple[str, ...]:
    """The segment questions whose groups were tested."""
    return tuple(dict.fromkeys(row.segment_by for row in view.words(TOPIC.name, "group")))


def scope(view: View, by: str) -> Scope:
    """Who was tested; of a dimension that was tested in no group, nobody was left out."""
    names = (*view.study.constructs, *view.study.index)
    rows = _of(view, by, names)
    every = tuple(dict.fromkeys(row.segment for row in rows))
    out = {name: _left_out(rows, name) for name in names if any(row.subject == name for row in rows)}
    found = {name: groups for name, groups in out.items() if len(groups) < len(every)}
    left = tuple(group for group in every if all(group in groups for groups in found.values()))
    less: dict[tuple[str, ...], list[str]] = {}
    for name, groups in found.items():
        less.setdefault(tuple(group for group in groups if group not in left), []).append(name)
    less.pop((), None)
    return Scope(by, tuple(group for group in every if group not in left), left, less)


def odd_groups(view: View, by: str, construct: str) -> list[str]:
    """The groups that answer the items of a dimension otherwise than the others."""
    return [row.segment for row in _of(view, by, [construct]) if row.text == "not_comparable"]


def _of(view: View, by: str, names: Sequence[str]) -> Sequence[Text]:
    return [row for row in view.words(TOPIC.name, "group", segment_by=by) if row.subject in names]


def _left_out(rows: Sequence[Text], construct: str) -> tuple[str, ...]:
    return tuple(row.segment for row in rows if row.subject == construct and row.other == FEW)
