"""Who differs: segments clear of the rest, with intervals that hold for all comparisons together."""

from csat_lib.report.declared import View
from csat_lib.report.topics.segments.gaps import differences
from csat_lib.report.topics.segments.levels import hidden, segments_shown
from csat_lib.report.wording import Claim, Wording

NOT_COMPARED = Wording(zh="本期没有做群体比较。", en="No segments were compared in this wave.")


def say(view: View, subject: str = "", segment_by: str = "") -> list[Claim | None]:
    """One question's segments, or every segment of the study in turn. ``subject`` is what is scored."""
    names = (segment_by,) if segment_by else segments_shown(view)
    told = [claim for name in names for claim in (differences(view, name, subject), hidden(view, name, subject))]
    return told if names else [NOT_COMPARED()]
