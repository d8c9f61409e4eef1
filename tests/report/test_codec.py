import json

import pytest

from csat_lib.errors import CsatError
from csat_lib.report.codec import from_json, to_json
from tests.report.sample import sample


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_block_comes_back_from_json_as_it_went(language):
    for block in sample(language):
        assert from_json(json.loads(json.dumps(to_json(block)))) == block


@pytest.mark.parametrize("value", [{"is": "Gauge"}, {"is": "Cell"}, {"is": "Heading", "color": "red"}])
def test_what_is_no_block_is_refused(value):
    with pytest.raises(CsatError) as caught:
        from_json(value)
    assert str(caught.value) == (
        f"`{value['is']}` is not a block of the report. Allowed: Cover, Cards, Heading, Paragraph, Points, "
        "Figure, Table, Quotes, Formula, Contents, References, Provenance, Sources. "
        "Run the notebook again with this version."
    )
