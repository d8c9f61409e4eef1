"""``STUDY_FILE.md``: every key of the study file and of the wave file, with what may stand there and an example.

``python -m tests.study.keys_page`` writes it from the models and the listings of ARCHITECTURE.md; a test keeps it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from csat_lib.study import Study
from csat_lib.study.documents import read_document
from csat_lib.study.waves import WaveFile
from csat_lib.study.words import Model

from .json_schema import ROOTS, schema_of
from .keys import KEYS, owner

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "STUDY_FILE.md"
LONGEST = 110
ABOUT = """# Every key of the study file and of the wave file · 研究文件与期次文件的全部键

Written from the models by `python -m tests.study.keys_page`; not to be edited by hand. Names that a study chooses
itself (of a question, a construct, an option) are left out of a key's path: `constructs.items` is the key `items` of
any construct, and `questions.rating.scale` the key `scale` of a question of the kind `rating`. `{..}` stands for a
wording, `{zh: .., en: ..}`. A key that is not listed is refused. Editors complete and check the keys by the schema that
the first line of a file from `csat init` or `csat draft` names.

本页由程序生成。研究自取的名称（题目、维度、选项）不写入路径；`{..}` 表示中英文措辞。凡未列出的键，程序一律拒绝。由
`csat init` 或 `csat draft` 写出的文件，首行注明了供编辑器补全和检查的模式文件。
"""
SIGNS = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
KINDS = {"string": "a text", "integer": "a whole number", "number": "a number", "boolean": "`true` or `false`"}
NAMED = {"StudyText": "a wording", "Scale": "a scale", "Condition": "a condition"}
HEADS = {
    "": "The study file · 研究文件 `study.yaml`",
    "wave.": "The wave file · 期次文件 `2025-12.yaml`",
    "scales.": "A scale · 量表",
    "condition.": "A condition · 条件",
    "tables.": "An extra table · 附表",
    "wording.": "A wording · 措辞",
    "lists.": "Lists of words · 词表",
}


def listings() -> list[tuple[type[Model], dict[str, Any]]]:
    """The listings of ARCHITECTURE.md as data, each way to say where answers are and which arrows there are."""
    text = (ROOT / "csat_lib" / "ARCHITECTURE.md").read_text(encoding="utf-8").replace("{..}", "{zh: 甲, en: A}")
    study, wave = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    others = re.findall(r"^# (responses: .*)$", wave, flags=re.MULTILINE)
    alone = re.sub(r"^responses: .*$", "", wave, flags=re.MULTILINE)
    paths = re.findall(r"^# (structure: .*)$", study, flags=re.MULTILINE)
    studies = [study, *(re.sub(r"^structure: .*(?:\n +.*)+$", path, study, flags=re.MULTILINE) for path in paths)]
    waves = [wave, *(f"{alone}\n{other}\n" for other in others)]
    return [*((Study, _data(one)) for one in studies), *((WaveFile, _data(one)) for one in waves)]


def _data(text: str) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "listing.yaml"
        path.write_text(text, "utf-8")
        return read_document(path).data


def examples() -> dict[tuple[type[Model], str], str]:
    """(class, attribute) of a key -> how it stands in a listing, the shortest of several."""
    found: dict[tuple[type[Model], str], str] = {}
    for model, raw in listings():
        for key, text in _stand(raw, model.model_validate(raw)):
            if key not in found or len(text) < len(found[key]):
                found[key] = text
    return found


def _stand(raw: Any, value: Any) -> Iterator[tuple[tuple[type[Model], str], str]]:
    if isinstance(value, Model) and isinstance(raw, dict):
        for name, field in type(value).model_fields.items():
            key = field.alias or name
            if key in raw:
                yield (owner(type(value), name), name), f"{key}: {_written(raw[key])}"
                yield from _stand(raw[key], getattr(value, name))
    elif isinstance(value, dict) and isinstance(raw, dict):
        for key in raw:
            yield from _stand(raw[key], value.get(key))
    elif isinstance(value, tuple) and isinstance(raw, list):
        for one, other in zip(raw, value, strict=True):
            yield from _stand(one, other)


def _written(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    text = text.removesuffix("\n...\n").strip().replace("{zh: 甲, en: A}", "{..}")
    text = re.sub(r"'(\d+)': ", r"\1: ", text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def said(shape: dict[str, Any]) -> str:
    """What may stand there, in words."""
    if "enum" in shape:
        return " \\| ".join(f"`{word}`" for word in shape["enum"])
    if "$ref" in shape:
        return NAMED.get(shape["$ref"].rpartition("/")[2], "keys, see below")
    if "anyOf" in shape:
        found = dict.fromkeys(said(one) for one in shape["anyOf"] if one.get("type") != "null")
        return " or ".join(one for one in found if one != "a whole number" or "a number" not in found)
    holds = {"array": ("a list: ", "items"), "object": ("by name: ", "additionalProperties")}
    if isinstance(shape["type"], str) and shape["type"] in holds:
        words, inside = holds[shape["type"]]
        parts = shape[inside] if isinstance(shape[inside], list) else [shape[inside]]
        return words + ", ".join(map(said, parts))
    bounds = [f"{sign} {shape[key]:g}" for key, sign in SIGNS.items() if key in shape]
    words = "a text or number" if isinstance(shape["type"], list) else KINDS[shape["type"]]
    return f"{words} ({', '.join(bounds)})" if bounds else words


def page() -> str:
    """The whole page."""
    found = {name: shape for model in ROOTS.values() for name, shape in schema_of(model)["definitions"].items()}
    shown, lines, known = examples(), [ABOUT], set[str]()
    for path, (model, name) in KEYS.items():
        head = next((head for head in HEADS if head and path.startswith(head) and KEYS[path][0] is not Study), "")
        if head not in known:
            known.add(head)
            lines.append(f"\n## {HEADS[head]}\n\n| key · 键 | what may stand there | example · 例 |\n|---|---|---|")
        lines.append(_row(path, model, name, found[model.__name__], shown.get((owner(model, name), name), "")))
    return "\n".join(lines) + "\n"


def _row(path: str, model: type[Model], name: str, shape: dict[str, Any], example: str) -> str:
    field = model.model_fields[name]
    key = field.alias or name
    default = None if field.is_required() else field.get_default(call_default_factory=True)
    told = f"; default `{str(default).lower()}`" if isinstance(default, bool | int | float) else ""
    told = f"; default `{default}`" if isinstance(default, str) and default else told
    must = " **required**" if key in shape.get("required", []) else ""
    cell = example.replace("|", "\\|")
    return f"| `{path}`{must} | {said(shape['properties'][key])}{told} | {f'`{cell}`' if cell else ''} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
