"""How well a path model tells answers that it has not seen: PLSpredict, beside the mean and a linear regression."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import FindingList, way, ways
from csat_lib.findings.catalogue.structure import PREDICTION_MAE, PREDICTION_RMSE, PREDICTORS, Q2_PREDICT
from csat_lib.measurement.correlations.bases import FindingWriter, bases_of, why_not
from csat_lib.statistics import statistic
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.pls import fit_pls
from csat_lib.summary.rows import Rows, hashed_order

Array = NDArray[np.float64]


@dataclass(frozen=True)
class PredictSpec:
    """In how many ``folds`` respondents are dealt, how often anew, by which ``seed``."""

    folds: int = 10
    repetitions: int = 10
    seed: int = 1


@statistic
def predict(rows: Rows, model: PathModel, spec: PredictSpec | None = None) -> FindingList:
    """Predict the items of every construct that something points to, for respondents whom the model has not seen.

    Method: Shmueli, Sarstedt, Hair, Cheah, Ting, Vaithilingam & Ringle (2019), European Journal of Marketing 53:
    2322-2347. Respondents (or PSUs) are dealt in k folds; the model is estimated without each fold, whose items follow
    from the scores of the constructs that nothing points to: total effects, then loadings. Beside it stand the mean of
    the others and the regression of the item on all items of those constructs. RMSE and MAE over all repetitions;
    Q2 = 1 - sum e^2 / sum (x - mean of the others)^2. A consistent model predicts by its uncorrected scores.
    Missing values: respondents with all answers. Reasons: ``few_answers``: not more respondents in a training sample
    than items; ``collinear``: a training sample without a model; ``no_variance``, ``all_missing``.
    """
    spec, whole = spec or PredictSpec(), rows.select(model.items, rows.label).complete()
    n, part = len(whole.frame), whole.moments()
    order = hashed_order(whole.frame - whole.frame.min())
    units = np.unique(np.argsort(order) if whole.psu is None else whole.psu, return_inverse=True)[1]
    k = min(spec.folds, int(units.max(initial=-1)) + 1)
    reason = why_not(part) or ("few_answers" if k < 2 or n - -(-n // k) <= len(model.items) + 1 else "")
    weights, rng = np.ones(n) if whole.weights is None else np.asarray(whole.weights), np.random.default_rng(spec.seed)
    folds = (rng.permutation(units.max() + 1)[units] % k for _ in range(0 if reason else spec.repetitions))
    x = whole.frame.to_numpy(dtype=np.float64)
    each = np.array([list(held_out(x, weights, fold, model).values()) for fold in folds])
    square, size = np.full((2, len(PREDICTORS), len(model.items)), np.nan)
    if not reason:
        square, size = (np.average(e.mean(axis=0), axis=1, weights=weights) for e in (each**2, np.abs(each)))
    figures = [(Q2_PREDICT, "", 1 - square[0] / square[2])]
    for at, by in enumerate(PREDICTORS):
        figures += [(PREDICTION_RMSE, by, np.sqrt(square[at])), (PREDICTION_MAE, by, size[at])]
    method = ways("listwise", *["weighted"] * whole.weighted, way("# folds", k), way("dealt # times", spec.repetitions))
    told = [(item, name) for name in model.constructs if model.paths.get(name) for item in model.blocks[name]]
    found, bases = [], bases_of(part)
    for measure, by, values in figures:
        for item, name in told:
            value = float(values[model.items.index(item)])
            row = FindingWriter(item, bases, reason).row(measure, value, method, "collinear")
            found.append(replace(row, other=name, path=by))
    return FindingList(found)


def held_out(x: Array, weights: Array, fold: NDArray[np.intp], model: PathModel) -> dict[str, Array]:
    """Predictor -> (n, p) what each answer lies above its prediction by the respondents of the other folds."""
    model, x = replace(model, consistent=False), x - x.mean(axis=0)
    w = weights * (fold != np.arange(fold.max() + 1)[:, None])
    w = w / w.sum(axis=1, keepdims=True)
    means = w @ x
    s = np.einsum("kn,np,nq->kpq", w, x, x, optimize=True) - means[:, :, None] * means[:, None, :]
    sd = np.sqrt(np.diagonal(s, axis1=1, axis2=2))[..., None]
    fit = fit_pls(s / (sd * sd.swapaxes(1, 2)) if model.scaled else s, model)
    first = model.arrows.sum(axis=0) == 0
    onwards, given = (np.eye(len(first)) + fit.total) * first[:, None], model.members @ first > 0
    by_model = fit.weights / (sd if model.scaled else 1) @ onwards @ (fit.cross * model.members * sd).swapaxes(1, 2)
    by_regression = np.zeros(s.shape)
    by_regression[:, given] = np.linalg.pinv(s[:, given][:, :, given], hermitian=True) @ s[:, given]
    off = x - means[fold]
    by_those = (off - np.einsum("np,npq->nq", off, each[fold]) for each in (by_model, by_regression))
    return dict(zip(PREDICTORS, (*by_those, off), strict=True))
