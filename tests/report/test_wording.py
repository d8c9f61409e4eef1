from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from csat_lib import report
from csat_lib.errors import CsatError
from csat_lib.findings.measure import Words
from csat_lib.findings.told import Piece, Told, joined
from csat_lib.period import parse
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.wording import Claim, Derived, Label, Limit, Wording, some

from .fake_wave import figure, make_view

ROOM = figure("reliability", "alpha", "room", 0.874, half=0.02)
FOOD = figure("reliability", "alpha", "food", 0.81)
CHANGE = figure("trends", "change", "room", -2.14, half=2.1, against="2025-11")


def told(language, zh, en, **slots):
    return tell(make_view(language, []), Wording(zh, en)(**slots))


def both(template, **slots):
    return [str(told(language, template, template, **slots)) for language in ("zh", "en")]


def test_a_figure_is_told_in_its_unit():
    assert both("{x}", x=ROOM) == ["0.87", "0.87"]
    assert both("{x}", x=figure("scores", "index", "room", 81.24)) == ["81.2", "81.2"]
    assert both("{x}", x=figure("scores", "top2", "q01", 0.314)) == ["31%", "31%"]
    assert both("{x:.1}", x=figure("scores", "top2", "q01", 0.314)) == ["31.4%", "31.4%"]
    assert both("{x}", x=figure("quality", "rows_in", "answers", 1246.0)) == ["1,246", "1,246"]


def test_a_difference_is_told_with_or_without_its_sign():
    assert both("{x} {x:size} {x:signed}", x=CHANGE) == ["−2.1 2.1 −2.1"] * 2
    assert both("{x.sizes}", x=CHANGE) == ["0.04 至 4.24", "0.04 to 4.24"]
    assert both("{x.signed_ends}", x=CHANGE) == ["−4.24 至 −0.04", "−4.24 to −0.04"]


def test_an_interval_names_its_confidence_or_says_that_there_is_none():
    assert both("{x.interval}", x=ROOM) == ["95% 置信区间 0.85 至 0.89", "95% interval 0.85 to 0.89"]
    assert both("{x.interval}", x=FOOD) == ["无法给出置信区间", "No interval"]


def test_a_base_is_told_with_its_effective_base_where_weights_make_them_differ():
    assert both("{x.base}", x=ROOM) == ["样本量 1,134，等效样本量 1,021", "1,134 responses, effective base 1,021"]
    alone = figure("reliability", "alpha", "room", 0.8, n=1, n_effective=1.0)
    assert both("{x.base}", x=alone) == ["样本量 1", "1 response"]


def test_names_are_told_in_the_views_language():
    assert both("{x.label} {x.quoted} {x.named}", x=ROOM) == ["客房“客房”“客房”（0.87）", "Room “Room” Room (0.87)"]
    assert both("{x.before}", x=CHANGE) == ["2025 年 11 月", "November 2025"]
    assert both("{x} {y.quoted}", x=Label("food"), y=Label("S01", "store")) == ["餐饮“海港店”", "Food “Harbour”"]
    assert both("{x}", x=parse("2025-12")) == ["2025 年 12 月", "December 2025"]
    assert both("{x}", x=Words("个", "of them")) == ["个", "Of them"]


def test_a_list_is_told_in_the_languages_way():
    assert both("{x.label}", x=[ROOM]) == ["客房", "Room"]
    assert both("{x.label}", x=[ROOM, FOOD, Label("price")][:2]) == ["客房和餐饮", "Room and Food"]
    assert both("{x.named:or}", x=[ROOM, FOOD]) == ["“客房”（0.87）或“餐饮”（0.81）", "Room (0.87) or Food (0.81)"]
    three = [Label("room"), Label("food"), Label("price")]
    assert both("{x}", x=three) == ["客房、餐饮和价格", "Room, Food and Price"]
    assert both("{x:;}", x=three) == ["客房；餐饮；价格", "Room; Food; Price"]


def test_counts_agree_with_their_nouns():
    template = {"zh": "{n} 个维度", "en": "{n:dimension} {n|holds|hold}"}
    assert [str(told("en", **template, n=number)) for number in (0, 1, 6, 12)] == [
        "No dimensions hold",
        "One dimension holds",
        "Six dimensions hold",
        "12 dimensions hold",
    ]
    assert told("zh", **template, n=6) == "6 个维度"
    assert told("en", "{n}", "{n:reaches/reach}", n=2) == "Two reach"
    assert told("en", "{x.label}", "{x.label} {x|is|are} low", x=[ROOM, FOOD]) == "Room and Food are low"


