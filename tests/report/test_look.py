import base64
import datetime as dt

import pytest

from csat_lib.errors import CsatError
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cover, Paragraph
from csat_lib.report.look import Look, read_logo
from csat_lib.report.pdf import render_pdf


@pytest.mark.parametrize("accent", ["red", "#12345", "#1f5a7a; } body { display: none"])
def test_an_accent_is_six_hexadecimal_digits(accent):
    with pytest.raises(CsatError) as caught:
        Look(accent)
    assert str(caught.value) == (
        f"look.accent: `{accent}` is not a colour. Allowed: six hexadecimal digits after #, such as `#1f5a7a`. "
        "Mend it in the study file."
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def logo(tmp_path, content, name="logo.svg"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(path):
    with pytest.raises(CsatError) as caught:
        read_logo(path)
    return str(caught.value)


def test_an_svg_is_taken_as_it_is_and_a_png_inside_one(tmp_path):
    assert read_logo(logo(tmp_path, SVG)) == SVG
    held = read_logo(logo(tmp_path, PIXEL, "logo.png"))
    assert held.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"><image ')
    assert base64.b64decode(held.split("base64,")[1].split('"')[0]) == PIXEL


def test_a_report_with_a_png_logo_can_be_printed(tmp_path):
    look = Look(logo=read_logo(logo(tmp_path, PIXEL, "logo.png")))
    report = assemble([Cover("Study", "2025"), Paragraph("Text")], "en")
    assert render_pdf(report, look, dt.date(2025, 12, 31)).startswith(b"%PDF")


@pytest.mark.parametrize("content", ["", "<html/>", "text", b"\xff\xd8\xff\xe0 JFIF", PIXEL[:10]])
def test_another_format_is_refused(tmp_path, content):
    path = logo(tmp_path, content)
    assert refused(path) == f"{path} is no SVG and no PNG file. Save the logo in one of these two formats."


def test_entities_are_refused(tmp_path):
    bomb = f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}'
    assert "is no SVG" in refused(logo(tmp_path, bomb))


def test_a_logo_that_is_missing_or_a_folder_is_refused(tmp_path):
    assert refused(tmp_path / "none.svg") == (
        f"the logo {tmp_path}/none.svg cannot be read: there is no such file. "
        "Put an SVG or PNG file there, or name another."
    )
    assert "it is no file" in refused(tmp_path)


@pytest.mark.parametrize(
    "part",
    [
        '<image href="https://a.example/x.png"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="other.png"/>',
        "<style>@import url(https://a.example/x.css);</style>",
        '<rect fill="url(https://a.example/x.svg#a)"/>',
    ],
)
def test_a_logo_that_loads_something_is_refused(tmp_path, part):
    path = logo(tmp_path, SVG.replace("</svg>", f"{part}</svg>"))
    assert refused(path).startswith(f"the logo {path} loads `")


def test_what_a_logo_holds_itself_is_allowed(tmp_path):
    parts = (
        '<a href="https://a.example"><rect fill="url(#a)"/></a><use href="#a"/><image href="data:image/png;base64,"/>'
    )
    assert read_logo(logo(tmp_path, SVG.replace("</svg>", f"{parts}</svg>")))
