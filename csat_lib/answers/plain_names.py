"""Names without what the eye hardly sees."""

from __future__ import annotations

import re
import unicodedata

_NUMBERING = re.compile(r"^(?:第?\d{1,3}题?[、：:.．)）]|[qQ]\d{1,3}[、：:.．])\s*")


def plain(name: str) -> str:
    """The name without what the eye does not see: NFKC, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def unnumbered(name: str) -> str:
    """The plain name without its number in the questionnaire."""
    return _NUMBERING.sub("", plain(name)).strip()
