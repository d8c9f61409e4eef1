from __future__ import annotations

from csat_lib.charts.svg import slim

GIVEN = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="10pt" xmlns="http://www.w3.org/2000/svg">
 <defs>
  <style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>
 </defs>
 <g id="figure_1">
  <g id="text_1">
   <!-- 3.14159 -->
   <g transform="translate(12.345678 7.5) scale(0.085 -0.085)">
    <path id="NotoSansSC-Regular-1a" d="M 1.23456 0 L 2 3" transform="scale(0.015625)"/>
    <use xlink:href="#NotoSansSC-Regular-1a"/>
   </g>
  </g>
 </g>
</svg>
"""


def test_only_the_element_is_left_with_short_numbers_and_names():
    assert slim(GIVEN) == "\n".join(
        [
            '<svg stroke-linejoin="round" width="10pt" xmlns="http://www.w3.org/2000/svg">',
            "<g>",
            "<g>",
            "<!-- 3.14159 -->",
            '<g transform="translate(12.34 7.5) scale(0.085 -0.085)">',
            '<path id="g1a" d="M 1.23 0 L 2 3" transform="scale(0.015625)"/>',
            '<use xlink:href="#g1a"/>',
            "</g>",
            "</g>",
            "</g>",
            "</svg>",
        ]
    )
