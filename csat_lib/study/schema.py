"""The JSON schemas of study and wave file, by which editors complete and check what is typed.

They are written from the models (``python -m tests.study.json_schema``) and lie in the package.
"""

from __future__ import annotations

from pathlib import Path

SCHEMAS = ("study", "wave")


def schema_file(kind: str) -> Path:
    """The schema in the package."""
    return Path(__file__).parent / "schemas" / f"{kind}.schema.json"


def write_with_schema(path: Path, text: str) -> None:
    """Write a file; of a study or wave file the first line names its schema, which comes to lie beside it.

    Beside it, so that the folder works on every machine and in every editor, without the package.
    """
    if path.suffix == ".yaml":
        schema = schema_file("study" if path.name.startswith("study") else "wave")
        text = f"# yaml-language-server: $schema={schema.name}\n{text}"
        path.with_name(schema.name).write_bytes(schema.read_bytes())
    path.write_text(text, "utf-8")
