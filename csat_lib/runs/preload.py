"""Import and make in the parent what every forked child needs, so that it is paid once and shared.

That is every room of statistics, and what runs, draws, listens and writes pages. Imported for its effect.
Nothing here opens a file of the user's, starts a thread or touches the random state of a child.
"""

from __future__ import annotations

import gc
import sys

gc.disable()  # modules are no garbage: to look for it again and again would take a tenth of the imports
# nbformat -> jsonschema would build the grammar of a format that no notebook uses: a second of CPU at every start.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import encodings.cp437  # of zipfile, which loads it with the first archive

import IPython.core.logger
import matplotlib.backends.backend_svg
import nbformat
import papermill
import pyarrow.pandas_compat

import csat_lib.chapter
import csat_lib.runs.engine
import csat_lib.voice.listening
from csat_lib.report import fragment, topics
from csat_lib.report.look import Look
from csat_lib.report.notebook import notebook_html
from csat_lib.specs import makers
from csat_lib.statistics import modules

for _ in modules():
    pass
gc.enable()
gc.set_threshold(50_000, 20, 100)  # what a run makes is mostly kept: to look for circles less often saves a twentieth


def warm() -> None:
    """Make once what each chapter would make again: shell, schema, what makes Specs, charts, tables and pages."""
    csat_lib.runs.engine.fresh_shell()
    nbformat.validate(nbformat.v4.new_notebook())  # type: ignore[no-untyped-call]  # compiles its schema
    makers()
    topics.modules()
    fragment.template()
    notebook_html({"cells": []}, Look(), "en")
