"""What the methods are, in words: told of those that a wave's figures name. # stands for a number."""

from csat_lib.findings.catalogue.explained_intervals import INTERVALS
from csat_lib.findings.catalogue.explained_rules import RULES
from csat_lib.findings.catalogue.methods import TOGETHER
from csat_lib.findings.measure import Words

_FURTHER = INTERVALS | RULES
EXPLAINED: dict[str, Words] = {
    "taylor": Words(
        zh="**泰勒线性化。**均值、指数及其差值的标准误，由线性化数值在层内各抽样单位的合计之间的离散程度得"
        "出[@woodruff1971]；区间采用 t 分布，自由度为抽样单位数减层数，但不超过由等效样本量"
        "得出的自由度，权数越悬殊越少[@satterthwaite1946]；量表有两端时，差值的区间由两侧均值的区间"
        "合成[@zou2008]。研究没有指定抽样单位时，每位受访者为一个单位。",
        en="**Taylor linearisation.** The standard error of a mean, an index or a difference comes from the spread of "
        "the linearised values' totals over the sampling units within strata [@woodruff1971]; intervals take t with "
        "sampling units less strata as degrees of freedom, but no more than the respondents' weights leave, fewer the "
        "more unequal they are [@satterthwaite1946]; "
        "on a scale with two ends the interval of a difference is put together from both sides' [@zou2008]. Without a "
        "sampling unit in the study, each respondent is one.",
    ),
    "fixed weights": Words(
        zh="**权数视为给定。**无论是否经过加权调整，受访者权数本身的误差不计入。",
        en="**Weights taken as given.** The respondents' weights, raked or not, have no error of their own here.",
    ),
    "calibrated weights": Words(
        zh="**按边际校准的权数。**权数使各边际达到已知比例，这些比例因而没有误差：线性化数值取其对边际各类回归后的残差"
        "[@deville1992]（回归按校准前的权数），方差乘以 n / (n − k)，n 为等效样本量，k 为边际所占自由度。若权数上限使边"
        "际未能达到，则权数视为给定；刀切法各重复样本中权数不变。",
        en="**Weights calibrated to margins.** The weights give the margins their known shares, which therefore have "
        "no error: the linearised values are replaced by their residuals from a regression on the margins' levels "
        "[@deville1992], weighted as before calibration, and the variance is multiplied by n / (n − k), n the "
        "effective number of respondents and k the margins' degrees of freedom. Where a cap on the weights keeps the "
        "margins from being met, weights are taken as given; in the replicates of a jackknife they are held fixed.",
    ),
    "bias of the cap counted": Words(
        zh="**权数上限造成的偏差。**上限使某些类别（各边际的组合）的占比偏小，即使各边际都达到目标；凡边际所能解释的结果都"
        "因此有偏，作答越偏、边际越能解释，偏差越大。偏差由各类在有无上限时的占比之差估计，其平方计入方差[@potter1990]，"
        "区间因而加宽。",
        en="**The bias of a cap on weights.** A cap keeps some combinations of the margins' levels smaller than they "
        "should be, even where every margin is met, and so biases whatever the margins explain: the more, the more "
        "skewed the answers. The bias is estimated from these combinations' shares with the cap and without it, and "
        "its square is added to the variance [@potter1990], which makes the interval wider.",
    ),
    "margins far off": Words(
        zh="**偏离目标的边际。**各边际互相矛盾，或权数上限使某个边际与其比例相差超过半个标准误：加权后的数字因而有偏，"
        "任何区间都说明不了，所以不给区间。",
        en="**Margins far from their shares.** Margins contradict one another, or a cap on the weights leaves a margin "
        "off its share by more than half a standard error: the weighted figures are biased by what no interval tells, "
        "so that there is none.",
    ),
    "near the end of its scale": Words(
        zh="**靠近量表端点。**等效样本量乘以均值到较近端点的距离（占量表的比例）不到 1/4，两组或两期之差以较小的一方乘"
        "以共同均值的距离计，不到 4：另一端的答案太少，误差无从得知，不给区间。八成选最高分时，约 45 份等效答卷以下的组"
        "没有差距区间；若给出，按边际加权的 25 人的组会宽得在 97% 以上的样本中包含真值，且几乎只在一侧落空。",
        en="**Near the end of its scale.** The effective number of respondents times the mean's distance to the nearer "
        "end, as a share of the scale, is less than 1/4; of a difference of groups or waves, the smaller number times "
        "the distance of their common mean is less than 4: so few answers lie away from the end that nothing tells the "
        "error, and there is no interval. Where four in five give the best answer, groups of fewer than about 45 "
        "effective respondents have no interval of their difference: with raked weights those of 25 would be so long "
        "as to hold the truth in more than 97% of samples, and miss on one side only.",
    ),
    "index weights estimated in # groups": Words(
        zh="**指数权重的误差。**由答卷估计的权重本身也有误差：每次去掉一组受访者，重新估计全部权重，权重的协方差（以及权重与均值"
        "的协方差）计入指数的标准误[@kott2001]，自由度按 Satterthwaite 公式合并[@satterthwaite1946]。两期比较时用同一组"
        "权重，权重误差只按变化的大小计入。",
        en="**The error of index weights.** Weights estimated from the answers have errors of their own: all weights "
        "are estimated anew without each group of respondents in turn, and their covariance, and that with the means, "
        "enters the standard error of the index [@kott2001], with Satterthwaite's degrees of freedom "
        "[@satterthwaite1946]. Two waves are compared with the same weights, so that their error counts only as far as "
        "the scores changed.",
    ),
    "t on the logit of the scale": Words(
        zh="**均值的区间。**在均值位于量尺两端之间位置的 logit 变换上取 t 区间，再变换回来；满意度的作答多集中在高分一"
        "端，对称的区间会偏向一侧，这样的区间两侧机会相当，也不会越出量尺。权数悬殊使均值的偏度增加得比误差更多，区间朝量尺中间"
        "的一侧再加长，另一侧缩短[@johnson1978]；各边际所解释的部分则相反。",
        en="**Intervals of means.** t on the logit of the mean's place between the ends of its scale, turned back: as "
        "satisfied customers' answers crowd at the upper end, a symmetric interval would miss on one side; this one "
        "misses equally often on both and never leaves the scale. Unequal weights skew a mean more than they raise its "
        "error, so that the reach towards the middle of the scale is made longer still, the other shorter "
        "[@johnson1978]; what known margins explain takes that back.",
    ),
    "finite population": Words(
        zh="**有限总体。**各层方差按已作答者占该层总体的比例折减。",
        en="**Finite population.** The variance of a stratum is cut by the share of its population that answered.",
    ),
    "# single-PSU strata centred at the overall mean": Words(
        zh="**只有一个抽样单位的层。**其离散程度围绕全样本均值计算。",
        en="**Strata with one sampling unit.** Their spread is taken around the mean of the whole sample.",
    ),
    "sidak over #": Words(
        zh="**联合区间。**k 个区间各取置信水平的 k 次方根，使其以该水平同时成立，p 值也作同样调整[@sidak1967]。各数字相"
        "互独立时恰好成立，否则偏于保守。",
        en="**Simultaneous intervals.** Each of k intervals is made at the k-th root of the confidence, so that all k "
        "hold together at that confidence; p values are adjusted alike [@sidak1967]. Exact for independent figures, on "
        "the safe side for others.",
    ),
    TOGETHER: Words(
        zh="**所有比较同时成立。**报告中标出的每一项差距、变化和达标与否都按同一规则判断。比较的项数这样得来"
        "：每一项得分，每一组与其他各组合计之差各一项，全体和每一组的变化各一项，与目标之差一项（设有目标"
        "时），每个分组题的构成影响一项；多题维度的每道题，各组的差距、全体和各组的变化也各一项；能否给出"
        "区间都计入。误差（一减置信水平）事先分给五类比较。全体的比较占 20%：主要数字（指数、NPS、总体评价）的变化"
        "和对照目标的占 15%，其他得分的变化占 5%。各组和题目的比较占 48%：各单位的主要数字（没有指定单位时，"
        "各组的主要数字）占 36%，各组的其余得分和构成影响占 9%，题目（包括全体的变化）占 3%。一类之内平分"
        "，只有主要数字的两类中，指数的一项按两项计。某一类没有时，其份额按比例归入同属全体（或同属各组和题"
        "目）的其余各类。剩下的 32% 不分给任何比较，留作小组标准误偏低的余地。每项比较以总置信水平的相应次幂作"
        "区间，p 值也作同样调整，区间不含 0 即为“明显”[@sidak1967]。因此，即使各组毫无差别、没有任何变化"
        "、得分恰好等于目标，通篇报告出现任何一处“明显”的机会也不超过这一误差。维度之间的高低另按各自的区"
        "间判断：两个区间互不重叠才算有高低，比检验其差值更严。",
        en="**All comparisons hold together.** One rule judges every difference, change and score against its target "
        "that a report marks. Their number: for each score, one for every group's difference from all others, one "
        "for the change of everybody and of every group, one for its target if it has one, and one for each segment "
        "question's changed mix; for each question of a dimension of several, one for every group's difference and "
        "one for the change of everybody and of every group; whether or not an interval could be given. The error "
        "(one less the confidence) is shared out beforehand among five kinds. Comparisons of everybody have 20% of "
        "it: 15% the changes of the headline figures (index, NPS and overall rating) and the scores against their "
        "targets, 5% the changes of all other scores. Comparisons of groups and of questions have 48%: 36% the "
        "headline figures by unit (of all groups where the study names no unit), 9% all other scores of groups and "
        "the changed mix, 3% single questions, their changes of everybody among them. Within a kind each has the "
        "same, but in the two kinds of headline figures one of the index counts as two. What a study lacks leaves its "
        "part, in proportion, to the other kinds of everybody, or to the other kinds of groups and questions. The "
        "remaining 32% are not shared out: they allow for the standard errors of small groups, which are a little "
        "short. Each interval is made at the confidence to the power of its share, p "
        "values are adjusted alike, and clear is what leaves 0 out [@sidak1967]. So even where nobody differs and "
        "nothing changed and every score is on its target, the chance that a whole report marks anything is no "
        "larger than that error. The order of dimensions is judged by their own intervals: one is called higher only "
        "where the two do not overlap, which is stricter than a test of their difference.",
    ),
    "welch-satterthwaite": Words(
        zh="**两期样本独立。**变化的标准误为两期标准误平方和的平方根，自由度按 Satterthwaite 公"
        "式[@satterthwaite1946]。",
        en="**Independent waves.** The standard error of a change is the root of the two squared standard errors' sum, "
        "with Satterthwaite's degrees of freedom [@satterthwaite1946].",
    ),
    "wilson": Words(
        zh="**威尔逊区间。**用于占比[@wilson1927]，其中的 n 取设计标准误相同的简单随机样本的样本量[@korn1998]；单项回答"
        "和主题的占比取等效样本量。校准权数减小的方差不随占比变化。",
        en="**Wilson's interval.** For shares [@wilson1927]. Its n is that of a simple random sample with the same "
        "design-based standard error [@korn1998]; for the shares of single answers and topics it is the effective "
        "base. What calibrated weights take of the variance does not change with the share.",
    ),
    "weighted mean": Words(
        zh="**主题得分。**提及者的加权均值，把他们看作另一个样本；没有计入分层和抽样单位。",
        en="**Score of a topic.** The weighted mean of those who mention it, taken as a sample of their own; strata "
        "and sampling units are not used.",
    ),
    "jackknife": Words(
        zh="**分组刀切法。**按抽样单位或编号的加密散列把受访者分为至多 100 组，每次去掉一组，由各次结果的离散程度得出标"
        "准误，t 分布的自由度一般为组数减一[@kott2001]。",
        en="**Delete-a-group jackknife.** Respondents fall into up to 100 groups by a keyed hash of their sampling "
        "unit or number; each group is left out once, and the spread of the results gives the standard error, with t "
        "and, as a rule, one degree of freedom less than groups [@kott2001].",
    ),
    "minres": Words(
        zh="**最小残差法。**所取因子使剩余相关的平方和最小[@harman1966]。",
        en="**Minimum residuals.** Factors that leave the smallest squared residual correlations [@harman1966].",
    ),
    "oblimin": Words(
        zh="**斜交旋转（oblimin）。**因子之间可以相关[@jennrich1966]。",
        en="**Oblimin.** Oblique rotation: factors may correlate [@jennrich1966].",
    ),
    "promax": Words(
        zh="**斜交旋转（promax）。**因子之间可以相关[@hendrickson1964]。",
        en="**Promax.** Oblique rotation: factors may correlate [@hendrickson1964].",
    ),
    "varimax": Words(
        zh="**方差最大旋转。**正交旋转，因子之间互不相关[@kaiser1958]。",
        en="**Varimax.** Orthogonal rotation: factors stay uncorrelated [@kaiser1958].",
    ),
    "heywood": Words(
        zh="**Heywood 情形。**因子解释了某一题项的全部方差（其独特方差固定在 0.005），这样的数字应谨慎看待。",
        en="**Heywood case.** The factors account for an item's whole variance (its own part is held at 0.005); such a "
        "figure is to be read with caution.",
    ),
    "polychoric": Words(
        zh="**多分格相关。**假定每个答案档次来自一个连续的正态变量，先估计阈值，再估计相关[@olsson1979]。两题都只有两个答案"
        "、恰有一种组合无人选时，该格按半人计，边际不变（与 lavaan 相同）。",
        en="**Polychoric correlations.** The correlations of normal variables taken to lie behind the answers: "
        "thresholds first, then each correlation [@olsson1979]. Where two questions of two answers each leave one "
        "combination empty, it counts as half a respondent, margins kept (as lavaan does).",
    ),
    "ml": Words(
        zh="**最大似然法。**假定题项服从多元正态分布[@joreskog1967; @joreskog1969]。",
        en="**Maximum likelihood.** Taking the items for jointly normal [@joreskog1967; @joreskog1969].",
    ),
    "fiml": Words(
        zh="**完全信息最大似然法。**每位受访者都按其实际作答的题项计入，不填补漏答[@enders2001]。",
        en="**Full information maximum likelihood.** Every respondent counts with the items answered; nothing is "
        "filled in [@enders2001].",
    ),
    "wlsmv": Words(
        zh="**对角加权最小二乘法（WLSMV）。**用于有序答案：拟合多分格相关，标准误和检验经均值与方差校"
        "正[@muthen1984; @satorra1994]。",
        en="**Weighted least squares for ordered answers (WLSMV).** The model is fitted to polychoric correlations; "
        "errors and test are adjusted for mean and variance [@muthen1984; @satorra1994].",
    ),
    "pseudo-ml": Words(
        zh="**伪最大似然法。**以加权协方差代替样本协方差，人数取等效样本量；似然比检验因此只是近似[@asparouhov2005]。",
        en="**Pseudo maximum likelihood.** Weighted covariances take the place of the sample's, and the effective base "
        "that of the number; the likelihood ratio is then approximate [@asparouhov2005].",
    ),
    "pseudo-fiml": Words(
        zh="**伪完全信息最大似然法。**同完全信息最大似然法，每位受访者的对数似然乘以其权数[@asparouhov2005]。",
        en="**Pseudo full information maximum likelihood.** As full information maximum likelihood, each respondent's "
        "log-likelihood times the weight [@asparouhov2005].",
    ),
    "sandwich": Words(
        zh="**三明治标准误。**由各抽样单位对似然的贡献之间的离散程度得出，不依赖正态假定，并计入权数、分层和抽样单"
        "位[@asparouhov2005]。",
        en="**Sandwich errors.** From the spread of the sampling units' contributions to the likelihood; they hold "
        "without normality and allow for weights, strata and sampling units [@asparouhov2005].",
    ),
    "yuan-bentler": Words(
        zh="**Yuan–Bentler 校正。**有漏答时，使检验不依赖于正态假定和等权[@yuan2000]。",
        en="**Yuan-Bentler.** The test corrected for answers that are missing, not normal, or of unequal weight "
        "[@yuan2000].",
    ),
    "satorra-bentler": Words(
        zh="**Satorra–Bentler 校正。**使检验和标准误不依赖于正态假定[@satorra1994]。",
        en="**Satorra-Bentler.** Test and standard errors corrected for answers that are not normal [@satorra1994].",
    ),
    "geomin #": Words(
        zh="**斜交旋转（geomin）。**使每个题项载荷平方的几何平均尽量小[@browne2001; @jennrich2002]。",
        en="**Geomin.** Oblique rotation that makes the geometric mean of each item's squared loadings small "
        "[@browne2001; @jennrich2002].",
    ),
} | _FURTHER
