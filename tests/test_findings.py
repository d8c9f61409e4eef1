"""The findings table: a value or a reason, one schema, the same after a round trip."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from csat_lib.errors import CsatError
from csat_lib.findings import FINDING_SCHEMA, TEXT_SCHEMA, Finding, Text, pick, read, to_frame, ways, write

ALPHA = {"topic": "reliability", "subject": "room", "measure": "alpha", "unit": "ratio", "method": ways("raw", "feldt")}


def test_a_figure_has_a_value_or_a_reason():
    assert Finding(**ALPHA, value=0.87).reason == ""
    assert Finding(**ALPHA, value=None, reason="one_item").value is None


@pytest.mark.parametrize(("value", "reason"), [(None, ""), (0.87, "one_item"), (float("nan"), "")])
def test_a_figure_with_neither_or_both_is_refused(value, reason):
    with pytest.raises(CsatError) as caught:
        Finding(**ALPHA, value=value, reason=reason)
    assert str(caught.value) == (
        "The finding reliability/room/alpha breaks the contract: a figure has either a value or the reason why there "
        "is none. Give exactly one of the two."
    )


def test_not_a_number_becomes_an_absent_value():
    assert Finding(**ALPHA, value=float("nan"), reason="no_variance").value is None


def test_a_figure_is_signed_with_study_and_period_and_an_earlier_one_keeps_its_own():
    signed = Finding(**ALPHA, value=0.87).of("hotel", "2025-12")
    assert (signed.study, signed.period) == ("hotel", "2025-12")
    assert Finding(**ALPHA, value=0.87, period="2025-11").of("hotel", "2025-12").period == "2025-11"


def test_a_round_trip_through_parquet_changes_nothing(tmp_path):
    rows = [Finding(**ALPHA, value=0.87, n=12).of("hotel", "2025-12"), Finding(**ALPHA, value=None, reason="one_item")]
    frame = to_frame(rows)
    write(frame, tmp_path / "a.parquet")
    pd.testing.assert_frame_equal(read([tmp_path / "a.parquet"]), frame)
    assert list(frame.columns[:4]) == ["study", "period", "segment_by", "segment"]
    assert frame["n"].tolist() == [12, pd.NA]


def test_the_files_of_many_waves_stack(tmp_path):
    for period in ("2025-11", "2025-12"):
        write(to_frame([Finding(**ALPHA, value=0.8).of("hotel", period)]), tmp_path / f"{period}.parquet")
    stacked = read(sorted(tmp_path.glob("*.parquet")))
    assert stacked["period"].tolist() == ["2025-11", "2025-12"]


def test_no_file_gives_an_empty_table_with_the_schema():
    assert list(read([]).columns) == FINDING_SCHEMA.names


def test_a_file_of_another_schema_version_is_refused(tmp_path):
    table = to_frame([Finding(**ALPHA, value=0.8)])
    old = pa.Table.from_pandas(table, schema=FINDING_SCHEMA).replace_schema_metadata({b"schema_version": b"0"})
    pq.write_table(old, tmp_path / "old.parquet")
    with pytest.raises(CsatError) as caught:
        read([tmp_path / "old.parquet"])
    assert str(caught.value) == (
        f"{tmp_path / 'old.parquet'}: the findings were written with schema version 0, this version reads 3. "
        "Run the wave again with `csat run`."
    )


def test_texts_have_a_schema_of_their_own(tmp_path):
    text = Text(topic="voice", subject="clean", kind="quote", text="=1+1", language="en", rank=1).of("hotel", "2025-12")
    write(to_frame([text]), tmp_path / "t.parquet", TEXT_SCHEMA)
    assert read([tmp_path / "t.parquet"], TEXT_SCHEMA)["text"].tolist() == ["=1+1"]


def test_pick_keeps_the_rows_that_fit_in_their_order():
    frame = to_frame([Finding(**{**ALPHA, "subject": name}, value=1.0) for name in "abc"])
    assert pick(frame, subject=["c", "a"], measure="alpha")["subject"].tolist() == ["a", "c"]
