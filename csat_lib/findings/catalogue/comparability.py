"""Comparability: may waves and groups be compared."""

from functools import partial

from csat_lib.findings.catalogue import model
from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("comparability", Words("可比性", "Comparability"))
_measure = partial(Measure, TOPIC, base="respondents")

_FIT = "construct or model; other = step, against = period or groups of segment_by, segment = one against the others"
CHI2 = _measure("chi2", unit.CHI2, Words("χ²", "χ²"), _FIT)
CFI = _measure("cfi", unit.RATIO, Words("CFI", "CFI"), _FIT).like(model.CFI)
RMSEA = _measure("rmsea", unit.RATIO, Words("RMSEA", "RMSEA"), _FIT).like(model.RMSEA)
DELTA_CHI2 = _measure("delta_chi2", unit.CHI2, Words("Δχ²", "Δχ²"), _FIT)
DELTA_CFI = _measure("delta_cfi", unit.RATIO, Words("CFI 损失", "CFI lost"), _FIT).defined(
    zh="**可比性。**先不加限制，再依次令各期（各组）的载荷、截距相等，看 CFI 损失多少；超过 {largest_cfi_loss} 且超出偶"
    "然范围，即视为不可比[@cheung2002; @chen2007]。有序题项先令阈值相等[@wu2016]。不可比时不给出变化，走势线断开。",
    en="**Comparability.** The model is fitted to both waves (all groups) without constraints, then with equal "
    "loadings, then with equal intercepts; where CFI loses more than {largest_cfi_loss}, and more than chance may "
    "bring, the figures do not compare [@cheung2002; @chen2007]. For ordered answers equal thresholds come first "
    "[@wu2016]. Where figures do not compare, no change is told and lines break.",
)
DELTA_RMSEA = _measure("delta_rmsea", unit.RATIO, Words("RMSEA 变化", "Change in RMSEA"), _FIT)
CFI_REGAINED = _measure(
    "cfi_regained",
    unit.RATIO,
    Words("该题单独放开时 CFI 的回升", "CFI regained when the item may differ"),
    "item; the step freed for it alone",
)
