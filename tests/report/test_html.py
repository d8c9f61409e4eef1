import base64
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from csat_lib.findings.told import Piece, Told
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Column, Cover, Heading, Paragraph, Table
from csat_lib.report.html import render_html
from csat_lib.report.look import Look
from tests.report.sample import SVG, sample

VOID = {"meta", "img", "source", "br", "link"}


class Page(HTMLParser):
    """All tags with their attributes; refuses tags that are closed in another order than opened."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data if "style" not in self.open else ""

    def all(self, *names):
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module", params=["zh", "en"])
def shown(request):
    return render_html(assemble(sample(request.param), request.param), Look("#7a1f3d", SVG))


@pytest.fixture
def page(shown):
    return Page(shown)


def test_the_same_report_gives_the_same_bytes():
    again = [render_html(assemble(sample("zh"), "zh"), Look()) for _ in range(2)]
    assert again[0] == again[1]


def test_the_page_is_whole_and_says_its_language(page):
    assert page.open == []
    assert page.all("html")[0]["lang"] in {"zh-CN", "en"}
    assert len(page.all("title")) == len(page.all("main")) == 1
    assert {tag for tag, _ in page.tags} >= {"header", "nav", "main", "footer"}


def test_headings_come_in_order_below_one_first(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_can_be_loaded_and_nothing_can_run(shown, page):
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
    assert not {"script", "iframe", "object", "link", "form"} & {tag for tag, _ in page.tags}
    addresses = [a[key] for _, a in page.tags for key in ("src", "href", "srcset") if key in a]
    assert [address for address in addresses if not address.startswith(("data:", "#"))] == []
    assert [url for url in re.findall(r"url\((.{9})", shown) if url != "data:font"] == []
    assert not [name for _, a in page.tags for name in a if name.startswith("on")]


def test_every_image_has_words(page):
    drawings = [drawing["aria-label"] for drawing in page.all("svg") if drawing["role"] == "img"]
    assert len(drawings) == len(page.all("svg")) >= 2
    assert all([*drawings, *(image["alt"] for image in page.all("img"))])


def test_ids_are_ascii_unique_and_every_link_has_its_end(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(name.isascii() for name in ids)
    assert {link["href"][1:] for link in page.all("a")} <= set(ids)


def test_the_first_link_skips_to_the_report(page):
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}


def test_hostile_texts_are_letters(page):
    assert "<script>alert(1)</script> #set page(fill: red) $ \\ {{ x }} ]] **[[ &amp;" in page.text


def test_the_font_and_the_accent_are_in_the_file(shown):
    assert ":root { --accent: #7a1f3d }" in shown
    font = re.search(
        r'font-family: "Noto Sans SC"; font-weight: 100 900; src: url\(data:font/woff2;base64,([^)]+)\)', shown
    )
    assert base64.b64decode(font[1])[:4] == b"wOF2"


@pytest.mark.parametrize(("language", "words"), [("zh", "模拟数据"), ("en", "Simulated data")])
def test_a_banner_stands_above_the_page_and_its_client_is_made_up(language, words):
    cover, *blocks = sample(language)
    banner = replace(cover, banner="Nobody answered.")
    html = render_html(assemble([banner, *blocks, Paragraph("Mend it.", "example")], language), Look())
    assert f'<p class="banner">{words}</p>' in html
    assert '<p class="notice">Nobody answered.</p>' in html
    assert {"zh": "委托方（虚构）", "en": "Client (made up)"}[language] in html
    assert {"zh": "示例，内容虚构", "en": "an example, made up like the data"}[language] in html
    assert 'class="banner"' not in render_html(assemble(sample(language), language), Look())


def test_a_chinese_date_in_a_heading_or_a_head_is_one_word_and_an_attribute_is_left_alone():
    title = Told("与 2025 年 11 月相比", [Piece("period", "", "2025 年 11 月")])
    table = Table("tbl-when", title, (Column("2025 年 11 月"), Column("日期")), (("甲", "2025 年 1 月 15 日"),))
    page = render_html(assemble([Cover("题", "期"), Heading(1, "2025 年 12 月", "ch-when"), table], "zh"), Look())
    whole = re.findall(r'<span class="whole">([^<]*)</span>', page)
    assert whole == ["2025 年 12 月", "2025 年 11 月", "2025 年 11 月"]
    assert not re.search(r'="[^"]*<span class="whole">', page)
