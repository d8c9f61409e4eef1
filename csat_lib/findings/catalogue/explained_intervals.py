"""How intervals of coefficients come about, and where there is none, in words."""

from csat_lib.findings.measure import Words

INTERVALS: dict[str, Words] = {
    "corrected for skewness and kurtosis": Words(
        zh="**偏度和峰度校正。**评分多集中在高端，系数的误差因而偏斜。t 分布的自由度按各组结果的峰度"
        "折减[@satterthwaite1946]，两端按其偏度校正[@hall1992]；不假定正态分布。模拟检验：五档评分、三种分布、加权与整群"
        "样本，100 至 1,000 人，95% 区间的覆盖率为 93% 至 97%。",
        en="**Corrected for skewness and kurtosis.** Ratings pile up at the upper end, and so the errors of a "
        "coefficient are skewed. The degrees of freedom of t follow from the kurtosis of the groups' results "
        "[@satterthwaite1946], and the ends are corrected for their skewness [@hall1992]; nothing is taken for normal. "
        "By simulation of five-point ratings of three shapes, weighted and from clusters, 100 to 1,000 respondents, "
        "95% intervals hold the truth in 93% to 97% of samples.",
    ),
    "answers too skewed": Words(
        zh="**答案过于集中时没有区间。**给出低分的人太少，样本中那几个人几乎决定了误差的大小，任何区间都会过窄。题项均值的"
        "偏度（加其标准误之半）超过 0.2 时不给区间，相当于 Cochran 的规则：人数须超过偏度平方的 25 倍[@cochran1977]。",
        en="**No interval where answers are too skewed.** So few give a low answer that those few decide how large the "
        "error looks, and any interval would be too narrow. None is given where the skewness of the items' means (plus "
        "half its standard error) is over 0.2, which is Cochran's rule that a mean needs 25 times the squared skewness "
        "in respondents [@cochran1977].",
    ),
    "too few respondents": Words(
        zh="**答卷过少时没有区间。**在模拟中，各组构成的影响、验证性模型、按 ρA 校正的路径在有效样本不足 200 份时，ρA "
        "在不足 400 份时，HTMT2 与 WLSMV 在答卷不足 1,000 份时，收缩后的得分在各单位自由度合计不足 50 时，区间包含"
        "真值的机会都偏离所称的，故不给区间。",
        en="**No interval of too few respondents.** In simulations, intervals of what a changed mix makes, of "
        "confirmatory models and of paths corrected by rho A on fewer than an effective 200 respondents, of rho A on "
        "fewer than 400, of HTMT2 and WLSMV on fewer than 1,000, and of shrunk scores whose units have fewer than 50 "
        "degrees of freedom in all, held the truth otherwise than they say: there is none.",
    ),
    "normal answers assumed": Words(
        zh="**未校正的 RMSEA 没有区间。**它以作答呈正态、不加权为前提：在模拟中，90% 区间包含真值的机会最低只有 22%。"
        "区间只由校正的 χ² 得出；各组比较的 RMSEA 没有校正，故不给区间。",
        en="**No interval of a plain RMSEA.** It takes answers to be normal and to weigh the same: in simulations 90% "
        "intervals held the truth in as few as 22% of samples. There is one of the scaled χ² alone; the RMSEA over "
        "groups is not scaled and has none.",
    ),
    "unlike a noncentral chi-square": Words(
        zh="**FIML 与 WLSMV 的 RMSEA 没有区间。**Yuan–Bentler 的校正系数在千人以内的样本中偏小，WLSMV 的检验只在模型"
        "成立时才有 χ² 的方差：在模拟中，90% 区间包含真值的机会最低只有 84%。",
        en="**No interval of RMSEA by FIML and WLSMV.** Yuan and Bentler's scaling comes out too small in samples of "
        "up to a thousand, and WLSMV's test has the variance of χ² only where the model holds: in simulations 90% "
        "intervals held the truth in as few as 84% of samples.",
    ),
    "noncentral chi-square": Words(
        zh="**RMSEA 的区间。**在两端的非中心参数下，校正的 χ² 恰为 95% 与 5% 分位数[@browne1992]；所估计的是校正的 "
        "RMSEA，即总体差距除以校正系数后的值。有效样本不足 200 份或答案过于集中时不给区间。",
        en="**The interval of RMSEA.** Its ends are the noncentralities at which the scaled χ² is the 95% and the 5% "
        "quantile [@browne1992]; they tell of the scaled RMSEA, the misfit of the population over the scaling. There "
        "is none on fewer than an effective 200 respondents or of very skewed answers.",
    ),
    "first and second picked by size": Words(
        zh="**领先幅度没有区间。**第二名是其余各维度中碰巧也最大的一个，领先幅度因而偏小：在模拟中，95% 区间低于真值的"
        "机会可达 9%。“没有领先”的检验不受影响，故只给 p。",
        en="**No interval of a lead.** The second is the largest of the others by chance too, so that a lead comes out "
        "too small: in simulations up to 9% of 95% intervals lay below it. The test that there is none keeps its "
        "level, and so there is a p.",
    ),
    "error of a single weight too skewed": Words(
        zh="**由单个估计权重算出的数字没有区间。**权重由答卷估计时，单个权重的误差偏斜：在模拟中，其区间包含真值的机会随赋权"
        "方法为 84% 至 99%。各部分加总时偏斜相互抵消，所以总指数、其变化以及各部分合计仍有区间。",
        en="**No interval of what one estimated weight makes.** Where weights are estimated from the answers, the "
        "error of a single one is skewed: in simulations its intervals hold the truth in 84% to 99% of samples, by the "
        "rule that weighs. In the sum of all parts this cancels, and so the index, its change and the sums of parts "
        "have intervals.",
    ),
    "units may be skewed": Words(
        zh="**单位间的相关没有区间。**在模拟中，运营指标和得分都偏斜时，Fisher 区间包含真值的机会为 86% 至 98%，而几个"
        "单位看不出偏斜与否。不相关的检验仍然成立，故只给 p。",
        en="**No interval of correlations over units.** In simulations Fisher's interval holds the truth in 86% to 98% "
        "of samples where figures of operation and scores are both skewed, and a few units do not tell whether they "
        "are. The test of no correlation keeps its level, and so there is a p.",
    ),
    "picked as it turns": Words(
        zh="**两单位因高低互换而被选出时，差距没有区间。**选出来的差距不再是随机样本的差距，通常的区间不再以所称的机会包含"
        "真值。两种权重下都明显（p）且方向相反，才说高低互换。",
        en="**No interval of gaps picked because they turn.** What is picked by its sign is no gap of a random "
        "sample any more, and an interval would not hold the truth as often as it says. Two units are said to change "
        "place only where each gap is clear by its p, in opposite directions.",
    ),
    "too few replicate groups": Words(
        zh="**重复组过少时没有区间。**少于 12 个抽样单位或分组时，误差本身无从估计（模拟检验过的最少为 13 个）；路径"
        "模型的抽样单位少于 38 个时，模拟中的区间过窄。",
        en="**No interval of too few groups.** With fewer than twelve sampling units or groups the error itself "
        "cannot be told (simulations had thirteen at least); of path models, intervals with fewer than 38 sampling "
        "units were too narrow in simulations.",
    ),
    "the weight lies with a few": Words(
        zh="**权重集中于少数答卷时没有区间。**各答卷（或抽样单位）权重悬殊，只相当于不足两份时，数字几乎就是其中一份的，误差"
        "无从估计；权重使答卷只相当于不足半数、其离散程度所依据的等效份数又不足 50 时，模拟中的区间也不可靠。",
        en="**No interval where the weight lies with a few.** Where answers (or sampling units) weigh so unequally "
        "that they are worth fewer than two, the figure is nearly that of one of them, and its error cannot be told. "
        "Nor do intervals hold in simulations where answers are worth less than half of their number and their spread "
        "is known as of fewer than fifty.",
    ),
    "one answer or sampling unit": Words(
        zh="**只有一份答卷或一个抽样单位时没有区间。**一份答卷，或同一抽样单位内的答卷，说明不了其他答卷或单位会差多远。",
        en="**No interval of one answer or sampling unit.** One answer, or the answers of one sampling unit, do not "
        "tell how far others lie from it.",
    ),
    "answers all alike": Words(
        zh="**答案全都相同时，均值没有区间。**样本没有差异，说明不了总体的差异有多大；误差为零的区间会窄得不实。",
        en="**No interval of a mean where all answers are alike.** They do not tell how far others spread, and an "
        "interval of no width would claim too much.",
    ),
    "few sampling units for the margins": Words(
        zh="**抽样单位相对边际过少时没有区间。**抽样单位数（每层减一）不到边际自由度的两倍时，扣除边际后几乎不剩下什么来"
        "说明单位间的差别；模拟中若照给，差距的区间一侧落空可达 5%。",
        en="**No interval where sampling units are few for the margins.** With fewer of them, less one a stratum, than "
        "twice the margins' degrees of freedom, they leave little to tell how units differ: in simulations up to 5% of "
        "gaps would miss on one side.",
    ),
    "the distance decides": Words(
        zh="**校准方法左右结果时没有区间。**线性、logit 校准及有界权数与迭代加权达到同样的边际，但对各类人应答机会的"
        "假定不同，边际合起来所解释的部分因而不同，数据说明不了哪个对。数字与迭代加权的结果相差超过标准误的四分之一时，"
        "不给区间；模拟中若照给，一侧落空可达 7%。",
        en="**No interval where the distance of the weights decides.** Linear and logit calibration and weights within "
        "bounds meet the same margins as raking, but suppose that people respond otherwise, and differ in what the "
        "margins explain together; no data tell which is right. A figure that lies more than a quarter of its standard "
        "error from the raked one has no interval: in simulations up to 7% would miss on one side.",
    ),
    "helland": Words(
        zh="**校正的 R² 及其区间。**R² 按自变量个数和等效样本量校正，不低于 0。分组刀切法的方差折算出同样精确的正态样本"
        "的人数（不超过实际人数），再取 Helland 区间[@helland1987]；下端可以为 0。",
        en="**Corrected R², and its interval.** R² is corrected for the number of predictors and the effective base, "
        "and never below 0. The jackknife's variance tells how many normal answers would be as precise (never more "
        "than there are); of these Helland's interval is taken [@helland1987], whose lower end may be 0.",
    ),
    "too little explained": Words(
        zh="**解释的差异太少时，份额没有区间。**等效人数乘以 R²/(1−R²) 不足 200 时，各份额的误差无法由重复组得知。",
        en="**No interval of shares of too little.** Where the effective number times R² / (1 − R²) is under 200, the "
        "replicate groups do not tell the error of the shares.",
    ),
    "log scale": Words(
        zh="**对数尺度上的区间。**刀切法在 1 减系数的对数上进行，再换算回来，使区间两侧的误差相当[@bonett2002]。",
        en="**Intervals on a logarithmic scale.** The jackknife is taken on the logarithm of 1 less the coefficient "
        "and turned back, so that both sides err alike [@bonett2002].",
    ),
    "feldt": Words(
        zh="**Feldt 区间。**只在指名时采用，假定题项服从正态分布，由 F 分布得出[@feldt1987]。",
        en="**Feldt's interval.** Only where it is asked for by name: of normal items, from the F distribution "
        "[@feldt1987].",
    ),
    "bca": Words(
        zh="**BCa 区间。**对偏差和偏斜作校正的自助法区间[@efron1987]。",
        en="**BCa intervals.** Bootstrap intervals corrected for bias and skewness [@efron1987].",
    ),
}
