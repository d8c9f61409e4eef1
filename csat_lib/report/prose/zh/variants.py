"""What each method is, in words: told for the methods that a wave's figures name. # stands for a number."""

from __future__ import annotations

VARIANTS: dict[str, str] = {
    "taylor": (
        "**泰勒线性化。**均值、指数及其差值的标准误，"
        "由线性化数值在层内各抽样单位的合计之间的离散程度得出[@woodruff1971]；区间采用 t 分布，"
        "自由度为抽样单位数减层数。研究没有指定抽样单位时，每位受访者为一个单位。"
    ),
    "fixed weights": "**权数视为给定。**无论是否经过加权调整，受访者权数本身的误差不计入。",
    "finite population": "**有限总体。**各层方差按已作答者占该层总体的比例折减。",
    "# single-PSU strata centred at the overall mean": "**只有一个抽样单位的层。**其离散程度围绕全样本均值计算。",
    "sidak over #": (
        "**联合区间。**k 个区间各取置信水平的 k 次方根，使其以该水平同时成立，p 值也作同样调整[@sidak1967]。"
        "各数字相互独立时恰好成立，否则偏于保守。"
    ),
    "welch-satterthwaite": (
        "**两期样本独立。**变化的标准误为两期标准误平方和的平方根，自由度按 Satterthwaite 公式[@satterthwaite1946]。"
    ),
    "wilson": (
        "**威尔逊区间。**用于占比[@wilson1927]，其中的 n 取设计标准误相同的简单随机样本的样本量[@korn1998]；"
        "单项回答和主题的占比取等效样本量。"
    ),
    "weighted mean": "**主题得分。**加权均值及其线性化标准误，t 分布的自由度为人数减一；没有计入分层和抽样单位。",
    "feldt": "**Feldt 区间。**用于未加权答卷的 α 系数，由 F 分布得出[@feldt1987]。",
    "jackknife": (
        "**分组刀切法。**按抽样单位或编号的加密散列把受访者分为至多 100 组，每次去掉一组，"
        "由各次结果的离散程度得出标准误，t 分布的自由度为组数减一[@kott2001]。"
    ),
    "minres": "**最小残差法。**所取因子使剩余相关的平方和最小[@harman1966]。",
    "oblimin": "**斜交旋转（oblimin）。**因子之间可以相关[@jennrich1966]。",
    "promax": "**斜交旋转（promax）。**因子之间可以相关[@hendrickson1964]。",
    "varimax": "**方差最大旋转。**正交旋转，因子之间互不相关[@kaiser1958]。",
    "heywood": "**Heywood 情形。**因子解释了某一题项的全部方差（其独特方差固定在 0.005），这样的数字应谨慎看待。",
    "johnson": "**Johnson 相对权重。**先把 R² 分解到与各维度最接近的一组正交变量上，再分配回各维度[@johnson2000]。",
    "lmg": (
        "**LMG（Shapley）分解。**某一维度在所有进入次序下使 R² 增加的平均值[@lindeman1980]；与 Johnson "
        "相对权重一并记录，供核对，见工作簿。"
    ),
    "factor": "**因子权重。**各部分得分第一主成分载荷的平方，合计为 100%[@nicoletti2000]。",
    "polychoric": "**多分格相关。**假定每个答案档次来自一个连续的正态变量，先估计阈值，再估计相关[@olsson1979]。",
    "ml": "**最大似然法。**假定题项服从多元正态分布[@joreskog1967; @joreskog1969]。",
    "fiml": "**完全信息最大似然法。**每位受访者都按其实际作答的题项计入，不填补漏答[@enders2001]。",
    "wlsmv": (
        "**对角加权最小二乘法（WLSMV）。**用于有序答案：拟合多分格相关，标准误和检验经均值与方差校正[@muthen1984; "
        "@satorra1994]。"
    ),
    "satorra-bentler": "**Satorra–Bentler 校正。**使检验和标准误不依赖于正态假定[@satorra1994]。",
    "geomin #": "**斜交旋转（geomin）。**使每个题项载荷平方的几何平均尽量小[@browne2001; @jennrich2002]。",
    "bca": "**BCa 区间。**对偏差和偏斜作校正的自助法区间[@efron1987]。",
}
