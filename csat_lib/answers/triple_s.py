"""Triple-S surveys, versions 1.2 and 2.0: a description (.sss, XML) and the data beside it, in fixed columns or CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa

from csat_lib.answers.arrow import TableSource
from csat_lib.answers.binding import Wanted, bind
from csat_lib.answers.encoding import find_encoding
from csat_lib.answers.header import FileHeading
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.source import check_rows
from csat_lib.errors.answer_files import damaged, no_data_beside

_ENDINGS = (".asc", ".csv", ".dat", ".txt")


@dataclass(frozen=True)
class Variable:
    """A variable as described: its place (from 0) in a line or among the cells, and what its codes mean."""

    name: str
    label: str
    kind: str
    start: int
    finish: int
    values: Mapping[str, str] = field(default_factory=dict)
    subfields: int = 0


def open_triple_s(path: Path, wanted: Wanted, _: AsTold) -> TableSource:
    """The data that a description tells of, as text; several answers have a column an option.

    Raises:
        CsatError: a description or a line that is not as the standard has it; no data beside it; no line.
    """
    record, variables = _described(path)
    data = _data_beside(path, record.get("href", ""))
    is_csv = record.get("format", "fixed") == "csv" or data.suffix.lower() == ".csv"
    lines = _cells(data, int(record.get("skip", 0))) if is_csv else _fixed(data, variables)
    rows = list(lines)
    check_rows(data, len(rows))
    columns: dict[str, list[str]] = {}
    headings, labels = list[FileHeading](), dict[str, dict[object, str]]()
    for at, variable in enumerate(variables):
        place = variable.start if is_csv else at
        cells = [row[place].strip() if place < len(row) else "" for row in rows]
        for name, words, found in _columns(variable, cells):
            columns[name] = found
            headings.append(FileHeading(name, words))
        if variable.kind == "single":
            labels[variable.name] = dict(variable.values.items())
    binding = bind(path, headings, wanted)
    called = dict(zip(columns, binding.columns, strict=True))
    return TableSource(
        path=data,
        binding=binding,
        labels={called[name]: found for name, found in labels.items() if called[name]},
        n_rows=len(rows),
        table=pa.table({name: pa.array(found, pa.string()) for name, found in columns.items()}),
    )


def _described(path: Path) -> tuple[ElementTree.Element, list[Variable]]:
    text = path.read_bytes()
    try:
        root = ElementTree.fromstring(text.replace(b"<!ENTITY", b"<!"))  # noqa: S314 - no entity is ever declared
        records = list(root.iter("record"))
        variables = [_variable(each) for record in records[:1] for each in record.iter("variable")]
    except (ElementTree.ParseError, KeyError, ValueError) as fault:
        raise damaged(path, "triple-S", fault) from fault
    if not variables:
        raise damaged(path, "triple-S", ValueError("it describes no variable"))
    return records[0], variables


def _variable(given: ElementTree.Element) -> Variable:
    place = given.find("position")
    if place is None:
        raise ValueError(f"the variable {given.get('ident')} has no position")
    spread = given.find("spread")
    return Variable(
        name=_text(given.find("name")) or given.get("ident", ""),
        label=_text(given.find("label")),
        kind=given.attrib["type"],
        start=int(place.attrib["start"]) - 1,
        finish=int(place.get("finish", place.attrib["start"])),
        values={value.attrib["code"]: _text(value) for value in given.iterfind("values/value")},
        subfields=int(spread.attrib["subfields"]) if spread is not None else 0,
    )


def _text(given: ElementTree.Element | None) -> str:
    return "" if given is None else " ".join(" ".join(given.itertext()).split())


def _data_beside(path: Path, href: str) -> Path:
    """The file named by the description, else one of its name with an ending for data."""
    named = [path.parent / Path(href.replace("\\", "/")).name] if href else []
    same = [other for other in sorted(path.parent.iterdir()) if other.stem.casefold() == path.stem.casefold()]
    found = [other for other in (*named, *same) if other.is_file() and other.suffix.lower() in _ENDINGS]
    if not found:
        raise no_data_beside(path, _ENDINGS)
    return found[0]


def _cells(path: Path, skip: int) -> Iterator[list[str]]:
    with path.open(encoding=find_encoding(path), newline="") as file:
        yield from list(csv.reader(file))[skip:]


def _fixed(path: Path, variables: Sequence[Variable]) -> Iterator[list[str]]:
    """The places of every line: of bytes where all lines have as many, else of characters."""
    encoding = find_encoding(path)
    lines = [line for line in path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    try:
        for line in lines if len({len(line) for line in lines}) == 1 else (line.decode(encoding) for line in lines):
            parts = [line[variable.start : variable.finish] for variable in variables]
            yield [part.decode(encoding) if isinstance(part, bytes) else part for part in parts]
    except UnicodeDecodeError as fault:
        raise damaged(path, "triple-S data", fault) from fault


def _columns(variable: Variable, cells: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    """(name, wording, cells) of the columns that a variable makes."""
    if variable.kind != "multiple":
        codes = {f"{code:0>{len(other)}}": code for code in variable.values for other in variable.values}
        date = variable.kind == "date"
        yield variable.name, variable.label, [_day(cell) if date else codes.get(cell, cell) for cell in cells]
        return
    chosen = [_chosen(variable, cell) for cell in cells]
    for code, words in variable.values.items():
        found = ["" if codes is None else str(int(int(code) in codes)) for codes in chosen]
        yield f"{variable.name}[{code}]", f"{variable.name}[{words}]", found


def _chosen(variable: Variable, cell: str) -> set[int] | None:
    """The codes chosen: by a digit for every code, or by the codes themselves in as many fields; None: no answer."""
    if not cell:
        return None
    if variable.subfields:
        width = max(map(len, variable.values), default=1)
        fields = [cell[at : at + width].strip() for at in range(0, width * variable.subfields, width)]
        return {int(code) for code in fields if code.isdigit()}
    return {at for at, digit in enumerate(cell, start=1) if digit == "1"}


def _day(cell: str) -> str:
    return f"{cell[:4]}-{cell[4:6]}-{cell[6:]}" if len(cell) == 8 and cell.isdigit() else cell
