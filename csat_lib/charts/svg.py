"""matplotlib's SVG made fit for a report: no outside reference, no page-wide style, no idle groups, short numbers.

Words stay words, in the report's own font: they can be searched and copied, and a chart takes a few kilobytes. The
page that shows a chart must therefore hold it inside itself (not as an image file) and bring the font; a chart has
no ids, so that many can stand on one page.
"""

import re

from csat_lib.charts.typeset import FONT

_PROLOGUE = re.compile(r"^.*?(?=<svg )", re.DOTALL)
_STYLE = re.compile(r"\s*<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_IDLE = re.compile(r"</?g>\n?")
_GEOMETRY = re.compile(r' (?:d|transform|x|y|width|height|viewBox)="[^"]*"')
_DECIMALS = re.compile(r"(\.\d\d)\d+")
_LINK_SPACE = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
_MARK = re.compile(r'<defs>\s*<path id="(m[0-9a-f]+)" d="([^"]*)" style="[^"]*"/>\s*</defs>\s*')
_USE = re.compile(r'<use xlink:href="#(m[0-9a-f]+)" x="([^"]*)" y="([^"]*)" style="([^"]*)"/>')
_CIRCLE = re.compile(r"M 0 ([0-9.]+) C .* z")
USUAL_SIZE = 8.5
"""Points of most words, which need not say it."""
_FAMILIES = f"'{FONT}', 'DejaVu Sans', sans-serif"
_ROOT = f'<svg stroke-linejoin="round" font-size="{USUAL_SIZE}px" font-family="{_FAMILIES}" '
_LINE = re.compile(r'<path d="([^"]*)" (style="fill: none[^"]*")/>')


def slim(svg: str) -> str:
    """The ``<svg>`` element alone, about half as long, drawing the same to 0.01 pt."""
    svg = _PROLOGUE.sub("", svg, count=1)
    svg = _STYLE.sub("", svg, count=1).replace("<svg ", _ROOT, 1)
    svg = _GEOMETRY.sub(_shorten, svg).replace("; stroke-dashoffset: 0", "")
    svg = _unfolded(re.sub(r"\s*\n\s*", "\n", svg).strip()).replace(_LINK_SPACE, "")
    return _merged(svg if "<g " in svg else _IDLE.sub("", svg))


def _merged(svg: str) -> str:
    """Lines that follow each other in the same style as one path, such as those of a grid."""
    found: list[str] = []
    last = ""
    for line in svg.split("\n"):
        path = _LINE.fullmatch(line)
        style = f'" {path[2]}/>' if path is not None else ""
        if path is not None and style == last:
            found[-1] = f"{found[-1].removesuffix(style)} {path[1]}{style}"
        else:
            found.append(line)
        last = style
    return "\n".join(found)


def _unfolded(svg: str) -> str:
    """Every mark drawn where it stands, a circle as a circle, in place of a reference to a drawing kept aside."""
    shapes = dict(_MARK.findall(svg))

    def draw(match: re.Match[str]) -> str:
        name, x, y, style = match.groups()
        if circle := _CIRCLE.fullmatch(shapes[name]):
            return f'<circle cx="{x}" cy="{y}" r="{circle[1]}" style="{style}"/>'
        return f'<path d="{shapes[name]}" transform="translate({x} {y})" style="{style}"/>'

    return _USE.sub(draw, _MARK.sub("", svg))


def _shorten(match: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", " " + _DECIMALS.sub(r"\1", match.group(0)).strip()).replace(' "', '"')
