"""Phrases about the study file and the wave file. Each is one `Fault`; loading gathers them into `Faults`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from csat_lib.errors import CsatError, Fault, Faults, cut, listing, nearest

_KEYS_SHOWN = 40


def unusable(kind: str, faults: Iterable[Fault]) -> Faults:
    """All faults of a study or wave file together."""
    return Faults(f"The {kind} cannot be used", faults)


def no_such_file(path: Path, siblings: Sequence[str]) -> Fault:
    """The file is not there."""
    beside = f"The folder holds: {listing(siblings)}." if siblings else "The folder is empty or missing."
    return Fault(str(path), "there is no such file.", _join(nearest(path.name, siblings), beside))


def cannot_open(path: Path, reason: str) -> Fault:
    """The file is there but the system refuses to open it."""
    return Fault(str(path), f"the file cannot be opened ({reason}).", "Check its name and your permission to read it.")


def empty_file(path: Path) -> Fault:
    """Nothing but white space or comments."""
    return Fault(str(path), "the file is empty.", "Write the keys into it, or start from `csat init DIR`.")


def not_text(path: Path) -> Fault:
    """Bytes that are no UTF-8 text."""
    return Fault(str(path), "the file is not text in UTF-8.", "Save it as UTF-8, or name the YAML file that you meant.")


def broken_yaml(where: str, problem: str) -> Fault:
    """The YAML parser gave up."""
    paths = " Write the folders of Windows with `/`, or the path in single quotes." if "escape" in problem else ""
    return Fault(where, f"this is not valid YAML: {problem}.", f"Mend this line or the one above it.{paths}")


def not_a_mapping(where: str, given: str) -> Fault:
    """The file holds a list or a text instead of keys."""
    return Fault(where, f"the file holds {given}; a mapping of keys is needed.", "Write `key: value` lines.")


def duplicate_key(where: str, key: str, first_line: int) -> Fault:
    """A key that stands twice in one mapping."""
    return Fault(where, f"the key `{key}` stands here a second time; the first is in line {first_line}.", "Keep one.")


def unknown_tag(where: str, tag: str) -> Fault:
    """A YAML tag; only plain values are read."""
    return Fault(where, f"the tag `{tag}` is not allowed.", "Write a plain text, number, list or mapping.")


def refers_to_itself(where: str) -> Fault:
    """A YAML alias inside its own anchor."""
    return Fault(where, "this alias refers to a value that contains it.", "Write the value out.")


def unknown_key(where: str, path: str, key: str, allowed: Sequence[str]) -> Fault:
    """A key that the models do not know."""
    place = f" in `{path}`" if path else ""
    return Fault(where, f"unknown key `{key}`{place}.", _join(nearest(key, allowed), _allowed(allowed)))


def not_used(where: str, what: str, allowed: Sequence[str] = ()) -> Fault:
    """A key or word that nothing reads, so that whoever writes it would wait for something in vain."""
    said = f"`{what}` is not used by this version: nothing in the report would follow it."
    return Fault(where, said, f"Write one of {listing(allowed)}, or remove the entry." if allowed else "Remove it.")


def missing_key(where: str, path: str, key: str) -> Fault:
    """A key that must be there."""
    place = f" in `{path}`" if path else ""
    return Fault(where, f"the key `{key}` is missing{place}.", f"Add `{key}: ...`.")


def wrong_type(where: str, path: str, given: str, wanted: str) -> Fault:
    """A value of the wrong type."""
    return Fault(where, f"`{path}` is {given}; allowed: {wanted}.")


def wrong_choice(where: str, path: str, given: str, allowed: Sequence[str]) -> Fault:
    """A word that is none of the allowed ones."""
    return Fault(where, f"`{path}` is `{given}`.", _join(nearest(given, allowed), _allowed(allowed)))


def out_of_bounds(where: str, path: str, given: str, bound: str) -> Fault:
    """A number (or a count of entries) outside its bounds."""
    return Fault(where, f"`{path}` is {given}; allowed: {bound}.")


def bad_form(where: str, path: str, given: str, wanted: str) -> Fault:
    """A text that must have a certain form, such as a name or a colour."""
    return Fault(where, f"`{path}` is `{given}`; allowed: {wanted}.")


def broken_rule(where: str, path: str, rule: str) -> Fault:
    """A rule between the values of one entry."""
    return Fault(where, f"`{path}`: {rule}.")


def no_wording(where: str, path: str, language: str) -> Fault:
    """A wording lacks one of the study's languages."""
    return Fault(
        where, f"`{path}` has no wording in `{language}`.", f"Add `{language}: ...` or drop it from `languages`."
    )


def unknown_name(where: str, path: str, given: str, allowed: Sequence[str]) -> Fault:
    """A reference to a name that the study does not define (for this purpose)."""
    do = _allowed(allowed) or "Allowed: none is defined."
    return Fault(where, f"`{path}` names `{given}`, which cannot stand here.", _join(nearest(given, allowed), do))