def test_a_number_worked_out_of_two_figures_says_of_which():
    kept, received = figure("quality", "rows_kept", "answers", 900.0), figure("quality", "rows_in", "answers", 1200.0)
    out = told("en", "{x}", "{x} left out", x=Derived("rest", kept, received))
    assert out == "25% left out"
    assert out.pieces == (Piece(f"rest({kept.id}, {received.id})", "value", "25%"),)


def test_what_is_not_there_is_told_as_nothing():
    assert told("en", "{x}{y}", "It fell{x}.{y}", x=None, y=None) == "It fell."
    assert tell(make_view("en", []), None) == ""
    assert tell_all(make_view("en", []), [None, Wording("好。", "Good.")()]) == "Good."


def test_a_text_knows_which_number_is_which():
    text = told("en", "{x}{x.ends}{m}", "alpha {x} ({x.ends}), minimum {m}", x=ROOM, m=Limit(0.7))
    assert text == "Alpha 0.87 (0.85 to 0.89), minimum 0.70"
    assert [(piece.part, piece.text) for piece in text.pieces] == [
        ("value", "0.87"),
        ("low", "0.85"),
        ("high", "0.89"),
        ("", "0.70"),
    ]
    assert {piece.of for piece in text.pieces} == {ROOM.id, "limit"}


def test_texts_are_joined_with_their_figures():
    one, two = Told("a 1", [Piece("x", "value", "1")]), Told("b 2", [Piece("y", "value", "2")])
    assert joined([one, "", two], "; ") == "a 1; b 2"
    assert joined([one, "plain", two], "; ").pieces == one.pieces + two.pieces


def test_wordings_with_other_slots_in_one_language_are_an_error():
    with pytest.raises(CsatError) as error:
        Wording("{a}", "{a} {b}")
    assert str(error.value) == (
        "The two wordings of `{a} {b}` differ in their slots: zh has a; en has a, b. Give both the same slots."
    )


def test_a_claim_with_other_slots_than_its_wording_is_an_error():
    with pytest.raises(CsatError) as error:
        Wording("{a}", "{a}")(b=1)
    assert str(error.value) == "The claim `{a}` was given the slots b; its wording has a. Fill exactly these."


def test_a_brace_that_opens_no_slot_is_an_error():
    with pytest.raises(CsatError, match="has a brace outside a slot"):
        Wording("{A}", "{A}")


def test_a_part_that_a_figure_does_not_have_is_an_error():
    with pytest.raises(
        CsatError, match=r"A slot that holds a finding has no part `lable`\. Allowed: base, bases, before"
    ):
        told("en", "{x.lable}", "{x.lable}", x=ROOM)


def test_a_figure_without_a_value_cannot_be_told():
    hidden = figure("reliability", "alpha", "room", None, reason="one_item")
    with pytest.raises(CsatError, match="A sentence tells the value of reliability/alpha/room"):
        told("en", "{x}", "{x}", x=hidden)


def _wordings(thing: object) -> Iterator[Wording]:
    """Those that a module holds, alone, in tables and lists, and in claims."""
    if isinstance(thing, Wording):
        yield thing
    elif isinstance(thing, Claim):
        yield thing.wording
    elif isinstance(thing, dict):
        yield from _wordings(list(thing.values()))
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from _wordings(part)


def test_every_claim_has_both_wordings_with_the_same_slots():
    names = [info.name for info in pkgutil.walk_packages(report.__path__, "csat_lib.report.")]
    found = {
        wording: name for name in names for thing in vars(import_module(name)).values() for wording in _wordings(thing)
    }
    assert len(found) > 500
    slots = re.compile(r"\{(\w+)")
    assert [name for it, name in found.items() if set(slots.findall(it.zh)) != set(slots.findall(it.en))] == []
    assert [name for it, name in found.items() if not it.zh or not it.en] == []
    assert [name for it, name in found.items() if re.search(r"[\u4e00-\u9fff]", it.en)] == []


def test_of_many_the_first_few_are_named_and_the_others_counted_but_never_one_alone():
    others = Wording(zh="另外 {n} 个", en="{n:other}")
    names = [Label(name) for name in ("room", "service", "food", "price", "q01", "q02")]
    assert some(names[:3], others) == names[:3]
    assert some(names[:4], others) == names[:4]
    *named, rest = some(names[:5], others)
    assert named == names[:3]
    assert rest == others(n=2)
