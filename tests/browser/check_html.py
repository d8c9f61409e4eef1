"""The HTML reports of the last main job in headless Chromium: what a reader's browser would complain about.

Run by ``.ci/run`` after ``python3 run.py report``; not part of the plain tests, which need no browser.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from selenium import webdriver

REPORTS = sorted((Path(__file__).resolve().parents[2] / "outputs" / "hotel-gsts" / "2025-12").glob("report.*.html"))
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


def test_there_is_a_report_in_each_language():
    assert [path.name for path in REPORTS] == ["report.en.html", "report.zh.html"]


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


def test_every_image_has_alternative_text(page):
    texts = page.execute_script("return [...document.images].map(image => image.alt)")
    assert len(texts) > 5
    assert [text for text in texts if len(text) < 20] == []


def test_every_image_is_drawn(page):
    widths = page.execute_script("return [...document.images].map(image => image.naturalWidth)")
    assert all(width > 0 for width in widths)


def test_nothing_is_wider_than_a_phone(page):
    assert page.execute_script("return document.documentElement.scrollWidth") <= PHONE["width"]


def test_every_link_inside_the_page_leads_somewhere(page):
    lost = page.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
        ".filter(id => id && !document.getElementById(id))"
    )
    assert lost == []


def test_tables_have_captions_and_header_cells(page):
    bare = page.execute_script(
        "return [...document.querySelectorAll('main table')]"
        ".filter(table => !table.caption || !table.querySelector('th[scope]')).length"
    )
    assert bare == 0


def test_the_language_is_declared(page):
    assert page.execute_script("return document.documentElement.lang") in {"en", "zh", "zh-CN", "zh-Hans"}
