import pytest

from csat_lib.errors import CsatError
from csat_lib.report.look import Look


@pytest.mark.parametrize("accent", ["red", "#12345", "#1f5a7a; } body { display: none"])
def test_an_accent_is_six_hexadecimal_digits(accent):
    with pytest.raises(CsatError) as caught:
        Look(accent)
    assert str(caught.value) == (
        f"look.accent: `{accent}` is not a colour. Allowed: six hexadecimal digits after #, such as `#1f5a7a`. "
        "Mend it in the study file."
    )
