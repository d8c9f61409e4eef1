"""English terms."""

from __future__ import annotations

from csat_lib.report.words.lexicon import Lexicon
from csat_lib.report.words.methods import METHODS

ENGLISH = Lexicon(
    columns={
        "subject": "Subject",
        "dimension": "Dimension",
        "item": "Item",
        "measure": "Measure",
        "value": "Value",
        "interval": "{confidence} interval",
        "base": "Base",
        "effective": "Effective base",
        "rule": "Rule",
        "p": "p",
        "method": "Method",
        "target": "Target",
        "answers": "Answers",
        "other": "Of",
        "all_channels": "All channels",
        "channel": "Channel",
        "indicator": "Sign",
        "line": "Line",
        "use": "Use",
        "time": "Time",
    },
    rules={
        "rows": "Answers received",
        "kept": "Answers that count",
        "duplicate": "Duplicate answers",
        "seconds": "Answered too fast (time limit)",
        "speed": "Answered too fast (against the median)",
        "straight_line": "Same answer throughout",
        "missing": "Too many questions left blank",
        "attention": "Attention check failed",
        "near_duplicate": "Nearly equal answers",
        "seconds_per_item": "Too little time per item",
        "longstring": "Long run of one answer",
        "irv": "Too little variation",
        "even_odd": "Even and odd items disagree",
        "synonyms": "Like items answered unlike",
        "antonyms": "Opposite items answered alike",
        "mahalanobis": "Unusual pattern of answers",
    },
    methods={name: words[1] for name, words in METHODS.items()},
    repeats={
        "device": "From a device used before",
        "answers": "Equal throughout",
        "near": "Nearly equal",
    },
    dispositions={
        "I": "Complete",
        "P": "Partial",
        "R": "Refused",
        "NC": "No contact",
        "O": "Other",
        "UH": "Unknown (household)",
        "UO": "Unknown (other)",
        "NE": "Not eligible",
    },
    list_comma=", ",
    numbered="{} ({})",
)
