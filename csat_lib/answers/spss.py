"""SPSS and Stata files: read in chunks; value labels and declared missing codes are kept.

Stata's own missing values (``.``, ``.a`` to ``.z``) are no answers; a portable file (.por) declares none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from csat_lib.answers.binding import Wanted, bind
from csat_lib.answers.file_codes import as_number, as_text, is_declared
from csat_lib.answers.header import FileHeading
from csat_lib.answers.plain_names import plain
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.source import BATCH, AnswerSource, Batch, check_rows
from csat_lib.errors.answer_files import damaged, not_of_this_kind

_KEEPS_MISSING = {"user_missing": True}
_KINDS: dict[str, tuple[str, str, dict[str, bool]]] = {
    ".sav": ("an SPSS file", "read_sav", _KEEPS_MISSING),
    ".zsav": ("an SPSS file", "read_sav", _KEEPS_MISSING),
    ".por": ("an SPSS portable file", "read_por", {}),
    ".dta": ("a Stata file", "read_dta", {}),
}
"""Ending -> what such a file is, what reads it, and how."""
MARKS = {b"$FL2": ".sav", b"$FL3": ".zsav", b"<stata_dta>": ".dta"}
"""First bytes of such files -> the ending that they should have."""


@dataclass(frozen=True, kw_only=True)
class SpssSource(AnswerSource):
    """An opened file of SPSS or Stata; rows are its cases, counted from 1, ``names`` its own names of the columns.

    ``lists``: a multiple response set whose variables hold the option chosen, not whether it was -> its variables.
    """

    names: tuple[str, ...]
    ending: str
    encoding: str = ""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The cases in file order. Declared missing codes come as they stand: ``missing`` says which they are."""
        start, own = 0, [self.names[self.columns.index(name)] for name in columns]
        wanted = [part for name in own or self.names[:1] for part in self.lists.get(name, (name,))]
        while True:
            frame, _ = _read(self.path, self.ending, self.encoding, usecols=wanted, row_offset=start, row_limit=size)
            for name in self.lists.keys() & {*own}:
                frame[name] = self._listed(frame, self.lists[name])
            if len(frame):
                table = pa.RecordBatch.from_pandas(frame[own], preserve_index=False).select(own)
                found = table.rename_columns(list(columns))
                yield Batch(np.arange(start + 1, start + len(frame) + 1, dtype=np.int64), found)
            if len(frame) < size:
                return
            start += size

    def _listed(self, frame: Any, variables: Sequence[str]) -> list[str]:
        """The codes that each case has in these variables, as one list."""
        codes = self.codes(self.columns[self.names.index(variables[0])])
        texts = frame[[*variables]].map(as_text)
        given = texts.mask(texts.map(lambda text: is_declared(text, as_number(text), codes)), "")
        return [";".join(filter(None, row)) for row in given.itertuples(index=False)]


def open_spss(path: Path, wanted: Wanted, given: AsTold) -> SpssSource:
    """Read what the file says about itself: columns, labels, missing codes, cases (which some programs leave out)."""
    ending = _ending(path, given.format)
    if given.encoding and ending == ".por":
        raise not_of_this_kind(
            path, "encoding", "an SPSS portable file", ("text in columns", "any other of SPSS or Stata")
        )
    _, head = _read(path, ending, given.encoding, metadataonly=True)
    sets = getattr(head, "mr_sets", None) or {}
    lists = {name.lstrip("$"): tuple(of["variable_list"]) for name, of in sets.items() if of["type"] == "C"}
    headings = [FileHeading(name.lstrip("$"), of["label"]) for name, of in sets.items() if of["type"] == "C"]
    binding = bind(path, [*_headings(head, sets, wanted), *headings], wanted)
    called = dict(zip([*head.column_names, *lists], binding.columns, strict=True))
    first, _ = _read(path, ending, given.encoding, row_limit=1)
    check_rows(path, len(first))
    missing = {
        called[name]: [(part["lo"], part["hi"]) for part in parts] for name, parts in head.missing_ranges.items()
    }
    labels = {called[name]: given for name, given in head.variable_value_labels.items()}
    labels |= {called[name]: labels.get(called[several[0]], {}) for name, several in lists.items()}
    counted = {called[name]: as_text(of.get("counted_value")) for of in sets.values() for name in of["variable_list"]}
    return SpssSource(
        path=path,
        binding=binding,
        labels=labels,
        missing=missing,
        counted={name: value for name, value in counted.items() if value},
        n_rows=head.number_rows,
        names=(*head.column_names, *lists),
        ending=ending,
        encoding=given.encoding,
        lists=lists,
    )


def _headings(head: Any, sets: Mapping[str, Any], wanted: Wanted) -> list[FileHeading]:
    """Names with their labels; of a multiple response set's variables the set with their labels in brackets."""
    words = {name: label or "" for name, label in zip(head.column_names, head.column_labels, strict=True)}
    for name, of in sets.items():
        called = {plain(name.lstrip("$")), plain(name)} & {plain(column) for column in wanted.columns}
        for variable in of["variable_list"] if of["type"] == "D" else ():
            words[variable] = f"{name.lstrip('$') if called else of['label']}[{words[variable]}]"
    return [FileHeading(name, words[name]) for name in head.column_names]


def _read(path: Path, ending: str, encoding: str, **what: Any) -> tuple[Any, Any]:
    import pyreadstat  # imported when called: few answers come so, and it takes a tenth of a second

    kind, reader, how = _KINDS[ending]
    read: Callable[..., tuple[Any, Any]] = getattr(pyreadstat, reader)
    try:
        return read(path, **how, **what, **({"encoding": encoding} if encoding else {}))
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, UnicodeDecodeError) as fault:
        raise damaged(path, kind, fault) from fault


def _ending(path: Path, told: str) -> str:
    """The ending that a file should have, by its first bytes, else as told, else the one that it has."""
    with path.open("rb") as file:
        head = file.read(max(map(len, MARKS)))
    return next(
        (ending for mark, ending in MARKS.items() if head.startswith(mark)),
        f".{told}" if f".{told}" in _KINDS else path.suffix.lower(),
    )
