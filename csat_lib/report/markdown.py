"""Markdown of a notebook as HTML: no raw HTML, plain ASCII ids, formulas as MathML, links without address."""

from __future__ import annotations

import mistune
from latex2mathml.converter import convert


class _Renderer(mistune.HTMLRenderer):
    """Headings one level down (the page has its own first), formulas as MathML."""

    def __init__(self) -> None:
        super().__init__(escape=True)

    def inline_math(self, text: str) -> str:
        return convert(text)

    def block_math(self, text: str) -> str:
        return f'<div class="formula">{convert(text, display="block")}</div>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - mistune's signature
        return mistune.escape(text)


def markdown_html(source: str) -> str:
    """The HTML of a Markdown cell. An image's address is dropped: the page may not load anything."""
    render = mistune.create_markdown(renderer=_Renderer(), plugins=["table", "math"])
    return str(render(source))
