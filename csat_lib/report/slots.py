"""How a slot of a wording is filled, in each language: by the kind of what it holds, and a figure by its unit.

================ =======================================================================================
holds            parts and styles
================ =======================================================================================
a finding        ``{x}`` its value; ``{x:size}`` without sign, ``{x:signed}`` with it, ``{x:.2}`` with two decimals,
                 ``{x:points}`` a share in percentage points; ``{x:given}`` with the decimals that it was given;
                 ``{x:fine}`` with a decimal near 0% and 100%;
                 ``.ends`` 0.86 to 0.88, ``.sizes`` the same without signs and clear of zero, ``.signed_ends``;
                 ``.interval`` 95% interval 0.86 to 0.88; ``.confidence`` ``.low`` ``.high`` ``.n`` ``.df`` ``.p``;
                 ``.base`` 1,134 responses, effective base 1,021; ``.bases`` the same, shorter;
                 ``.people`` 1,134 responses; ``.family`` ``.before`` ``.period`` ``.moment``;
                 ``.scored`` 76.4 out of 100;
                 ``.label`` ``.the`` (the index) ``.other`` ``.level``, ``.name`` (its level, else its label),
                 ``.quoted`` its label in quotation marks, ``.named`` Room (0.87), ``.item`` “Quiet” (0.87);
                 ``.count`` a value that counts things, as a count: ``{x.count:item}`` four items
                 ``.one`` a group (hotel), ``.others`` the other hotels, ``.rest`` the other hotels combined
a label         as a finding's; ``.among`` a segment question within a sentence: by store
a derived number as a finding's value
a count          ``{n}`` digits; in English ``{n:item}`` four items, ``{n:reaches/reach}`` with another plural,
                 ``{n:word}`` four
a list           its members one after the other: ``{rows.label}``; ``:or`` ``:;`` ``:,`` ``:list`` join otherwise,
                 ``: `` as sentences
anything         ``{x|one|many}``: the words for one, or for several, of a count or a list
================ =======================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from csat_lib.errors.report_words import no_such_part
from csat_lib.findings import Finding
from csat_lib.findings.measure import Words
from csat_lib.findings.setting import COMMA, SEMICOLON, set_text
from csat_lib.findings.told import Told, joined, piece, wording
from csat_lib.period import Period
from csat_lib.report.slot_parts import count_of, derived_of, figure_of, label_of, number_of
from csat_lib.report.wording import Claim, Derived, Label, Limit, Ref, Slot

if TYPE_CHECKING:
    from csat_lib.report.view import View

_BETWEEN = {
    "": COMMA,
    "or": COMMA,
    "list": COMMA,
    ",": Words("，", ", "),
    ";": SEMICOLON,
    " ": Words("", " "),
}
_LAST = {"": Words("和", " and "), "or": Words("或", " or ")}


def tell(view: View, claim: Claim | None) -> Told:
    """The claim as it stands in a text of the view's language; no claim is told as nothing."""
    told = phrase(view, claim)
    return _capital(told) if view.language == "en" else told


def _capital(told: Told) -> Told:
    """With a capital; so has the piece that it opens with."""
    text, first = told[:1].upper() + told[1:], told.pieces[:1]
    opens = first and first[0].text and told.startswith(first[0].text)
    own = [first[0]._replace(text=text[: len(first[0].text)])] if opens else [*first]
    return Told(text, [*own, *told.pieces[1:]])


def phrase(view: View, claim: Claim | None) -> Told:
    """The same where it opens no sentence."""
    told = _claim(view, claim) if claim is not None else Told("")
    return told.as_text(set_text(told, view.language))


def tell_all(view: View, claims: Sequence[Claim | None]) -> Told:
    """Sentences one after the other."""
    return joined([tell(view, claim) for claim in claims], _BETWEEN[" "][view.language])


def _claim(view: View, claim: Claim) -> Told:
    pieces = claim.wording.pieces[view.language]
    return joined([wording(it) if isinstance(it, str) else fill(view, it, claim.slots[it.name]) for it in pieces], "")


def fill(view: View, ref: Ref, slot: Slot) -> Told:
    """What a slot holds, in words."""
    if ref.forms is not None:
        return wording(ref.forms[_how_many(ref, slot) != 1])
    if slot is None:
        return Told("")
    if isinstance(slot, Sequence):
        return _listed(view, ref, slot)
    for kind, words in _KINDS:
        if isinstance(slot, kind):
            return words(view, ref, slot)
    raise no_such_part(ref.name, type(slot).__name__, [kind.__name__ for kind, _ in _KINDS])


def _how_many(ref: Ref, slot: Slot) -> int:
    if isinstance(slot, int):
        return slot
    if isinstance(slot, Finding) and ref.part == "count":
        return round(slot.value or 0.0)
    return len(slot) if isinstance(slot, Sequence) else 1


def _listed(view: View, ref: Ref, slots: Sequence[Slot]) -> Told:
    """甲、乙和丙; a, b and c."""
    told = [part for part in (fill(view, Ref(ref.name, ref.part), slot) for slot in slots) if part]
    between = _BETWEEN[ref.style][view.language]
    if ref.style not in _LAST or len(told) < 2:
        return joined(told, between)
    return joined([joined(told[:-1], between), told[-1]], _LAST[ref.style][view.language])


def _period(view: View, ref: Ref, period: Period) -> Told:
    del ref
    return piece("period", "", period.label(view.language))


def _words(view: View, ref: Ref, words: Words) -> Told:
    del ref
    return wording(words[view.language])


def _nested(view: View, ref: Ref, claim: Claim) -> Told:
    del ref
    return _claim(view, claim)


_KINDS: tuple[tuple[type, Callable[..., Told]], ...] = (
    (Finding, figure_of),
    (Derived, derived_of),
    (Limit, number_of),
    (Label, label_of),
    (Words, _words),
    (Period, _period),
    (Claim, _nested),
    (int, count_of),
)
