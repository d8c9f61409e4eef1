"""The columns of an answers file as a draft sees them: their wordings, and the cells that are answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from csat_lib.answers.binding import Wanted
from csat_lib.answers.cells import marked
from csat_lib.answers.file_codes import as_number, as_text, is_declared
from csat_lib.answers.several import SeveralSource, open_all
from csat_lib.answers.wordings import without_added
from csat_lib.errors.several_files import lacks_column, unlike_files
from csat_lib.forms.known_words import bare


@dataclass(frozen=True)
class SeenColumn:
    """One column: its ``wording`` in the file, every row as text ("" without an answer), ``labels`` of its codes."""

    name: str
    wording: str
    rows: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The answers."""
        return tuple(filter(None, self.rows))

    @cached_property
    def counts(self) -> Counter[str]:
        """Answer -> how often it was given."""
        return Counter(without_added(cell) for cell in self.cells)

    @cached_property
    def numbers(self) -> list[float] | None:
        """The distinct answers as numbers, in rising order, where all are some."""
        found = [as_number(cell) for cell in self.counts]
        return sorted(number for number in found if number is not None) if found and None not in found else None


@dataclass(frozen=True)
class AnswersFile:
    """A file whose first rows were looked at: its columns in order, and how many rows those are."""

    path: Path
    columns: tuple[SeenColumn, ...]
    n_rows: int

    def of(self, names: Sequence[str]) -> list[SeenColumn]:
        """The columns of these names."""
        return [column for column in self.columns if column.name in names]


def look_at(path: Path) -> AnswersFile:
    """The columns of the first rows (65,536 of each) of any file, folder or pattern that answers are read from."""
    source = open_all(path, Wanted({"": ()}))
    parts = source.parts if isinstance(source, SeveralSource) else (source,)
    words = dict(zip(source.columns, source.binding.words, strict=True))
    named = [name for name in source.columns if name]
    if faults := [lacks_column(part.path, parts[0].path, c) for part in parts for c in named if c not in part.columns]:
        raise unlike_files(path, faults)
    batches = [next(iter(part.batches(named))) for part in parts]
    columns = []
    for name in named:
        codes = source.codes(name)
        texts = [as_text(cell) for batch in batches for cell in batch.table.column(name).to_pylist()]
        rows = ("" if marked(text) or is_declared(text, as_number(text), codes) else text for text in texts)
        labels = {as_text(code): str(label) for code, label in codes.labels.items()}
        columns.append(SeenColumn(name, bare(words[name]) or bare(name), tuple(rows), labels))
    return AnswersFile(path, tuple(columns), sum(map(len, batches)))
