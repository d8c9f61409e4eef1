"""Answers in several files: one after another, or the same answers side by side (two downloads of one survey)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from filecmp import cmp
from glob import has_magic
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa

from csat_lib.answers.arrow import TableSource
from csat_lib.answers.binding import Wanted
from csat_lib.answers.cells import marked
from csat_lib.answers.file_codes import as_text
from csat_lib.answers.platforms import WJX, AsTold
from csat_lib.answers.read import READERS, open_answers
from csat_lib.answers.source import BATCH, AnswerSource, Batch, Rows
from csat_lib.answers.wordings import without_added
from csat_lib.errors import listing
from csat_lib.errors import several_files as say

_WJX_KEY = ("序号", "提交答卷时间")
_NONE = "no column"
Keys = list[tuple[str, ...]]


def expanded(path: Path) -> list[Path]:
    """The files that a path means: those of a folder that can be read, those of a pattern, or the file itself."""
    if path.is_dir():
        found = [each for each in sorted(path.iterdir()) if each.suffix.lower() in READERS]
        described = {each.stem for each in found if each.suffix.lower() == ".sss"}
        found = [each for each in found if each.suffix.lower() == ".sss" or each.stem not in described]
    elif has_magic(path.name) and not path.exists():
        found = [each for each in sorted(path.parent.glob(path.name)) if each.is_file()]
    else:
        return [path]
    if not found:
        raise say.no_files(path, list(READERS))
    return found


@dataclass(frozen=True, kw_only=True)
class SeveralSource(AnswerSource):
    """Files one after another; a row is counted through, and told by its file and its own number."""

    parts: tuple[AnswerSource, ...]
    _starts: list[int] = field(default_factory=list)

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows of every file, in their order."""
        self._starts.clear()
        last = 0
        for part in self.parts:
            start = last
            self._starts.append(start)
            for batch in part.batches(columns, size):
                last = start + int(batch.rows[-1])
                yield replace(batch, rows=batch.rows + start)

    def locate(self, row: int) -> str:
        """File and row."""
        at = int(np.searchsorted(self._starts, row)) - 1
        return f"{self.parts[at].path.name}:{row - self._starts[at]}"


def open_all(path: Path, wanted: Wanted) -> AnswerSource:
    """The answers of the files that a path means, as :func:`open_files` with nothing told of them."""
    return open_files([(each, AsTold()) for each in expanded(path)], wanted)


def open_files(files: Sequence[tuple[Path, AsTold]], wanted: Wanted, join: str = "") -> AnswerSource:
    """The answers of all files as one: joined by ``join`` (of 问卷星 by number and time, if all agree), else in turn.

    Raises:
        CsatError: as :func:`csat_lib.answers.read.open_answers`; files that do not hold the columns wanted alike, or of
            which only some answers are the same.
    """
    sources = [open_answers(path, wanted, told) for path, told in files]
    if len(sources) == 1 and not join:
        return sources[0]
    names = ", ".join(source.path.name for source in sources)
    key = (join,) if join else _WJX_KEY if all(one.binding.platform == WJX for one in sources) else ()
    held = [_keys(source, key) for source in sources] if key else []
    if held and (join or all(set(keys) == set(held[0]) for keys in held)):
        return _joined(sources, held, f"{names} as the same answers, joined by {' and '.join(key)}")
    if held and len(set().union(*held)) < sum(map(len, held)):
        raise say.some_the_same(sources[0].path.parent, names, key)
    if twice := next((two for two in combinations(sources, 2) if cmp(two[0].path, two[1].path, shallow=False)), None):
        raise say.given_twice(twice[1].path, twice[0].path)
    _check_alike(sources, wanted)
    told = [f"{names} one after another", *(f"{one.path.name}: {what}" for one in sources for what in one.told)]
    first, n_rows = sources[0], [source.n_rows for source in sources]
    return SeveralSource(
        path=first.path.parent,
        binding=first.binding,
        labels=first.labels,
        missing=first.missing,
        counted=first.counted,
        told=tuple(told),
        n_rows=None if None in n_rows else sum(n for n in n_rows if n is not None),
        parts=tuple(sources),
    )


def _keys(source: AnswerSource, key: Sequence[str]) -> Keys:
    missing = [name for name in key if name not in source.columns]
    if missing:
        raise say.no_column_to_join(source.path, missing[0], [name for name in source.columns if name])
    batches = [batch.table.to_pydict() for batch in source.batches(list(key))]
    return [tuple(as_text(cell) for cell in row) for cells in batches for row in zip(*cells.values(), strict=True)]


