"""Triple-S, versions 1.2 and 2.0, in fixed columns and as CSV; Arrow files."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.feather
import pytest

from csat_lib.answers.match import Matcher
from csat_lib.answers.needs import wanted_of
from csat_lib.answers.read import open_answers
from csat_lib.errors import CsatError
from csat_lib.study import Study

HEAD = """<?xml version="1.0"?>
<!DOCTYPE sss PUBLIC "-//triple-s//DTD Survey Interchange v1.2//EN" "http://www.triple-s.org/dtd/sss_v12.dtd">
<sss version="1.2"><survey><title>Stay</title><record ident="A">"""
VARIABLES = """
<variable ident="1" type="single"><name>q1</name><label>How<br/>satisfied?</label><position start="{0}" finish="{1}"/>
 <values><value code="01">bad</value><value code="10">good</value><value code="99">no answer</value></values></variable>
<variable ident="2" type="multiple"><name>uses</name><label>Used</label><position start="{2}" finish="{3}"/>
 <values><value code="1">Spa</value><value code="2">Bar</value></values></variable>
<variable ident="3" type="multiple"><name>read</name><label>Read</label><position start="{4}" finish="{5}"/>
 <spread subfields="2"/><values><value code="01">Web</value><value code="02">App</value></values></variable>
<variable ident="4" type="quantity"><name>nights</name><label>Nights</label><position start="{6}" finish="{7}"/>
 <values><range from="0" to="99"/></values></variable>
<variable ident="5" type="date"><name>stay</name><label>Stay</label><position start="{8}" finish="{9}"/></variable>
<variable ident="6" type="character"><name>why</name><label>Why</label><position start="{10}" finish="{11}"/>
 <size>6</size></variable>
"""
TAIL = "</record></survey></sss>"
FIXED = (1, 2, 3, 4, 5, 8, 9, 10, 11, 18, 19, 24)
ROWS = [
    ("10", "10", "0200", " 3", "20260105", "fine"),
    ("01", "01", "0102", "12", "20260106", "很吵"),
    ("99", "", "", "", "", ""),
]


def study():
    def words(text):
        return {"zh": text, "en": text}

    questions = {
        "q1": {"text": words("How satisfied?"), "scale": "ten", "role": "outcome"},
        "uses": {"text": words("Used"), "kind": "multiple", "options": {"1": words("Spa"), "2": words("Bar")}},
        "papers": {"text": words("Read"), "kind": "multiple", "options": {"web": words("Web"), "app": words("App")}},
        "nights": {"text": words("Nights"), "kind": "number", "role": "profile", "unit": words("nights")},
        "stay": {"text": words("Day"), "kind": "date"},
        "why": {"text": words("Why"), "kind": "text"},
    }
    scales = {"ten": {"from": 1, "to": 10, "missing": [99]}}
    return Study.model_validate({"study": "stay", "title": words("Stay"), "scales": scales, "questions": questions})


def read(path):
    asked = study()
    matcher = Matcher.of(asked, open_answers(path, wanted_of(asked)), b"key")
    (found,) = matcher.batches(100)
    matcher.faults.raise_any()
    return found


def fixed(encoding="utf-8", by_bytes=False):
    for row in ROWS:
        line = "".join(f"{cell:<{width}}" for cell, width in zip(row[:-1], (2, 2, 4, 2, 8), strict=True))
        last = row[-1].encode(encoding)
        yield line.encode() + (last.ljust(6) if by_bytes else f"{row[-1]:<6}".encode(encoding))


def check(found):
    values = {name: column.values.tolist() for name, column in found.columns.items()}
    nothing = pytest.approx(float("nan"), nan_ok=True)
    assert values["q1"] == [10, 1, nothing]
    assert [values["uses.1"], values["uses.2"]] == [[1, 0, nothing], [0, 1, nothing]]
    assert [values["papers.web"], values["papers.app"]] == [[0, 1, nothing], [1, 1, nothing]]
    assert values["nights"] == [3, 12, nothing]
    assert values["stay"] == [20458 * 86400.0, 20459 * 86400.0, nothing]
    assert found.words["why"].to_pylist() == ["fine", "很吵", None]


@pytest.mark.parametrize(("encoding", "by_bytes"), [("utf-8", False), ("utf-8", True), ("gb18030", True)])
def test_version_1_2_in_fixed_columns(tmp_path, encoding, by_bytes):
    path = tmp_path / "stay.sss"
    path.write_text(HEAD + VARIABLES.format(*FIXED) + TAIL, encoding="utf-8")
    (tmp_path / "STAY.ASC").write_bytes(b"\r\n".join(fixed(encoding, by_bytes)) + b"\r\n")
    check(read(path))


@pytest.mark.parametrize("named", ['href="C:\\\\out\\\\answers.csv"', ""])
def test_version_2_0_as_csv(tmp_path, named):
    path = tmp_path / "stay.sss"
    record = f'<sss version="2.0"><survey><record ident="A" format="csv" skip="1" {named}>'
    places = (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6)
    path.write_text(record.replace("\\\\", "\\") + VARIABLES.format(*places) + TAIL, encoding="utf-8")
    lines = ["q1,uses,read,nights,stay,why", *(",".join(cell.strip() for cell in row) for row in ROWS)]
    (tmp_path / ("answers.csv" if named else "stay.csv")).write_text("\n".join(lines), encoding="utf-8")
    check(read(path))


def message(path):
    with pytest.raises(CsatError) as caught:
        read(path)
    return str(caught.value)


def test_a_description_without_data_and_one_that_is_none(tmp_path):
    path = tmp_path / "stay.sss"
    path.write_text(HEAD + VARIABLES.format(*FIXED) + TAIL, encoding="utf-8")
    assert message(path) == (
        f"The answers {path} only describe a survey: there is no data of the same name beside the file "
        "(.asc, .csv, .dat, .txt). Put the data there."
    )
    path.write_text("<sss><survey/></sss>", encoding="utf-8")
    assert "cannot be read as triple-S: it describes no variable." in message(path)
    path.write_text(HEAD + '<variable ident="1" type="single"/>' + TAIL, encoding="utf-8")
    assert "the variable 1 has no position" in message(path)
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]><sss>&a;</sss>', encoding="utf-8")
    assert "cannot be read as triple-S" in message(path)


@pytest.mark.parametrize("write", ["file", "stream", "feather"])
@pytest.mark.parametrize("size", [1, 2, 100])
def test_arrow_files_are_read(tmp_path, write, size):
    path = tmp_path / "answers.arrow"
    table = pa.table({"q1": [1, 2, 3], "why": ["a", None, "c"]})
    if write == "feather":
        pyarrow.feather.write_feather(table, path)
    else:
        with (pa.ipc.new_file if write == "file" else pa.ipc.new_stream)(path, table.schema) as sink:
            sink.write_table(table, max_chunksize=2)
    source = open_answers(path, ["why", "Q1"])
    batches = list(source.batches(["why", "Q1"], size))
    assert [row for batch in batches for row in batch.rows.tolist()] == [1, 2, 3]
    assert pa.Table.from_batches([batch.table for batch in batches]).to_pydict() == {
        "why": ["a", None, "c"],
        "Q1": [1, 2, 3],
    }
    assert sum(map(len, source.batches([], size))) == 3


def test_an_arrow_file_that_is_cut_off_is_one_error(tmp_path):
    path = tmp_path / "answers.arrow"
    path.write_bytes(b"ARROW1\0\0" + b"x" * 40)
    assert "cannot be read as an Arrow file" in message(path)
