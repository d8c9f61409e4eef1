"""Active titles of figures and tables, in the view's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from csat_lib.report.prose import en, zh
from csat_lib.report.view import View
from csat_lib.report.words import set_text

_MODULES = ("titles", "table_titles", "fieldwork_titles")
_TITLES: dict[str, Mapping[str, Callable[..., str]]] = {
    language: {name: told for module in _MODULES for name, told in getattr(words, module).TITLES.items()}
    for language, words in (("en", en), ("zh", zh))
}


def title(name: str) -> Callable[..., str]:
    """What words the title of a figure or table: called with the view and what is shown of it."""

    def words(view: View, **what: object) -> str:
        return set_text(_TITLES[view.language][name](view, **what), view.language)

    return words
