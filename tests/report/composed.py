"""The products of a view, composed as their notebooks do it."""

from __future__ import annotations

from csat_lib.report.assemble import Report, assemble_all
from csat_lib.report.blocks import Block
from csat_lib.report.chapters import ANNEX, PILOT, REPORT, Composer
from csat_lib.report.view import View

PRODUCTS = {"report": REPORT, "annex": ANNEX}


def compose(view: View, name: str) -> tuple[Block, ...]:
    """A chapter, of whichever product has it."""
    product = next(one for one in (REPORT, ANNEX, PILOT) if name in one.chapters)
    return Composer(view).compose(product, name)


def composed(view: View, kind: str = "client") -> dict[str, list[Block]]:
    """The blocks of the products of a wave, or of a pilot."""
    composer, products = Composer(view), {"report": PILOT} if kind == "pilot" else PRODUCTS
    return {
        name: [block for chapter in product.chapters for block in composer.compose(product, chapter)]
        for name, product in products.items()
    }


def assembled(view: View, kind: str = "client") -> dict[str, Report]:
    """The same, assembled."""
    return assemble_all(composed(view, kind), view.language)  # type: ignore[arg-type]  # "zh" or "en"
