"""Hold XLSForms against pyxform, the reader that Kobo and ODK use.

``uv run --with pyxform==4.5.0 python -m tests.forms.check_pyxform``

It is no dependency of the project: it brings a second reader of workbooks, and runs in ``.ci/run`` alone.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pyxform.xls2xform import convert

from csat_lib.forms.xlsform import write_workbook
from csat_lib.study import load_study

from .conftest import STUDY

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Every study of the project and the tests' own, in one language and in both, makes an XForm without a warning."""
    with tempfile.TemporaryDirectory() as folder:
        for path in (STUDY, *sorted(ROOT.glob("params/*/study.yaml"))):
            study = load_study(path)
            for languages in {study.languages, study.languages[:1]}:
                file = Path(folder) / "form.xlsx"
                file.write_bytes(write_workbook(study, languages))
                made = convert(str(file), validate=False)
                missing = [name for name in study.questions if f"/{name}" not in made.xform]
                assert made.warnings == [], (path, made.warnings)
                assert missing == [], (path, missing)
                sys.stdout.write(f"{path.parent.name}: {len(study.questions)} questions in {' and '.join(languages)}\n")


if __name__ == "__main__":
    main()
