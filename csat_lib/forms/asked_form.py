"""A questionnaire in the terms of the study file: what every reader gives, and what a study file is written from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from csat_lib.answers.file_codes import as_number
from csat_lib.collect.respondents import OWN_COLUMNS
from csat_lib.forms.agreement import ordered
from csat_lib.forms.headings import NUMBER, NUMBERED, stem_of
from csat_lib.forms.known_words import NPS, PATTERNS, Texts, is_no_opinion
from csat_lib.study.checks import RESERVED
from csat_lib.study.words import NAME_PATTERN

Options = Sequence[tuple[str, Texts]]
"""(code, wording) of every answer; of a rating from the low end to the high end."""
_ROLES = {"rating": "perception", "single": "profile", "yes_no": "profile", "number": "profile"}


@dataclass
class AskedForm:
    """Title, words around the questions, and the questions as ``study.yaml`` has them, by name and in order.

    ``notes``: what a guess rests on, by question; ``left_out``: what could not be taken, in words; ``platform``: whose
    form it was; ``named``: open questions that are answered by names of things, not in sentences; ``numbered``: names
    by numbers of the questionnaire, which what has no number leaves free.
    """

    title: Texts
    languages: Sequence[str]
    platform: str = ""
    words: dict[str, Texts] = field(default_factory=dict)
    scales: dict[str, dict[str, Any]] = field(default_factory=dict)
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    blocks: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    numbered: set[str] = field(default_factory=set)

    def ask(self, name: str, kind: str, text: Texts, options: Options = (), **more: Any) -> str:
        """Add a question; ``more`` are keys of the study file, and ``note``. Gives the name that it has here."""
        kind = _kind(kind, options, " ".join(text.values()))
        name = self._name(name or str(more.get("column", "")))
        note = more.pop("note", "")
        self.named |= {name} if more.pop("named", False) else set()
        if kind in {"single", "multiple", "rating", "yes_no"} and not options:
            kind, note = "text", "the form does not hold its answers (they are carried forward); taken for open text"
            more |= {"separator": "", "other": ""}
        self.notes[name] = [note] if note else []
        said: dict[str, Any] = {"text": {language: NUMBERED.sub("", word) or word for language, word in text.items()}}
        if kind == "rating":
            said |= self._rated(options, more)
        else:
            said |= {"kind": kind}
        said |= {"role": _ROLES[kind]} if kind in _ROLES else {}
        if kind in {"single", "multiple"}:
            said["options"] = dict(options)
        if kind == "yes_no":
            yes, no = (
                [code, *dict.fromkeys(word for word in words.values() if word != code)] for code, words in options
            )
            said |= {"yes": yes, "no": no}
        said |= {"unit": {"zh": "单位", "en": "units"}} if kind == "number" else {}
        if more.get("columns"):
            more.pop("separator", None)
            more.pop("column", None)
        self.questions[name] = said | {
            key: given for key, given in more.items() if given is not False and given not in (None, "", {}, [])
        }
        return name

    def show(self, block: str, stem: Texts, names: Sequence[str]) -> None:
        """Show ratings as one table where there are several on one scale; the name of the table is its own."""
        scales = {self.questions[name].get("scale") for name in names}
        if len(names) > 1 and len(scales) == 1 and None not in scales:
            stem = {language: NUMBERED.sub("", word) or word for language, word in stem.items()}
            self.blocks[self._name(block, self.blocks)] = {"stem": stem, "questions": list(names)}

    def turn(self, page: str, title: Texts, names: Iterable[str]) -> None:
        """Put questions on a page."""
        listed = list(names)
        if listed:
            on = self.pages.setdefault(page, {**({"title": title} if any(title.values()) else {}), "questions": []})
            on["questions"] += listed

    def drop(self, name: str) -> None:
        """Take a question out, of its table, its page and others' filters too."""
        self.questions.pop(name)
        for holder in (*self.blocks.values(), *self.pages.values()):
            holder["questions"] = [other for other in holder["questions"] if other != name]
        self.blocks = {block: told for block, told in self.blocks.items() if len(told["questions"]) > 1}
        self.pages = {page: told for page, told in self.pages.items() if told["questions"]}
        for one in self.questions.values():
            if one.get("filter", {}).get("question") == name:
                del one["filter"]

    def settle(self) -> None:
        """Filters that ask for what is not asked, or for no option, go; what went is told."""
        for name, one in self.questions.items():
            asked = one.get("filter")
            options = self.questions.get(asked["question"], {}).get("options") if asked else None
            if asked and (asked["question"] not in self.questions or (options and not {*asked["is"]} <= {*options})):
                del one["filter"]
                self.left_out.append(f"Question {name}: its filter on {asked['question']} is not read.")

    def places(self, name: str) -> dict[str, float]:
        """Answer to a rating, as code or as wording -> its number."""
        scale = self.scales[self.questions[name]["scale"]]
        worth = scale.get("points") or {str(code): code for code in range(scale["from"], scale["to"] + 1)}
        labels = {text: worth[code] for code, texts in scale.get("labels", {}).items() for text in texts.values()}
        return worth | labels

    def _name(self, wanted: str, taken: Iterable[str] = ()) -> str:
        """A name that the study can have: as wanted, else by its number in the questionnaire, else by its place."""
        number = NUMBER.match(wanted)
        place = next(at for at in count(len(self.questions) + 1) if f"q{at}" not in {*self.numbered, *self.questions})
        fit = (name for name in (wanted, stem_of(wanted)[1]) if re.fullmatch(NAME_PATTERN, name) and "." not in name)
        name = next(fit, "") or f"q{number.group(1) if number else place}"
        known, more = {*RESERVED, *OWN_COLUMNS, *(taken or self.questions)}, 1
        while (found := name if more == 1 else f"{name}_{more}") in known:
            more += 1
        return found

    def _rated(self, options: Options, more: dict[str, Any]) -> dict[str, Any]:
        """The scale of a rating, shared with others; codes that are no numbers in a row count by their place."""
        points = [(code, text) for code, text in options if not any(map(is_no_opinion, text.values()))]
        beside = [code for code, _ in options if code not in dict(points)]
        more["not_applicable"] = [*more.get("not_applicable", []), *beside]
        numbers = sorted(found for code, _ in points if (found := as_number(code)) is not None)
        in_row = len(numbers) == len(points) and numbers == [*range(int(numbers[0]), int(numbers[0]) + len(points))]
        points = sorted(points, key=lambda point: float(point[0])) if in_row else points
        words = [next(iter(text.values()), "") for _, text in points]
        is_turned = (low_to_high := ordered(words)) is not None and words[0] == low_to_high[-1]
        labels = {code: text for code, text in points if any(word != code for word in text.values())}
        if in_row:
            ends = [int(float(points[at][0])) for at in (0, -1)]
            scale, called = {"kind": "rating", "from": ends[0], "to": ends[1]}, f"from_{ends[0]}_to_{ends[1]}"
            more |= {"reversed": True} if is_turned else {}
        else:
            worth = [round(100 * at / (len(points) - 1), 2) for at in range(len(points))]
            worth = worth[::-1] if is_turned else worth
            scale = {"points": dict(zip([code for code, _ in points], worth, strict=True))}
            called = f"of_{len(points)}_answers"
        scale |= {"labels": labels} if labels else {}
        name = next((name for name, known in self.scales.items() if known == scale), "")
        name = name or self._name(re.sub("-", "minus_", called), [*self.scales, *self.questions])
        self.scales[name] = scale
        return {"scale": name}


def _kind(kind: str, options: Options, wording: str) -> str:
    """A choice of one is a rating, or asks for recommendation, where its answers are the points of a scale.

    ``coded``: a choice whatever its answers look like.
    """
    if kind == "coded":
        return "single"
    is_ten = kind in {"single", "rating"} and [code for code, _ in options] == [str(at) for at in range(11)]
    if is_ten and PATTERNS["recommend"].search(wording):
        return NPS
    points = [
        (code, next(iter(text.values()), code)) for code, text in options if not any(map(is_no_opinion, text.values()))
    ]
    if kind == "rating" and len(points) == 1:  # no scale
        return "single"
    numbers = [code for code, text in points if code.isdigit() and re.match(rf"{code}(?!\d|\s*[-–—~至到]\s*\d)", text)]
    is_scale = len(points) > 2 and (ordered([text for _, text in points]) or len(numbers) > 2)
    return "rating" if kind == "single" and is_scale else kind
