"""Import in the parent what every forked child needs, so that it is paid once and shared.

Imported for its effect. Nothing here opens a file, starts a thread or touches the random state of a child.
"""

from __future__ import annotations

import sys

# nbformat -> jsonschema would build the grammar of a format that no notebook uses: a second of CPU at every start.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import matplotlib.backends.backend_svg
import papermill
import seaborn

import csat_lib.chapter
import csat_lib.insight.guard
import csat_lib.insight.quality
import csat_lib.insight.representation
import csat_lib.insight.segments
import csat_lib.insight.trends
import csat_lib.measurement.adequacy
import csat_lib.measurement.confirmatory
import csat_lib.measurement.extraction
import csat_lib.measurement.factor_scores
import csat_lib.measurement.n_factors
import csat_lib.measurement.parallel
import csat_lib.measurement.reliability
import csat_lib.measurement.retest
import csat_lib.measurement.validity
import csat_lib.runs.engine
import csat_lib.voice.listening
