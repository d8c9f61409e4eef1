"""The templates answer, in their reports, the questions that they were made for: the truth planted in them is told."""

from __future__ import annotations

import re

import pytest

from csat_lib.findings import read
from csat_lib.study.template import templates, write_template


@pytest.fixture(scope="module")
def made(csat, tmp_path_factory):
    """Make a study of a template and run its last wave in English; the outputs' folder and the report's words."""

    def made(name: str):
        folder = tmp_path_factory.mktemp(name)
        new = write_template(name, folder / "mine")
        done = csat("run", new.last, "--language", "en", "--out", folder / "out")
        assert done.returncode == 0, done.stderr
        html = (folder / "out" / "report.en.html").read_text("utf-8")
        return folder / "out", " ".join(re.sub(r"<[^>]+>", "", html).split())

    return made


@pytest.mark.parametrize("name", sorted(templates()))
def test_every_template_can_be_used_as_it_is(csat, tmp_path, name):
    done = csat("check", write_template(name, tmp_path / "mine").last)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No fault found")


def test_what_must_the_next_release_have(made):
    """S13b: wishes ranked by mentions and by who mentions them; the decoy is wished for most, but by everybody."""
    out, told = made("crm-usage")
    findings = read([out / "findings.parquet"]).query("topic == 'voice' and other == 'wishes' and period == '2026H1'")
    share = findings[findings["measure"] == "share"].set_index("subject")["value"]
    assert list(share.sort_values(ascending=False).index[:2]) == ["reports", "mobile"]
    assert re.search(r"below the two best answers mention Mobile app \(\d\d% against \d\d%\) clearly more often", told)
    assert "Reports came up most" in told
    assert re.search(r"\d\d% said yes to “Would you recommend it\?” \(95% interval \d\d% to \d\d%; 300 respond", told)
    assert re.search(r"several answers were possible, and shares add up to 2\d\d%", told)
    assert "was not asked in this wave" not in told
