"""What to distrust, the most serious first: each warning applies only when its findings say so."""

from collections.abc import Iterable

from csat_lib.report.topics.cautions import answered, measured
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

ASKED = Wording(zh="{n} 点关于题目", en="{n:word} about the questions")
COMPARED = Wording(zh="{n} 点关于可比性", en="{n:word} about comparing")
SAMPLE = Wording(zh="{n} 点关于样本", en="{n:word} about who answered")
ATTENTION = Wording(zh="{n} 点关于作答是否认真", en="{n:word} about how carefully they answered")


def warnings(view: View) -> list[Claim]:
    """Weights that spoil every figure, grave ones about what was measured and about the sample, then the others."""
    further = (*answered.UNKNOWN, *measured.UNTESTED, *answered.FURTHER, *measured.FURTHER)
    return [*grave(view), *_found(view, further)]


def grave(view: View) -> list[Claim]:
    """Those that page one tells, however many they are."""
    return _found(view, (*answered.RULING, *measured.GRAVE, *answered.GRAVE))


def of_each_kind(view: View) -> list[tuple[Wording, int]]:
    """How many there are of each kind, the words of the kind first; kinds without any are left out."""
    asked = (*measured.GRAVE, *measured.UNTESTED, *measured.FURTHER)
    sample = (*answered.RULING, *answered.GRAVE, *answered.UNKNOWN, *answered.FURTHER)
    kinds = {
        ASKED: [check for check in asked if check not in measured.COMPARED],
        COMPARED: measured.COMPARED,
        SAMPLE: [check for check in sample if check not in answered.ATTENTION],
        ATTENTION: answered.ATTENTION,
    }
    return [(words, len(found)) for words, checks in kinds.items() if (found := _found(view, checks))]


def _found(view: View, checks: Iterable[measured.Check]) -> list[Claim]:
    return [claim for check in checks if (claim := check(view)) is not None]