def _joined(sources: Sequence[AnswerSource], held: Sequence[Keys], told: str) -> TableSource:
    """The first file, with the columns that only the others have, row for row by the key."""
    first, order = sources[0], {key: at for at, key in enumerate(held[0])}
    for source, keys in zip(sources, held, strict=True):
        if len(set(keys)) < len(keys) or set(keys) != set(order):
            raise say.not_the_same(source.path, first.path, len(keys), len(set(keys) & set(order)), len(order))
    columns: dict[str, pa.ChunkedArray] = {}
    binding, labels, missing, counted = first.binding, dict(first.labels), dict(first.missing), dict(first.counted)
    numbers, apart = np.concatenate([batch.rows for batch in first.batches([])]), list[str]()
    for source, keys in zip(sources, held, strict=True):
        names = [name for name in source.columns if name and name not in columns]
        table = pa.Table.from_batches([batch.table for batch in source.batches(names)])
        places = {key: at for at, key in enumerate(keys)}
        taken = table.take([places[key] for key in order])
        if source is not first:
            apart += _apart(first, source, [places[key] for key in order], numbers)
        columns |= dict(zip(names, taken.columns, strict=True))
        labels |= {name: source.labels[name] for name in names if name in source.labels}
        missing |= {name: source.missing[name] for name in names if name in source.missing}
        counted |= {name: source.counted[name] for name in names if name in source.counted}
        binding = replace(
            binding,
            columns=tuple(columns),
            parts={**source.binding.parts, **binding.parts},
            ranks={**source.binding.ranks, **binding.ranks},
            told=tuple(dict.fromkeys([*binding.told, *source.binding.told])),
        )
    return TableSource(
        path=first.path,
        binding=binding,
        labels=labels,
        missing=missing,
        counted=counted,
        told=(told, *apart, *(what for source in sources for what in source.told)),
        n_rows=len(order),
        table=pa.table(columns),
        numbers=numbers,
    )


def _apart(first: AnswerSource, other: AnswerSource, places: Sequence[int], numbers: Rows) -> Iterator[str]:
    """What two downloads of the same answers say of one respondent and does not go together, in words.

    A column that both have says the same; or one of them has words and the other codes, of each code one wording.
    """
    shared = [name for name in other.columns if name and name in first.columns]
    own, others = (pa.Table.from_batches([batch.table for batch in one.batches(shared)]) for one in (first, other))
    for name in shared:
        cells = zip(numbers, own.column(name).to_pylist(), others.column(name).take(places).to_pylist(), strict=True)
        pairs = {row: (without_added(as_text(a)), without_added(as_text(b))) for row, a, b in cells}
        said = {row: pair for row, pair in pairs.items() if all(text and not marked(text) for text in pair)}
        counts = Counter(said.values())
        usual = {code: text for (text, code), _ in reversed(counts.most_common())}
        if 2 * sum(n for (text, code), n in counts.items() if text == code) > len(said):
            usual = {code: code for code in usual}
        if wrong := [str(row) for row, (text, code) in said.items() if usual[code] != text]:
            yield f"{len(wrong):,} cells of `{name}` that {other.path.name} contradicts (rows {listing(wrong)})"


def _check_alike(sources: Sequence[AnswerSource], wanted: Wanted) -> None:
    """All files hold the same of the columns wanted, in the same way, with the same labels."""
    first, faults = sources[0], []
    for source in sources[1:]:
        for name in wanted.columns:
            own, other = (_way(one, name) for one in (first, source))
            if own != other and _NONE not in {own[0], other[0]}:
                faults.append(say.unlike_column(source.path, first.path, name))
            elif own != other:
                lacks, has = (first, source) if own[0] == _NONE else (source, first)
                faults.append(say.lacks_column(lacks.path, has.path, name))
    if faults:
        raise say.unlike_files(first.path.parent, faults)


def _way(source: AnswerSource, name: str) -> tuple[object, ...]:
    """How a file holds what the study names so."""
    if name in source.columns:
        return "column", dict(source.labels.get(name, {})), list(source.missing.get(name, ()))
    parts, rank = source.binding.parts.get(name), source.binding.ranks.get(name)
    return ("options", dict(parts)) if parts else ("ranking", rank) if rank else (_NONE,)
