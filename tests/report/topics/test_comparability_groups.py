"""Between groups, in words: who was tested and who was not is named, what differs is told group by group."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.findings import Text, to_frame
from csat_lib.report.declared import make
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability import groups, steps, verdicts
from csat_lib.report.topics.comparability.scope import scope
from csat_lib.report.topics.segments import gaps
from tests.report.fake_wave import NOW, STORES, all_figures, figure, make_view

GOOD, BAD, LEFT = ("comparable", ""), ("not_comparable", "scalar"), ("not_tested", "few_answers")
ALL_GOOD = dict.fromkeys(STORES, GOOD)


def text(subject, verdict, kind="verdict", segment=""):
    said, why = verdict
    where = {"segment_by": "store", "segment": segment, "other": why}
    return Text(topic="comparability", subject=subject, kind=kind, text=said, **where).of("hotel", NOW)


def made(whole, each, language="en", rows=()):
    """``whole``: subject -> verdict over the groups; ``each``: dimension -> group -> verdict."""
    told = [text(name, verdict) for name, verdict in whole.items()]
    told += [text(name, verdict, "group", at) for name, own in each.items() for at, verdict in own.items()]
    return make_view(language, list(rows), texts=to_frame(told))


def spoken(whole, each, language="en"):
    view = made(whole, each, language)
    return tell(view, groups.groups(view, "store"))


def test_all_groups_tested_and_no_difference_found_is_no_sameness():
    assert spoken({"room": GOOD}, {"room": ALL_GOOD}) == (
        "By store, all groups (4) were tested. No difference (no loss of CFI beyond 0.01) was found in Room."
    )
    assert spoken({"room": GOOD}, {"room": ALL_GOOD}, "zh") == (
        "按门店分组，4 组全部检验。“客房”没有发现差异（CFI 损失不超过 0.01）。"
    )


def test_groups_left_out_are_named_and_those_left_out_of_one_dimension_beside_it():
    each = {"room": ALL_GOOD | {"S03": LEFT, "S04": LEFT}, "service": ALL_GOOD | {"S04": LEFT}}
    whole = {"room": GOOD, "service": GOOD}
    assert spoken(whole, each).startswith(
        "By store, three of four groups were tested (Harbour, Hillside and Station); not tested, with an effective "
        "base of fewer than 100 complete responses: Old Town; for Room also Station."
    )
    assert spoken(whole, each, "zh").startswith(
        "按门店分组，4 组中检验了 3 组（海港店、山景店和车站店）；老城店的完整作答（等效样本量）不足 100 份，未经检验"
        "；“客房”还有车站店。"
    )


def test_the_group_that_answers_otherwise_is_named_and_the_node_that_holds_the_dimension():
    each = {"room": ALL_GOOD | {"S02": BAD}, "service": ALL_GOOD}
    whole = {"satisfaction": ("partly_comparable", "scalar"), "room": BAD, "service": GOOD}
    assert spoken(whole, each) == (
        "By store, all groups (4) were tested. In Room, Hillside does not compare with the others (the items are "
        "answered on different levels), so that no difference is reported. Such a part is held by the guest "
        "satisfaction index, whose difference is told all the same, to be read with care. No difference (no loss "
        "of CFI beyond 0.01) was found in Service."
    )
    assert "“客房”在山景店与他组不可比（题项的作答基准不同），不给出其差值。" in spoken(whole, each, "zh")


def test_dimensions_in_which_the_same_groups_differ_share_a_sentence():
    each = {"room": dict.fromkeys(STORES, BAD), "service": dict.fromkeys(STORES, BAD)}
    told = spoken({"room": BAD, "service": BAD}, each)
    assert "In Room and Service, Harbour, Hillside, Station and Old Town do not compare (" in told


def test_no_group_with_enough_answers_is_no_test():
    each = {"room": dict.fromkeys(STORES, LEFT)}
    assert spoken({"room": LEFT}, each) == (
        "Whether groups by store compare was not tested: fewer than two of four groups have 100 complete responses "
        "(effective base)."
    )
    assert scope(made({"room": LEFT}, each), "store").tested == ()


@pytest.mark.parametrize(
    ("language", "clean", "broken", "lost"),
    [
        (
            "en",
            "No difference found beyond the limit; between groups: by store, 3 of 4 groups tested",
            "Not comparable: Room (by store, 3 of 4 groups tested)",
            "Held equal, CFI falls by 0.001 at most (Room), within the limit of 0.01",
        ),
        (
            "zh",
            "没有发现超出界限的差异；各组之间：按门店，4 组中检验了 3 组",
            "不可比的有“客房”（按门店，4 组中检验了 3 组）",
            "令其相等时，CFI 最多下降 0.001（“客房”），不超过 0.01 的界限",
        ),
    ],
)
def test_titles_and_heads_say_of_how_many_groups(language, clean, broken, lost):
    rows = [figure("comparability", "delta_cfi", "room", 0.001, other="metric", segment_by="store")]
    each = {"room": ALL_GOOD | {"S04": LEFT}}
    view = made({"room": GOOD}, each, language, rows)
    assert tell(view, verdicts.title(view)) == clean
    assert make(view, steps.TABLE).title == lost
    beyond = made({"room": BAD}, each, language, [replace(rows[0], value=0.02)])
    assert make(beyond, steps.TABLE).title == broken
    assert tell(view, verdicts.title(made({"room": BAD}, each, language))) == broken
    table = verdicts.table(view, verdicts.recorded(view))
    assert "3" in table.columns[1].title


def test_under_figures_and_tables_of_groups_the_same_words_name_who_was_not_tested():
    each = {"room": ALL_GOOD | {"S03": LEFT, "S04": LEFT}, "service": ALL_GOOD | {"S04": LEFT}}
    each |= {"satisfaction": ALL_GOOD | {"S03": LEFT, "S04": LEFT}}
    said = (
        "Too few complete responses (effective base under 100) to test whether they understand the questions as the "
        "others do: Old Town; for Room and the guest satisfaction index also "
    )
    said_in_chinese = (
        "完整作答不足 100 份（等效样本量）、对题目的理解是否与其他组一致未能检验的有：老城店；“客房”和“宾客满意度指数”"
        "还有车站店"
    )
    for language, words in (("en", f"{said}Station"), ("zh", said_in_chinese)):
        view = made({"room": GOOD, "service": GOOD}, each, language, all_figures())
        assert words in tell(view, groups.note(view, "store"))
        assert words in make(view, gaps.table("store")).note


def test_a_group_left_out_of_one_dimension_only_is_named_with_it():
    view = made({"room": GOOD}, {"room": ALL_GOOD | {"S03": LEFT}, "service": ALL_GOOD})
    assert tell(view, groups.note(view, "store")) == (
        "Too few complete responses (effective base under 100) to test whether they understand the questions as the "
        "others do: for Room Station"
    )
