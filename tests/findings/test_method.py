"""A method is a value made of declared parts; only its column is text, and is read back strictly."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import csat_lib
from csat_lib.errors import CsatError
from csat_lib.findings import Finding, Method, in_use, note, read, read_method, to_frame, way, ways, write
from csat_lib.findings.catalogue.methods import METHODS, NOTES
from csat_lib.findings.catalogue.weight_rules import RULE_METHODS
from csat_lib.report.methods import told

TELLING = ("charts", "errors", "report", "findings")
LIBRARY = Path(csat_lib.__file__).parent
BUILT = {f"{rule} allocation" for rule in ("proportional", "neyman", "equal")}
BUILT |= {f"{method} scores" for method in ("regression", "bartlett")}
BUILT |= {f"{lead} of parallel components" for lead in ("median", "smaller")} | {"smaller of parallel factors"}
BUILT |= {"path scheme", "centroid scheme", "unstandardised weights", "standardised weights", "decided"}
"""Keys that are put together from the names of choices; of a note on figures that are drawn, not recorded."""


def example(key):
    """A part with numbers of every kind."""
    return note(key, "a1 b2") if key in NOTES else way(key, *(0.05, 8, -3)[: key.count("#")])


@cache
def statistics():
    """The trees of every module that makes figures."""
    files = [path for path in LIBRARY.rglob("*.py") if path.relative_to(LIBRARY).parts[0] not in TELLING]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in files]


@cache
def literals():
    """The texts that stand in them."""
    return {node.value for tree in statistics() for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def keys_given():
    """Keys that are named where a method is made."""
    for node in (node for tree in statistics() for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"way", "ways", "note"}:
            given = node.args[:1] if node.func.id != "ways" else node.args
            yield from (arg.value for arg in given if isinstance(arg, ast.Constant))


def test_every_key_that_a_statistic_names_is_declared():
    assert sorted(set(keys_given()) - METHODS.keys()) == []


@pytest.mark.parametrize("key", METHODS)
def test_every_key_is_used_and_has_the_same_slots_in_both_languages(key):
    assert key in literals() | BUILT | set(RULE_METHODS)  # a rule is named by the study and has a file of its own
    for words in (METHODS[key].zh, METHODS[key].en):
        assert words
        assert sorted(int(name) for _, name, *_ in Formatter().parse(words) if name) == list(range(key.count("#")))


@pytest.mark.parametrize("key", METHODS)
def test_every_part_is_the_same_after_a_round_trip(key):
    assert read_method(str(example(key))) == example(key)


def test_a_method_is_the_same_after_a_round_trip_through_parquet(tmp_path):
    method = ways("raw", "jackknife", way("# groups", 100), note("heywood", "q1 q2"), way("sidak over #", 8))
    figure = Finding(topic="reliability", subject="room", measure="alpha", value=0.8, method=method)
    write(to_frame([figure]), tmp_path / "findings.parquet")
    (text,) = read([tmp_path / "findings.parquet"])["method"]
    assert text == "raw, jackknife, 100 groups, heywood q1 q2, sidak over 8"
    assert read_method(text) == method
    assert note("heywood", "Wi-Fi, lobby") == note("heywood", "Wi-Fi lobby")


def test_a_method_tells_its_parts():
    method = way("taylor") + "fixed weights" + way("together with # at # of the error", 8, 0.5)
    assert (method.first, method.family, method.keys[-1]) == ("taylor", 8, "together with # at # of the error")
    assert (method.noted("fixed weights"), method.noted("fixed")) == (True, False)
    assert (ways("taylor").family, Method().keys) == (1, ())
    assert (
        str(in_use(method, ways("taylor", "wilson")))
        == "taylor, fixed weights, together with 8 at 0.5 of the error, wilson"
    )


def test_numbers_are_told_to_six_digits_and_whole_ones_without_decimals():
    assert str(way("below # seconds", 0.4 * 204.75)) == "below 81.9 seconds"
    assert str(way("seed #", 20251128)) == "seed 20251128"
    assert way("percentile #", 95.0) == way("percentile #", 95)


def test_a_part_that_is_not_declared_is_an_error_that_names_it():
    for made in (lambda: way("jacknife"), lambda: ways("raw", "jacknife"), lambda: read_method("raw, jacknife")):
        with pytest.raises(CsatError) as error:
            made()
        assert str(error.value).startswith("The catalogue of findings has no part of a method `jacknife`. Allowed: ")
        assert "Did you mean `jackknife`? Declare it in csat_lib/findings/catalogue" in str(error.value)
    with pytest.raises(CsatError, match="has no part of a method `raw`"):
        note("raw", "q1")


def test_a_part_takes_as_many_numbers_as_its_key_has_slots():
    with pytest.raises(CsatError) as error:
        way("# of # splits", 10)
    assert str(error.value) == (
        "The part `# of # splits` of a method has 2 slots (#) and was given [10]. Give a number for each."
    )


def test_a_figure_without_a_method_is_an_error():
    with pytest.raises(CsatError) as error:
        Finding(topic="reliability", subject="room", measure="alpha", value=0.8, method=Method())
    assert str(error.value) == ("The finding reliability/room/alpha has no method. Say how the figure came about.")


def test_a_method_is_told_in_words_with_its_numbers_in_place():
    methods = [ways("taylor", "fixed weights", way("sidak over #", m)) for m in (8, 4)]
    assert told(methods, "en") == "Taylor linearisation, weights taken as given, Sidak intervals over 4 or 8"
    assert told([ways("raw", "feldt", "listwise")], "zh") == "由协方差计算、Feldt 区间、仅用完整作答"
    assert told(methods, "en", ["sidak over #"]) == "Sidak intervals over 4 or 8"
    assert told([note("heywood", "a1 a2"), way("heywood")], "en") == "Heywood case"
    assert told([way("# of # splits", 100, 9000)], "zh") == "9000 种分法中随机抽取 100 种"
    assert told([way("interval no wider than #", 0.1)], "en") == "interval no wider than 0.10"
