"""How a notebook shows blocks: HTML to look at, JSON for the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from csat_lib.report.assemble import BLOCK_MIME
from csat_lib.report.blocks import Block
from csat_lib.report.codec import to_json
from csat_lib.report.fragment import preview
from csat_lib.report.labels import Language


@dataclass(frozen=True)
class Display:
    """Blocks as the output of a cell. ``show``, ``say`` and ``draw`` return one of these."""

    blocks: tuple[Block, ...]
    language: Language
    product: str = ""

    @classmethod
    def of(cls, blocks: Block | Sequence[Block], language: Language, product: str = "") -> Display:
        """One block or several, in a language; of a product, those that it is put together from."""
        return cls(tuple(blocks) if isinstance(blocks, Sequence) else (blocks,), language, product)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/html": preview(self.blocks, self.language),
            "text/plain": "\n".join(_title(block) for block in self.blocks),
            BLOCK_MIME: {
                "language": self.language,
                "product": self.product,
                "blocks": [to_json(block) for block in self.blocks],
            },
        }


def _title(block: Block) -> str:
    return str(getattr(block, "title", "") or getattr(block, "text", "") or type(block).__name__)