def no_construct_owns(where: str, item: str, constructs: Sequence[str]) -> Fault:
    """A perception item outside every construct."""
    return Fault(
        where,
        f"no construct owns the item `{item}`.",
        f"Add it to the `items` of one of: {listing(constructs)}; or give it another role.",
    )


def owned_twice(where: str, item: str, first: str, second: str) -> Fault:
    """An item that stands twice in one construct, or in two."""
    place = f"twice in `{first}`" if first == second else f"in `{first}` and in `{second}`"
    return Fault(where, f"the item `{item}` stands {place}.", "An item measures one construct, once: keep one entry.")


def name_taken(where: str, name: str, first: str, second: str) -> Fault:
    """One name for two things, so that a figure about it could not say which."""
    return Fault(where, f"`{name}` is the name of {first} and of {second}.", "Rename one of them.")


def mixed_weights(where: str, path: str, given: Sequence[str]) -> Fault:
    """One node mixes weight methods, or methods and numbers."""
    return Fault(
        where,
        f"`{path}` mixes weights: {listing(given)}.",
        "Give every part a number, or give all parts the same method (such as equal, factor or johnson).",
    )


def not_one(where: str, path: str, total: float) -> Fault:
    """Shares or weights that do not add up."""
    return Fault(where, f"`{path}` adds up to {total:g}; it must add up to 1.", "Mend the shares.")


def no_root(where: str, nodes: Sequence[str]) -> Fault:
    """Nodes of the index that form a circle."""
    return Fault(
        where,
        f"the nodes {listing(nodes)} of the index form a circle.",
        "Take one of them out of the parts of another.",
    )


def two_parents(where: str, part: str, first: str, second: str) -> Fault:
    """A part that hangs in two places of the tree."""
    return Fault(where, f"`{part}` is a part of `{first}` and of `{second}`.", "A part hangs in one place: keep one.")


def needs(where: str, path: str, what: str, do: str) -> Fault:
    """Something that one entry needs and another would have to give."""
    return Fault(where, f"`{path}` needs {what}.", do)


def level_without_share(where: str, path: str, level: str) -> Fault:
    """An option that the population margin forgets."""
    return Fault(where, f"`{path}` gives no share for the option `{level}`.", f"Add `{level}: ...` (0 is allowed).")


def study_as_wave(path: Path) -> CsatError:
    """A study file where a wave file belongs."""
    return CsatError(
        f"{path} is a study file (it asks questions); this command takes a wave file, which names the study, a "
        "period and the answers. Name a wave file that lies beside it, such as 2025-12.yaml."
    )


def other_study(where: str, given: str, wanted: str, file: str = "study.yaml") -> Fault:
    """The wave file names another study than the one it lies beside."""
    return Fault(
        where,
        f"`study` is `{given}`, but the {file} beside it is `{wanted}`.",
        f"Write `study: {wanted}`, or move the file to the folder of its study.",
    )


def other_period(where: str, given: str, stem: str) -> Fault:
    """The wave file is not named after its period."""
    return Fault(
        where, f"`period` is `{given}`, but the file is named `{stem}.yaml`.", f"Rename the file to `{given}.yaml`."
    )


def not_earlier(where: str, given: str, period: str) -> Fault:
    """An entry of `earlier` that does not lie before the wave, or not in order."""
    return Fault(
        where,
        f"the earlier period `{given}` does not come before `{period}`.",
        "List the periods before this wave, oldest first, each once.",
    )


def no_earlier_wave(where: str, period: str, path: Path, waves: Sequence[str]) -> Fault:
    """The file of an earlier wave is missing."""
    return Fault(
        where,
        f"the earlier wave `{period}` has no file {path}.",
        f"Write that file or take `{period}` out of `earlier`. Waves here: {listing(waves)}.",
    )


def no_base_wave(where: str, node: str, given: str, known: Sequence[str]) -> Fault:
    """Weights frozen at a wave that this one does not read."""
    return Fault(
        where,
        f"the weights of `{node}` are frozen at `{given}`, which is neither this wave nor one of `earlier`.",
        f"Add `{given}` to `earlier`, or freeze them at one of {listing(known)}.",
    )


def no_home(where: str, given: str) -> Fault:
    """A path that begins with the home of a user whom the machine does not know."""
    return Fault(where, f"`responses` is `{cut(given)}`, but there is no such home.", "Write the whole path.")


def not_a_language(where: str, given: str, languages: Sequence[str]) -> Fault:
    """The wave wants a language that the study is not worded in."""
    return Fault(where, f"`language` is `{given}`, but the study is worded in {listing(languages)}.", "Choose one.")


def not_yaml_value(key: str, given: str) -> Fault:
    """An override whose text is no YAML value."""
    return Fault(f"--set {key}", f"`{cut(given)}` is not a YAML value.", "Quote the text.")


def _allowed(values: Sequence[str]) -> str:
    return f"Allowed: {listing(values, _KEYS_SHOWN)}." if values else ""


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
