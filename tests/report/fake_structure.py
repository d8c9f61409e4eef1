"""A made-up path model of the made-up wave: four arrows, one of them not clear, and all that is told of them."""

from __future__ import annotations

from csat_lib.findings import Text, to_frame
from csat_lib.study.structural import StructuralModel

from .fake_wave import figure, make_study, make_view

PATHS = {"service": ("room",), "price": ("room", "service"), "food": ("price",)}
METHOD = "partial least squares, sidak over 4"
VALUES = {
    ("room", "service"): (0.62, 0.1),
    ("room", "price"): (0.05, 0.12),
    ("service", "price"): (0.44, 0.1),
    ("price", "food"): (0.71, 0.1),
}


def row(measure, subject, value, half=None, **more):
    ends = {} if half is None else {"low": value - half, "high": value + half, "confidence": 0.95}
    return figure("structure", measure, subject, value, **{"method": METHOD, "n": 250, **ends, **more})


def findings(paths=VALUES, room=0.31, service=0.44):
    rows = [row("path_coefficient", a, value, half, other=b) for (a, b), (value, half) in paths.items()]
    rows += [
        row("total_effect", name, value, 0.06, other="price") for name, value in (("room", room), ("service", service))
    ]
    rows += [
        row("indirect_effect", "room", 0.27, 0.1, other="price"),
        row("indirect_effect", "room", 0.27, 0.1, other="price", path="service"),
    ]
    rows += [row("impact", "service", 2.6, 0.5, other="price"), row("impact", "room", 1.4, 0.5, other="price")]
    rows += [
        row("latent_index", name, value, 1.2) for name, value in {"room": 81.0, "service": 72.4, "price": 60.2}.items()
    ]
    rows += [row(name, "price", value) for name, value in (("r2", 0.42), ("r2_adjusted", 0.41), ("alpha", 0.8))]
    rows += [row(name, "room", value) for name, value in (("rho_a", 0.82), ("rho_c", 0.86), ("ave", 0.6))]
    rows += [row(name, "q08", 1.0, other="price") for name in ("outer_weight", "index_weight", "outer_loading")]
    return [*rows, row("f2", "room", 0.01, other="price")]


MEASURES = ("composite_match", "composite_means", "composite_spreads")


def composite(name, level, chances, reason=""):
    """The three figures of MICOM of a dimension in a group, with their p."""
    where = {"segment_by": "store", "segment": level, "reason": reason}
    return [
        row(measure, name, None if reason else value, p=None if reason else p, **where)
        for measure, value, p in zip(MEASURES, (0.9981, 0.12, -0.2), chances, strict=True)
    ]


def predicted(item, name, q2, rmse):
    """What is told of the prediction of an item: Q2, RMSE by model, regression and mean, MAE alike."""
    ways = zip(("by model", "by regression", "by mean"), rmse, strict=True)
    own = [
        row(measure, item, value * share, other=name, path=by)
        for by, value in ways
        for measure, share in (("prediction_rmse", 1.0), ("prediction_mae", 0.8))
    ]
    return [row("q2_predict", item, q2, other=name), *own]


def tried():
    """What the model stands up to: groups, answers not seen, a moderation, figures of operation."""
    thirds = [
        row("moderation", "service", 0.2, 0.1, other="price", path="room"),
        row("objective_link", "queue", -0.7, other="service", n=8, p=0.026),
    ]
    return [*composite("room", "S01", (0.4, 0.01, 0.6)), *predicted("q01", "room", 0.3, (1.0, 1.1, 1.3)), *thirds]


def view(language="en", frame=None, texts=(), **given):
    structure = StructuralModel(**{"paths": PATHS, "outcome": "price"} | given)
    signed = to_frame(
        [Text(topic="structure", subject=a, kind="field", text=b).of("hotel", "2025-12") for a, b in texts]
    )
    own = {"texts": signed} if texts else {}
    study = make_study(structure=structure.model_dump(by_alias=True))
    return make_view(language, findings() if frame is None else frame, study=study, **own)
