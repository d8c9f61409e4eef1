"""Published numbers about confirmatory models, validity, invariance and careless responding."""

from __future__ import annotations

import numpy as np

from csat_lib.answers.careless import longstring, variability
from csat_lib.measurement.confirmatory import CfaResult, fit_cfa
from csat_lib.measurement.htmt import HtmtSpec, htmt
from csat_lib.measurement.invariance import measurement_invariance
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.measurement.validity import average_variance_extracted, composite_reliability
from csat_lib.validation.case import Case, Figures, named
from csat_lib.validation.inputs import facts, moments

MODEL, VALIDITY, QUALITY = "model", "validity", "quality"
NINE = {"visual": ("x1", "x2", "x3"), "textual": ("x4", "x5", "x6"), "speed": ("x7", "x8", "x9")}
MOBI = {
    "Image": tuple(f"IMAG{k}" for k in range(1, 6)),
    "Expectation": ("CUEX1", "CUEX2", "CUEX3"),
    "Value": ("PERV1", "PERV2"),
    "Satisfaction": ("CUSA1", "CUSA2", "CUSA3"),
}
LAVAAN = "lavaan 0.6-14 (R), HolzingerSwineford1939"


def _fitted() -> CfaResult:
    return fit_cfa(moments(facts("holzinger_swineford")["complete"]), NINE)


def nine_tests() -> Figures:
    """Three correlated factors of nine tests, by maximum likelihood."""
    found = _fitted()
    figures = {"chi2": found.chi2, "df": float(found.df), "cfi": found.cfi, "tli": found.tli, "srmr": found.srmr}
    figures |= {"baseline chi2": found.fit.indices.baseline.value, "baseline df": float(found.fit.indices.baseline.df)}
    figures |= {"rmsea": found.rmsea, "rmsea low": found.rmsea_low, "rmsea high": found.rmsea_high}
    own = found.loadings.sum(axis=1)
    figures |= {f"loading {item}": float(own[item]) for items in NINE.values() for item in items}
    phi, names = found.phi.to_numpy(), list(found.phi)
    pairs = (("visual", "textual"), ("visual", "speed"), ("textual", "speed"))
    return figures | {f"{one} {other}": float(phi[names.index(one), names.index(other)]) for one, other in pairs}


def schools() -> Figures:
    """The same model in two schools: configural, metric, scalar."""
    groups = {name: moments(part) for name, part in facts("holzinger_swineford")["schools"].items()}
    found = measurement_invariance(groups, NINE)
    alone = {name: fit_cfa(part, NINE).chi2 for name, part in groups.items()}
    steps = {"configural": found.configural, "metric": found.metric, "scalar": found.scalar}
    figures = {f"{name} chi2": step.chi2 for name, step in steps.items() if step is not None}
    figures |= {f"{name} df": float(step.df) for name, step in steps.items() if step is not None}
    return figures | {f"{name} chi2": value for name, value in alone.items()}


def convergent() -> Figures:
    """Composite reliability and variance extracted of the three factors; omega from loadings in the items' units."""
    found = _fitted()
    reliability, extracted = composite_reliability(found).figures, average_variance_extracted(found).figures
    figures = {f"{name} CR": float(reliability[name]) for name in NINE}
    figures |= {f"{name} AVE": float(extracted[name]) for name in NINE}
    raw, residual = found.loadings_raw, found.residuals_raw
    common = {name: float(np.nansum(raw[name])) ** 2 for name in NINE}
    unique = {name: float(residual[list(items)].sum()) for name, items in NINE.items()}
    return figures | {f"{name} omega": common[name] / (common[name] + unique[name]) for name in NINE}


def ratios() -> Figures:
    """HTMT, HTMT of absolute correlations, and HTMT2 of the nine tests."""
    whole = moments(facts("holzinger_swineford")["complete"])
    kinds = {
        "htmt": htmt(whole, NINE),
        "htmt, absolute": htmt(whole, NINE, spec=HtmtSpec(sign="absolute")),
        "htmt2": htmt(whole, NINE, "htmt2"),
    }
    names, pairs = list(NINE), (("visual", "textual"), ("visual", "speed"), ("textual", "speed"))
    return {
        f"{name} {a} {b}": float(kind.ratios.to_numpy()[names.index(b), names.index(a)])
        for name, kind in kinds.items()
        for a, b in pairs
    }


