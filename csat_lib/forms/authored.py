"""A study file and a wave file as text, every guess with a comment that says what it rests on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from csat_lib.forms.questionnaire import Asked, Choice, Questionnaire, Texts
from csat_lib.forms.structure import Group

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
FRAME: Mapping[str, tuple[Texts, Mapping[str, str]]] = {
    "staff": ({"zh": "人员服务", "en": "Staff"}, {"zh": "服务 态度 员工 热情 专业", "en": "staff service friendly rude helpful"}),
    "speed": ({"zh": "速度", "en": "Speed"}, {"zh": "慢 快 等 及时 效率 排队", "en": "slow fast wait quick delay queue"}),
    "price": ({"zh": "价格", "en": "Price"}, {"zh": "价格 贵 便宜 收费 性价比 优惠", "en": "price expensive cheap cost value fee"}),
    "quality": ({"zh": "质量", "en": "Quality"}, {"zh": "质量 坏 故障 品质 好用 难用", "en": "quality broken fault reliable poor"}),
    "place": ({"zh": "环境", "en": "Place"}, {"zh": "环境 卫生 干净 脏 吵 设施", "en": "clean dirty noisy room place facilities"}),
}  # fmt: skip
"""Codes for open answers with which any study may begin."""


@dataclass(frozen=True)
class Draft:
    """All that a study file says: the questionnaire and what the questions are for; ``told``: comments at the top."""

    name: str
    form: Questionnaire
    groups: Sequence[Group] = ()
    headline: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    told: Sequence[str] = ()
    simulated: bool = False


def study_text(draft: Draft) -> str:
    """The text of the study file."""
    return "\n".join(_Author(draft).lines()) + "\n"


def scalar(value: Any) -> str:
    """A value as YAML, read back as what it was by the rules of YAML 1.1 and 1.2."""
    if isinstance(value, str):
        plain = _BARE.fullmatch(value) and value.lower() not in _WORDS
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {scalar(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(scalar, value)) + "]"
    return json.dumps(value)


class _Author:
    def __init__(self, draft: Draft) -> None:
        self.draft, self.form = draft, draft.form
        self.asked = [one for one in draft.form.asked if one.kind != "note"]
        self.scales: dict[str, str] = {}
        for one in self.asked:
            if one.kind == "rating":
                ends = f"from_{one.choices[0].code}_to_{one.choices[-1].code}"
                same = sum(name.startswith(ends) for name in self.scales.values())
                self.scales.setdefault(self.scale(one), f"{ends}_{same + 1}" if same else ends)

    def words(self, texts: Texts) -> dict[str, str]:
        """The wording in every language of the study: one that is missing is that of another, to be translated."""
        return {lang: texts.get(lang) or next(filter(None, texts.values()), "-") for lang in self.form.languages}

    def scale(self, one: Asked) -> str:
        """The scale of a rating as the file defines it."""
        given = {"kind": "rating", "from": _number(one.choices[0].code), "to": _number(one.choices[-1].code)}
        labels = {point.code: self.words(point.text) for point in one.choices if any(point.text.values())}
        return scalar({**given, **({"labels": labels} if labels else {})})

    def lines(self) -> Iterator[str]:
        yield from (f"# {line}" for line in self.draft.told)
        yield from (f"study: {self.draft.name}", f"title: {scalar(self.words(self.form.title))}")
        yield f"languages: {scalar(list(self.form.languages))}"
        yield from self._scales()
        yield from ("", "questions:")
        for one in self.asked:
            yield from (f"  # guess: {note}" for note in one.notes)
            yield f"  {one.name}: {scalar(self._question(one))}"
        yield from (f"  # left out: {column!r}: {why}" for column, why in self.draft.left_out.items())
        yield from self._form()
        yield from self._structure()
        yield from self._rules()
        yield from self._voice()
        if self.draft.simulated:
            yield from self._truth()

    def _scales(self) -> Iterator[str]:
        if self.scales:
            yield from ("", "scales:")
        yield from (f"  {name}: {given}" for given, name in self.scales.items())

    def _question(self, one: Asked) -> dict[str, Any]:
        said: dict[str, Any] = {"text": self.words(one.text)}
        said |= {"hint": self.words(one.hint)} if any(one.hint.values()) else {}
        said |= {"scale": self.scales[self.scale(one)]} if one.kind == "rating" else {"kind": one.kind}
        said |= {"role": one.role} if one.kind not in {"nps", "multiple", "date", "text"} else {}
        said |= {"column": one.column} if one.column not in {"", one.name} and not one.columns else {}
        if one.kind in {"single", "multiple"}:
            said["options"] = {choice.code: self.words(choice.text) for choice in one.choices}
        if one.kind == "multiple":
            said |= {"columns": dict(one.columns)} if one.columns else {"separator": one.separator or ";"}
            said |= {"exclusive": alone} if (alone := [c.code for c in one.choices if c.exclusive]) else {}
        if one.kind == "yes_no":
            said |= {word: _said(choice) for word, choice in zip(("yes", "no"), one.choices, strict=True)}
        if one.kind == "number":
            said["unit"] = self.words(one.unit)
            said |= {key: end for key, end in zip(("min", "max"), one.bounds, strict=True) if end is not None}
        said |= {"other": one.other} if one.other else {}
        said |= {"required": True} if one.required else {}
        for key in ("missing", "not_applicable"):
            said |= {key: list(codes)} if (codes := getattr(one, key)) else {}
        return said | ({"filter": {"question": one.only_if[0], "is": list(one.only_if[1])}} if one.only_if else {})

    def _form(self) -> Iterator[str]:
        form, said = self.form, dict[str, str]()
        said |= {key: scalar(self.words(text)) for key in ("intro", "thanks") if any((text := getattr(form, key)).values())}
        pages = list(dict.fromkeys(one.page for one in self.asked))
        if len(pages) > 1:
            on = [[one.name for one in self.asked if one.page == page] for page in pages]
            titles = [form.pages.get(page, {}) for page in pages]
            listed = [
                {**({"title": self.words(title)} if any(title.values()) else {}), "questions": names}
                for names, title in zip(on, titles, strict=True)
            ]
            said["pages"] = "".join(f"\n    - {scalar(page)}" for page in listed)
        rows = {block: [one.name for one in self.asked if one.block == block] for block in form.blocks}
        blocks = {block: names for block, names in rows.items() if len(names) > 1}
        said |= {
            "blocks": "".join(
                f"\n    {block}: {scalar({'stem': self.words(form.blocks[block]), 'questions': names})}"
                for block, names in blocks.items()
            )
        } if blocks else {}
        yield from ("", "form:") if said else ()
        yield from (f"  {key}: {text}".replace(": \n", ":\n") for key, text in said.items())

    def _structure(self) -> Iterator[str]:
        if self.draft.groups:
            yield from ("", "constructs:")
            for group in self.draft.groups:
                yield f"  # guess: {group.note}"
                yield f"  {group.name}: {scalar({'title': self.words(group.title), 'items': list(group.items)})}"
            parts = dict.fromkeys((group.name for group in self.draft.groups), "equal")
            title = self.words({"zh": "满意度指数", "en": "Satisfaction index"})
            root = "satisfaction" if all(one.name != "satisfaction" for one in self.asked) else "satisfaction_index"
            yield "# guess: every construct counts the same; `johnson` weighs them by what goes with the headline"
            yield f"index: {scalar({root: {'title': title, 'parts': parts}})}"
        if self.draft.headline:
            yield f"headline: {self.draft.headline}  # guess: the rating of the whole, which drivers explain"
        segments = [one.name for one in self.asked if one.role == "segment"]
        yield from (f"segments: {scalar(segments)}",) if segments else ()

    def _rules(self) -> Iterator[str]:
        if self.draft.fields:
            yield f"fields: {scalar(dict(self.draft.fields))}  # guess: columns that platforms name so"
        if "id" in self.draft.fields:
            yield "exclude:\n  - {rule: duplicate, by: [id]}"
        yield "# Rules that studies often add under `exclude`: {rule: missing, above: 0.5}, {rule: speed, below: 0.4}"

    def _voice(self) -> Iterator[str]:
        spoken = [one.name for one in self.asked if one.kind == "text"]
        if spoken:
            yield "# guess: codes that fit many studies; replace their words by those of your field"
            yield from ("voice:", f"  questions: {scalar(spoken)}", "  frame:")
            for code, (title, words) in FRAME.items():
                listed = {lang: words[lang].split() for lang in self.form.languages}
                yield f"    {code}: {scalar({'title': self.words(title), 'words': listed})}"

    def _truth(self) -> Iterator[str]:
        """Answers to try the study with: every item alike, every option as often as the others."""
        named = {kind: [one for one in self.asked if one.kind == kind] for kind in {one.kind for one in self.asked}}
        owned = {item for group in self.draft.groups for item in group.items}
        effects = {group.name: round(0.7 / len(self.draft.groups) ** 0.5, 2) for group in self.draft.groups}
        rated = [*named.get("rating", []), *named.get("nps", [])]
        truth: dict[str, Any] = {"correlation": 0.4}
        truth["items"] = {one.name: {**_middle(one), "loading": 0.75} for one in rated if one.name in owned}
        truth["outcomes"] = {one.name: {**_middle(one), "effects": effects} for one in rated if one.name not in owned}
        truth["choices"] = {one.name: {"shares": _equal(one.choices)} for one in named.get("single", [])}
        truth["multiple"] = {one.name: {c.code: 0.3 for c in one.choices} for one in named.get("multiple", [])}
        truth["yes"] = dict.fromkeys((one.name for one in named.get("yes_no", [])), 0.5)
        truth["numbers"] = {one.name: {"mean": 5, "sd": 2} for one in named.get("number", [])}
        yield from ("", "# answers to try the study with, until there are some", "simulate:")
        yield from (f"  {key}: {scalar(given)}" for key, given in truth.items() if given or key == "items")


def _said(choice: Choice) -> list[str]:
    return list(dict.fromkeys(word for word in (choice.code, *choice.text.values()) if word))


def _middle(one: Asked) -> dict[str, float]:
    low, high = (0.0, 10.0) if one.kind == "nps" else (float(one.choices[0].code), float(one.choices[-1].code))
    return {"mean": round(low + 0.65 * (high - low), 2), "sd": round(0.22 * (high - low), 2)}


def _equal(choices: Iterable[Choice]) -> dict[str, float]:
    codes = [choice.code for choice in choices]
    share = round(1 / len(codes), 4)
    return {**dict.fromkeys(codes, share), codes[-1]: round(1 - share * (len(codes) - 1), 4)}


def _number(code: str) -> int | float:
    return int(code) if code.lstrip("-").isdigit() else float(code)
