from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.report.inline import Run, literal, references, runs


def test_bold_and_references_are_the_only_marks():
    assert runs("**Room** fell, see [[fig-room]].") == (
        Run("Room", "bold"),
        Run(" fell, see "),
        Run("", "regular", "fig-room"),
        Run("."),
    )


def test_a_reference_may_be_bold():
    assert runs("**see [[a]]**") == (Run("see ", "bold"), Run("", "bold", "a"))


def test_unpaired_marks_stay_as_they_are():
    assert runs("a ** b [[ c [[Ä]] _d_ `e`") == (Run("a ** b [[ c [[Ä]] _d_ `e`"),)


def test_references_come_in_order():
    assert references("[[b]] and [[a]] and [[b]]") == ["b", "a", "b"]


@settings(max_examples=60)
@given(st.text(alphabet="ab*[] -", min_size=1, max_size=30))
def test_a_literal_holds_no_mark_wherever_it_stands(text):
    told = runs(f"**{literal(text)}** [{literal(text)}] *{literal(text)}*")
    assert "".join(run.text for run in told) == f"{text} [{text}] *{text}*"
    assert {run.anchor for run in told} == {""}


@settings(max_examples=60)
@given(st.text(alphabet="ab*[] -", max_size=30))
def test_no_letter_is_lost(text):
    kept = "".join(run.text or f"[[{run.anchor}]]" for run in runs(text))
    assert kept.replace("*", "") == text.replace("*", "")
