"""Blocks to one HTML file through nbconvert and our own template: no script, no request to any host.

The content security policy allows nothing but the page's own style, images and fonts, all of them inside the file.
"""

import base64
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import mistune
from latex2mathml.converter import convert
from nbconvert.exporters import TemplateExporter
from nbformat import from_dict

from csat_lib.report.assemble import Report
from csat_lib.report.blocks import Cover
from csat_lib.report.fonts import subsets
from csat_lib.report.fragment import Fragments, image, read_template
from csat_lib.report.labels import LANGUAGE_TAGS, Language, label
from csat_lib.report.look import Look


def render_html(report: Report, look: Look) -> str:
    """The report as one file. The same report gives the same bytes."""
    return render_pages([report], look)[0]


def render_pages(reports: Sequence[Report], look: Look) -> list[str]:
    """The same of several reports that carry the same fonts: to cut one takes longer than all else of a page."""
    drafts = [_draft(report, look) for report in reports]
    texts = [text for pieces, front in drafts for text in (*pieces, *front.values())]
    style = page_style(texts, look, reports[0].language)
    return [
        export(
            [code_cell(number, [html_output(piece)]) for number, piece in enumerate(pieces)],
            page(report.language, style, front),
            hide=("input", "markdown"),
        )
        for report, (pieces, front) in zip(reports, drafts, strict=True)
    ]


def _draft(report: Report, look: Look) -> tuple[Sequence[str], Mapping[str, str]]:
    """The pieces of a page, and what stands in front of them."""
    fragments = Fragments(report, look)
    covers = [item for item in report.items if isinstance(item.block, Cover)]
    pieces = [fragments.render(item) for item in report.items if item not in covers]
    front = {
        "title": f"{report.cover.title} · {report.cover.period}",
        "cover": "".join(fragments.render(item) for item in covers),
        "contents": fragments.contents() if report.headings else "",
        "banner": label("simulated", report.language) if report.cover.banner else "",
    }
    return pieces, front


def code_cell(number: int, outputs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A cell of code that has been run."""
    return {
        "cell_type": "code",
        "id": f"cell-{number}",
        "metadata": {},
        "source": "",
        "execution_count": None,
        "outputs": list(outputs),
    }


def html_output(piece: str) -> dict[str, Any]:
    """A piece of HTML as the output of a cell."""
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": piece}}


def page(language: Language, style: str, front: Mapping[str, str]) -> dict[str, str]:
    """What the template says around the cells; ``front`` holds title, cover, contents and banner."""
    return {
        "lang": LANGUAGE_TAGS[language],
        "style": style,
        "skip": label("skip", language),
        "contents_label": label("contents", language),
        "stopped": label("no_results", language),
        **front,
    }


def export(cells: Sequence[Mapping[str, Any]], around: Mapping[str, str], hide: Sequence[str] = ()) -> str:
    """Cells as HTML through our template; ``hide`` names kinds of content such as "input"."""
    notebook = from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)})  # type: ignore[no-untyped-call]
    body, _ = _exporter(tuple(hide)).from_notebook_node(notebook, resources={"page": dict(around)})
    return str(body)


@cache
def _exporter(hide: tuple[str, ...]) -> TemplateExporter:
    """Our template for nbconvert, which is read and compiled once per process."""
    return TemplateExporter(  # type: ignore[no-untyped-call]  # nbconvert is not typed
        template_name="page",
        template_file="index.html.j2",
        extra_template_basedirs=[str(Path(__file__).with_name("templates"))],
        filters={"image": image, "prose": markdown_html},
        default_preprocessors=[],  # they would validate the notebook eleven times, and change nothing
        **{f"exclude_{kind}": True for kind in (*hide, "input_prompt", "output_prompt")},
    )


def page_style(texts: Sequence[str], look: Look, language: Language) -> str:
    """The style sheet with the study's accent and the fonts that draw these texts."""
    faces = [
        f'@font-face {{ font-family: "{face.family}"; {face.rule}{"; " if face.rule else ""}'
        f"src: url(data:font/woff2;base64,{base64.b64encode(face.woff2).decode()}) }}"
        for face in subsets(texts, language)
    ]
    return "\n".join([*faces, f":root {{ --accent: {look.ink} }}", read_template("report.css")])


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
