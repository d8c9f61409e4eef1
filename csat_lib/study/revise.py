"""The study file after a pilot: dropped items taken out or commented out, all else to the letter as it was."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from csat_lib.errors import CsatError, Faults
from csat_lib.errors.planning import cannot_revise
from csat_lib.findings import Text
from csat_lib.study.documents import read_document
from csat_lib.study.loading import load_study
from csat_lib.study.raw import Raw, texts, walk
from csat_lib.study.waves import STUDY_FILE
from csat_lib.study.yaml_edit import Edit, Loc, YamlText

REVISED_FILE = "study.revised.yaml"
What = Literal["commented_out", "removed", "lowered"]
SHORTEST_BLOCK = 2
"""Items that a straight-line rule needs."""


@dataclass(frozen=True)
class Change:
    """One difference from the study file: about which ``item``, at which place (``constructs.room.items``), what."""

    item: str
    where: str
    what: What


@dataclass(frozen=True)
class Revision:
    """The revised text of the study file, and its differences in the order of the file."""

    text: str
    changes: tuple[Change, ...]

    def to_texts(self) -> list[Text]:
        """One ``change`` for each difference: ``subject`` the item, ``other`` the place, ``text`` what."""
        changes = enumerate(self.changes)
        return [
            Text(topic="pilot", subject=change.item, kind="change", text=change.what, other=change.where, rank=rank)
            for rank, change in changes
        ]


@dataclass(frozen=True)
class _Step:
    change: Change
    loc: Loc
    value: str = ""


def revise_study(path: Path, dropped: Mapping[str, str], noted: Mapping[str, str] | None = None) -> Revision:
    """The study file without the dropped items; comments, order and spelling of everything else stay.

    The question of a dropped item becomes a comment under its note; the item leaves its construct, the blocks of
    straight-line rules (``at_least`` is lowered to what is left of the block), the simulator and the overruled
    decisions. Filters that asked for its answers go with it.

    Args:
        path: The study file of the pilot, which can be loaded.
        dropped: Item -> the note above its question.
        noted: Item that stays -> a note above its question.

    Raises:
        CsatError: the text would not be a study any more (an anchor stood in a dropped question).
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = YamlText(file.read())
    raw = Raw(read_document(path))
    steps = [step for part in (_questions, _constructs, _rules, _others) for step in part(raw, dropped)]
    edits = [edit for step in steps if step.change.what != "removed" for edit in _edit(text, step, dropped)]
    edits += text.removed(step.loc for step in steps if step.change.what == "removed")
    edits += [edit for item, note in (noted or {}).items() for edit in text.noted(("questions", item), note)]
    revised = text.applied(edits)
    _check(path, revised)
    return Revision(revised, tuple(dict.fromkeys(step.change for step in steps)))


def _edit(text: YamlText, step: _Step, notes: Mapping[str, str]) -> list[Edit]:
    if step.change.what == "commented_out":
        return text.commented_out(step.loc, notes[step.change.item])
    return text.replaced(step.loc, step.value)


def _questions(raw: Raw, gone: Mapping[str, str]) -> Iterator[_Step]:
    for name in raw.questions():
        if name in gone:
            yield _step(name, "commented_out", "questions", name)
            continue
        asks = [str(found.get("question")) for _, found in walk(raw.value("questions", name, "filter"))]
        for one in [one for one in asks if one in gone][:1]:
            yield _step(one, "removed", "questions", name, "filter")


def _constructs(raw: Raw, gone: Mapping[str, str]) -> Iterator[_Step]:
    for construct in raw.names("constructs"):
        yield from _listed(raw, gone, ("constructs", construct, "items"))


def _rules(raw: Raw, gone: Mapping[str, str]) -> Iterator[_Step]:
    for index, rule in enumerate(raw.listing("exclude")):
        loc: Loc = ("exclude", index)
        block = [name for _, name in texts(raw.listing(*loc, "block"))]
        lost, left = [name for name in block if name in gone], [name for name in block if name not in gone]
        asked = rule.get("question") if isinstance(rule, dict) else None
        if asked in gone or (lost and len(left) < SHORTEST_BLOCK):
            yield _step(str(asked or lost[0]), "removed", *loc)
            continue
        yield from _listed(raw, gone, (*loc, "block"))
        yield from _lowered(raw, gone, loc, left)


def _lowered(raw: Raw, gone: Mapping[str, str], loc: Loc, left: Sequence[str]) -> Iterator[_Step]:
    """A count of answers that what is left of the block (without one: of all items) can no longer hold."""
    key, spare = _COUNTS.get(raw.value(*loc, "rule"), ("", 0))
    given, items = raw.value(*loc, key), raw.questions(kind="rating", role="perception")
    most = len(left or [item for item in items if item not in gone]) - spare
    if key and isinstance(given, int) and given > most:
        yield _step(next(iter(gone)), "lowered", *loc, key, value=str(most))


_COUNTS = {"straight_line": ("at_least", 0), "longstring": ("above", 1)}
"""Rules that count answers: the key, and by how many its number must stay below the length of the block."""


def _others(raw: Raw, gone: Mapping[str, str]) -> Iterator[_Step]:
    for section in (("pilot", "overrule"), ("simulate", "items")):
        for name in raw.mapping(*section):
            if name in gone:
                yield _step(name, "removed", *section, name)


def _listed(raw: Raw, gone: Mapping[str, str], loc: Loc) -> Iterator[_Step]:
    for index, name in texts(raw.listing(*loc)):
        if name in gone:
            yield _Step(Change(name, _dotted(loc), "removed"), (*loc, index))


def _step(item: str, what: What, *loc: Any, value: str = "") -> _Step:
    return _Step(Change(item, _dotted(loc), what), loc, value)


def _dotted(loc: Sequence[Any]) -> str:
    return ".".join(str(step + 1 if isinstance(step, int) else step) for step in loc)


def _check(path: Path, text: str) -> None:
    """The revised file must load as strictly as any other."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / STUDY_FILE
        file.write_text(text, encoding="utf-8")
        try:
            load_study(file)
        except Faults as faults:
            told = "\n".join(f"  {fault}".replace(f"{folder}/", "") for fault in faults.faults)
            raise cannot_revise(path, told) from None
        except (CsatError, yaml.YAMLError) as fault:
            raise cannot_revise(path, f"  {fault}") from None
