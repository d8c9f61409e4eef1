"""Phrases about what a report says: topics, chapters, figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from csat_lib.errors import CsatError, listing, nearest


def unknown_topic(given: str, allowed: Sequence[str]) -> CsatError:
    """A topic that no sentence is written for."""
    return CsatError(
        f"Nothing can be said about `{given}`: it is no topic of the findings. Allowed: {listing(allowed)}. "
        f"{nearest(given, allowed)}".rstrip()
    )


def unknown_chapter(given: str, allowed: Sequence[str]) -> CsatError:
    """A chapter that the report does not have."""
    return CsatError(
        f"The report has no chapter `{given}`. Allowed: {listing(allowed)}. {nearest(given, allowed)}".rstrip()
    )


def slots_differ(wording: str, zh: Collection[str], en: Collection[str]) -> CsatError:
    """A claim whose two wordings do not have the same slots: the developer's fault."""
    return CsatError(
        f"The two wordings of `{wording}` differ in their slots: zh has {listing(sorted(zh))}; en has "
        f"{listing(sorted(en))}. Give both the same slots."
    )


def other_slots(wording: str, wanted: Collection[str], given: Collection[str]) -> CsatError:
    """A claim made with other slots than its wording has: the developer's fault."""
    return CsatError(
        f"The claim `{wording}` was given the slots {listing(sorted(given))}; its wording has "
        f"{listing(sorted(wanted))}. Fill exactly these."
    )


def broken_slot(wording: str) -> CsatError:
    """A wording with a brace that opens no slot: the developer's fault."""
    return CsatError(
        f"The wording `{wording}` has a brace outside a slot. Write {{name}}, {{name.part}}, {{name:style}} or "
        "{name|one|many}."
    )


def no_such_part(given: str, kind: str, allowed: Sequence[str]) -> CsatError:
    """A wording that asks a slot for a part it does not have: the developer's fault."""
    return CsatError(
        f"A slot that holds a {kind} has no part `{given}`. Allowed: {listing(allowed)}. "
        f"{nearest(given, allowed)}".rstrip()
    )


def no_value(finding: str, part: str) -> CsatError:
    """A sentence that would tell a number its finding does not have: the developer's fault."""
    return CsatError(
        f"A sentence tells the {part} of {finding}, which has none. Decide before the claim is made whether it has one."
    )


def unknown_declaration(kind: str, given: str, allowed: Sequence[str]) -> CsatError:
    """A chart or table that no topic declares."""
    return CsatError(
        f"There is no {kind} `{given}`. Allowed: {listing(allowed, 40)}. {nearest(given, allowed)}".rstrip()
    )
