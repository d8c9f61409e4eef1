"""The HTML reports of the last main job in headless Chromium: what a reader's browser would complain about.

Run by ``.ci/run`` after ``python3 run.py report``; not part of the plain tests, which need no browser.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from selenium import webdriver

OUTPUTS = Path(__file__).resolve().parents[2] / "outputs" / "hotel-gsts" / "2025-12"
NAMES = ["annex.en.html", "annex.zh.html", "report.en.html", "report.zh.html"]
REPORTS = [OUTPUTS / name for name in NAMES]
CONTRAST = """
const part = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
const rgb = text => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = text; paint.fillRect(0, 0, 1, 1)
  return [...paint.getImageData(0, 0, 1, 1).data] }
const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
const behind = element => { for (; element; element = element.parentElement) {
  const colour = rgb(getComputedStyle(element).backgroundColor); if (colour[3] > 250) return colour }
  return [255, 255, 255, 255] }
const found = []
for (const element of document.querySelectorAll('main *, header *, nav *')) {
  const own = [...element.childNodes].some(node => node.nodeType == 3 && node.data.trim())
  if (!own || element.closest('svg') || !element.getClientRects().length) continue
  const [low, high] = [light(rgb(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => a - b)
  if ((high + 0.05) / (low + 0.05) < 4.5) found.push(element.outerHTML.slice(0, 120))
}
return found
"""
"""Words whose contrast with their background is below 4.5:1 (WCAG 2), as pieces of HTML."""
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}


@pytest.fixture(scope="module")
def browser():
    options = webdriver.ChromeOptions()
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    for flag in [*flags, "--disable-dev-shm-usage"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


@pytest.fixture(params=REPORTS, ids=lambda path: path.name)
def page(request, browser):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.get(request.param.as_uri())
    return browser


def test_there_is_each_product_in_each_language():
    assert sorted(path.name for path in OUTPUTS.glob("*.html")) == NAMES


def test_a_table_of_words_has_its_columns_one_under_the_other(page):
    script = (
        "return [...document.querySelectorAll('table.worded')].map(one => one.scrollWidth - one.parentNode.clientWidth)"
    )
    assert [over for over in page.execute_script(script) if over > 0] == []


def test_a_short_table_of_numbers_has_none_of_them_out_of_sight(page):
    script = (
        "return [...document.querySelectorAll('table.few')].map(one => one.scrollWidth - one.parentNode.clientWidth)"
    )
    assert [over for over in page.execute_script(script) if over > 0] == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_on_a_desk_no_cell_is_so_narrow_that_its_letters_stand_one_under_the_other(browser, path):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE | {"width": 1200, "mobile": False})
    browser.get(path.as_uri())
    narrow = browser.execute_script(
        "return [...document.querySelectorAll('td, tbody th')].filter(cell => { const range = document.createRange(); "
        "range.selectNodeContents(cell); const lines = new Set([...range.getClientRects()].map(one => one.top)).size;"
        " return lines > 1 && cell.textContent.trim().length < 2 * lines }).map(cell => cell.textContent)"
    )
    assert narrow == []


def test_the_console_is_silent(page):
    assert page.get_log("browser") == []


def test_no_host_is_asked_for_anything(page):
    page.get_log("performance")
    page.refresh()
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    sent = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert sent
    assert [url for url in sent if not url.startswith(("file:", "data:"))] == []


def test_headings_come_in_order_and_there_is_one_h1(page):
    levels = page.execute_script("return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_chart_has_alternative_text_with_values(page):
    texts = page.execute_script(
        "return [...document.querySelectorAll('svg')].map(svg => svg.getAttribute('aria-label'))"
    )
    assert len(texts) >= 8
    assert [text for text in texts if len(text) < 20 or not any(letter.isdigit() for letter in text)] == []
    roles = page.execute_script("return [...document.querySelectorAll('svg')].map(svg => svg.getAttribute('role'))")
    assert set(roles) == {"img"}


def test_a_phone_shows_one_drawing_of_each_chart_in_letters_that_can_be_read(page):
    drawn = page.execute_script(
        "return [...document.querySelectorAll('figure.chart')].map(f => [...f.querySelectorAll('svg')]"
        ".filter(svg => svg.getBoundingClientRect().width > 0).length)"
    )
    assert set(drawn) == {1}
    heights = page.execute_script(
        "return [...document.querySelectorAll('figure.chart svg text')].map(t => t.getBBox().height"
        " * t.getScreenCTM().d).filter(height => height > 0)"
    )
    assert min(heights) > 10


def test_the_words_of_charts_are_set_in_the_font_of_the_file(page):
    page.execute_script("return document.fonts.ready.then(() => 0)")
    assert page.execute_script("return [...document.fonts].filter(face => face.status == 'loaded').length") >= 1
    family = page.execute_script("return getComputedStyle(document.querySelector('figure.chart svg text')).fontFamily")
    assert family.startswith('"Noto Sans SC"')


def test_no_id_stands_twice(page):
    ids = page.execute_script("return [...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))


def test_the_words_of_the_page_stand_out_from_what_is_behind_them(page):
    weak = page.execute_script(CONTRAST)
    assert weak == []


def test_nothing_is_wider_than_a_phone(page):
    assert page.execute_script("return document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_runs_over_a_phone_scrolls_in_its_own_frame_with_a_shadow_at_the_edge(page):
    frames = page.execute_script(
        "return [...document.querySelectorAll('.frame')].filter(f => f.scrollWidth > f.clientWidth + 1).map(f => ["
        "getComputedStyle(f).overflowX, getComputedStyle(f).backgroundAttachment, f.tabIndex,"
        " ['region', 'math'].includes(f.getAttribute('role'))])"
    )
    assert [found for found in frames if found != ["auto", "local, local, scroll, scroll", 0, True]] == []
    loose = page.execute_script(
        "return [...document.querySelectorAll('main table, main figure svg')].filter(one => !one.closest('.frame')"
        " && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 120))"
    )
    assert loose == []


def test_a_bold_word_is_drawn_by_a_font_of_that_weight(page):
    weights = page.execute_script(
        "return document.fonts.ready.then(() => [...document.fonts].filter(face => face.status == 'loaded')"
        ".filter(face => face.family.includes('Noto Sans SC')).map(face => face.weight))"
    )
    assert set(weights) == {"100 900"}


def test_every_link_inside_the_page_leads_somewhere(page):
    lost = page.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
        ".filter(id => id && !document.getElementById(id))"
    )
    assert lost == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_of_a_sentence_tells_its_source_and_leads_to_a_row_of_the_annex(browser, language):
    browser.get((OUTPUTS / f"report.{language}.html").as_uri())
    numbers = browser.execute_script(
        "return [...document.querySelectorAll('a.num')].map(a => [a.getAttribute('href'), a.dataset.tip,"
        " document.getElementById(a.getAttribute('aria-describedby'))?.textContent, a.tabIndex])"
    )
    assert len(numbers) > 60
    assert [number for number in numbers if number[1] != number[2] or number[3] != 0] == []
    browser.get((OUTPUTS / f"annex.{language}.html").as_uri())
    rows = set(browser.execute_script("return [...document.querySelectorAll('[id]')].map(element => element.id)"))
    assert [href for href, *_ in numbers if not href.startswith(f"annex.{language}.html#")] == []
    assert [href for href, *_ in numbers if href.partition("#")[2] not in rows] == []


def test_what_stands_behind_a_number_is_shown_to_who_reaches_it_by_keyboard(browser):
    browser.get((OUTPUTS / "report.en.html").as_uri())
    shown = browser.execute_script(
        "const number = document.querySelector('a.num'); number.focus();"
        "return [document.activeElement == number, getComputedStyle(number, '::after').content]"
    )
    assert shown[0]
    assert "responses" in shown[1]


def test_tables_have_captions_and_header_cells(page):
    bare = page.execute_script(
        "return [...document.querySelectorAll('main table')]"
        ".filter(table => !table.caption || !table.querySelector('th[scope]')).length"
    )
    assert bare == 0


def test_the_language_is_declared(page):
    assert page.execute_script("return document.documentElement.lang") in {"en", "zh", "zh-CN", "zh-Hans"}
