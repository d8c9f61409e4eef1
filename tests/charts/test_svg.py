from __future__ import annotations

import re

from csat_lib.charts.svg import slim

GIVEN = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="10.123456pt" xmlns="http://www.w3.org/2000/svg">
 <defs>
  <style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>
 </defs>
 <g>
  <g>
   <text style="font-size: 9px; fill: #1f2328" x="12.345678" y="7.5">3.14159 &lt;b&gt;</text>
  </g>
  <g>
   <path d="M 1.23456 0
L 2 3
" style="fill: none"/>
  </g>
 </g>
</svg>
"""
ROOT = """<svg stroke-linejoin="round" font-size="8.5px" font-family="'Noto Sans SC', 'DejaVu Sans', sans-serif" """


def test_only_the_element_is_left_with_words_as_words_and_short_numbers():
    assert slim(GIVEN) == "\n".join(
        [
            ROOT + 'width="10.12pt" xmlns="http://www.w3.org/2000/svg">',
            '<text style="font-size: 9px; fill: #1f2328" x="12.34" y="7.5">3.14159 &lt;b&gt;</text>',
            '<path d="M 1.23 0 L 2 3" style="fill: none"/>',
            "</svg>",
        ]
    )


def test_groups_that_mean_something_stay():
    turned = '<svg a="1"><g transform="scale(2)"><g></g></g></svg>'
    assert slim(turned).endswith('<g transform="scale(2)"><g></g></g></svg>')


def test_a_mark_is_drawn_where_it_stands_and_leaves_no_id():
    circle = "M 0 3.25 C 0.86 3.25 1.68 2.9 2.29 2.29 z"
    kept = f'<defs>\n<path id="m1a" d="{circle}" style="stroke: #fff"/>\n</defs>\n'
    kept += '<defs>\n<path id="m2b" d="M 0 0 L 1 1 z" style="stroke: #fff"/>\n</defs>\n'
    used = (
        '<use xlink:href="#m1a" x="10" y="20" style="fill: #000"/>\n<use xlink:href="#m2b" x="1.234" y="2" style=""/>'
    )
    given = f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" a="1">\n{kept}{used}\n</svg>'
    assert slim(given).splitlines()[1:-1] == [
        '<circle cx="10" cy="20" r="3.25" style="fill: #000"/>',
        '<path d="M 0 0 L 1 1 z" transform="translate(1.23 2)" style=""/>',
    ]
    assert "xlink" not in slim(given)


def test_lines_that_follow_each_other_in_one_style_are_one_path_and_others_are_not():
    grey, blue = "fill: none; stroke: #dde1e5", "fill: none; stroke: #0b6aa8"
    paths = [("M 0 0 L 1 1", grey), ("M 0 2 L 1 3", grey), ("M 0 4 L 1 5", blue), ("M 0 6 L 1 7", grey)]
    body = "\n".join(f'<path d="{path}" style="{style}"/>' for path, style in paths)
    found = re.findall(r'<path d="([^"]*)"', slim(f'<svg width="10pt">\n{body}\n</svg>'))
    assert found == ["M 0 0 L 1 1 M 0 2 L 1 3", "M 0 4 L 1 5", "M 0 6 L 1 7"]