def mobi() -> Figures:
    """Standardised alpha and HTMT of four constructs of mobi."""
    whole = moments(facts("mobi")["complete"])
    figures = {f"{name} alpha": estimate_alpha(whole.select(items)).standardised for name, items in MOBI.items()}
    found = htmt(whole, MOBI).ratios
    names = list(MOBI)
    pairs = [(a, b) for at, b in enumerate(names) for a in names[:at]]
    return figures | {f"{a} {b} htmt": float(found.to_numpy()[names.index(b), names.index(a)]) for a, b in pairs}


def runs() -> Figures:
    """Longest run and variability of ten answers."""
    row = np.array([[3, 3, 3, 3, 5, 5, 1, 1, 1, 1, 1, 2]], dtype=np.float64)
    return {"longstring": float(longstring(row)[0]), "irv": float(variability(row)[0])}


CASES = (
    Case(
        MODEL,
        ("九项测验三因子 CFA（ML，n = 301）", "Three factors of nine tests, CFA by ML, n = 301"),
        LAVAAN,
        named(
            "chi2|df|baseline chi2|baseline df|cfi|tli|rmsea|rmsea low|rmsea high|srmr|"
            "loading x1|loading x2|loading x3|loading x4|loading x5|loading x6|loading x7|loading x8|loading x9|"
            "visual textual|visual speed|textual speed",
            "85.305522 24 918.8516 36 .930560 .895839 .092121 .071418 .113678 .065205 "
            ".7719 .4236 .5811 .8516 .8551 .8380 .5695 .7230 .6650 "
            ".4585 .4705 .2830",
        ),
        nine_tests,
    ),
    Case(
        MODEL,
        ("两校测量不变性（形态、载荷、截距）", "Invariance over two schools: configural, metric, scalar"),
        LAVAAN,
        named(
            "configural chi2|configural df|metric chi2|metric df|scalar chi2|scalar df|Grant-White chi2|Pasteur chi2",
            "115.8513 48 124.044 54 164.103 60 51.5422 64.3091",
        ),
        schools,
    ),
    Case(
        VALIDITY,
        ("九项测验的组合信度、AVE 与 ω", "Composite reliability, AVE and omega of the nine tests"),
        f"{LAVAAN}; semTools 0.5-6",
        named(
            "visual CR|visual AVE|visual omega|textual CR|textual AVE|textual omega|speed CR|speed AVE|speed omega",
            ".625838 .370984 .625318 .885001 .719530 .885175 .691374 .429793 .687760",
        ),
        convergent,
    ),
    Case(
        VALIDITY,
        ("九项测验的 HTMT（带符号、取绝对值）与 HTMT2", "HTMT (signed, absolute) and HTMT2 of the nine tests"),
        "semTools 0.5-6 (absolute), seminr 2.3.1 (signed)",
        named(
            "htmt visual textual|htmt visual speed|htmt textual speed|htmt, absolute visual speed|htmt2 visual textual",
            ".424323 .423542 .289568 .466550 .384089",
        )
        | named("htmt2 textual speed", ".279684"),
        ratios,
    ),
    Case(
        VALIDITY,
        ("mobi 四个构念的标准化 α 与 HTMT", "Standardised alpha and HTMT of four constructs of mobi"),
        "seminr 2.3.1 (R), test fixtures V_3_6_0",
        named(
            "Image alpha|Expectation alpha|Value alpha|Satisfaction alpha|Image Expectation htmt|Image Value htmt|"
            "Expectation Value htmt|Image Satisfaction htmt|Expectation Satisfaction htmt|Value Satisfaction htmt",
            ".722834595 .451902556 .823631979 .779195022 "
            ".888030428 .651659392 .588628982 .910100924 .865108194 .740808928",
        ),
        mobi,
    ),
    Case(
        QUALITY,
        ("最长连选与个体内标准差", "Longest run and within-person standard deviation"),
        "careless 1.2.2 (R), documentation",
        {"longstring": "5", "irv": "1.505042"},
        runs,
    ),
)
