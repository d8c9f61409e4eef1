"""Phrases about YAML that is none of a study: what a tag, an escape, a number or an alias can bring into a file."""

from __future__ import annotations

from pathlib import Path

from csat_lib.errors import Fault, cut


def wrong_tag(where: str, tag: str, given: str) -> Fault:
    """A YAML tag in front of what is no value of its kind."""
    return Fault(where, f"`{cut(given)}` is no value of the tag `!!{tag}`.", "Take the tag away, or mend the value.")


def too_large(where: str, given: str) -> Fault:
    """A number that no computer holds exactly."""
    return Fault(where, f"the number `{cut(given)}` is too large.", "Allowed: -9.2e18 to 9.2e18.")


def no_character(where: str) -> Fault:
    """An escape that stands for half a character, or for none."""
    return Fault(where, "this text holds the code of a character that does not exist.", "Write a character itself.")


def not_a_key(where: str, given: str) -> Fault:
    """Something that cannot name a value."""
    return Fault(where, f"a key is {given}; allowed: a text or a number.", "Name what stands here.")


def too_deep(where: str, most: int) -> Fault:
    """Brackets in brackets in brackets."""
    what = f"mappings and lists lie more than {most} deep in each other."
    return Fault(where, what, "No key of a study lies so deep.")


def too_many_values(path: Path, most: int) -> Fault:
    """Aliases of aliases: a short file that never ends."""
    what = f"the file holds more than {most:,} values, its aliases written out."
    return Fault(str(path), what, "Write it without aliases of aliases.")
