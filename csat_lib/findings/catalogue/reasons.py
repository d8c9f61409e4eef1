"""Why a figure may be absent: a code that statistics give, its words in a table and in a sentence."""

from csat_lib.findings.measure import Reason, Words

OF_MODELS = (
    Reason("not_converged", Words("计算未收敛", "the calculation did not settle")).because(
        "计算未能收敛", "the calculation did not settle on a solution"
    ),
    Reason("collinear", Words("题项高度重合", "items repeat one another")).because(
        "部分题项高度重合，无法区分各自的作用",
        "some items repeat one another so closely that their parts cannot be told apart",
    ),
    Reason("few_items", Words("题项过少", "too few items")).because(
        "题项太少，不足以估计", "there are too few items to tell it"
    ),
    Reason("not_positive_definite", Words("相关矩阵非正定", "correlations contradict one another")).because(
        "题项相关矩阵非正定，彼此矛盾，无法据此计算",
        "the items' correlations contradict one another (their matrix is not positive definite), so that it cannot be "
        "computed from them",
    ),
    Reason("empty_cells", Words("作答组合有空缺", "some combinations of answers never occur")).because(
        "有的题项之间，某些答案组合从未出现，相关系数趋于极限",
        "for some pair of items no respondent gave certain combinations of answers, so that their correlation runs to "
        "its bound",
    ),
    Reason("unidentified", Words("模型不可识别", "the model is not identified")).because(
        "模型的未知数多于数据所能确定的", "the model has more unknowns than the answers can tell"
    ),
    Reason("improper", Words("出现不合理的解", "an improper solution")).because(
        "得到了不合理的解，有题项的独特方差为负",
        "the solution is improper: an item would have less than no variance of its own",
    ),
    Reason("pairwise_no_test", Words("成对使用作答，不能检验", "no test from pairs of answers")).because(
        "各对题项的作答者不同，这类检验不成立",
        "each pair of items rests on other respondents, for which no valid test of this kind exists",
    ),
    Reason("design_no_test", Words("加权或整群样本，不能检验", "no test with this design")).because(
        "受访者权数不等或成群抽取，仅凭汇总数据无法作有效检验",
        "respondents weigh differently or were drawn in groups, for which these sums give no valid test",
    ),
    Reason("few_factors", Words("因子过少", "too few factors")).because(
        "至少需要三个因子", "it needs at least three factors"
    ),
    Reason("one_construct", Words("仅一个维度", "a single dimension")).because(
        "至少需要两个维度", "it needs at least two dimensions"
    ),
    Reason("few_waves", Words("期次过少", "too few waves")).because(
        "此前可比的期次太少，定不出控制限", "too few waves before this one compare for control limits"
    ),
    Reason("against_outcome", Words("不随结果同向", "does not go with the outcome")).because(
        "得分高的人，总体评价并不更高", "those who score it higher do not rate the outcome higher"
    ),
    Reason("negative_correlation", Words("平均相关为负", "negative mean correlation")).because(
        "题项之间的平均相关为负", "the items correlate negatively on average"
    ),
    Reason("within_chance", Words("差异在偶然范围之内", "within chance")).because(
        "拟合的损失没有超出偶然的范围", "the loss of fit is no larger than chance may bring"
    ),
    Reason("few_categories", Words("答案档次过少", "too few categories")).because(
        "实际用到的答案档次太少", "too few of the answers offered were used"
    ),
    Reason("no_likelihood", Words("此估计法没有似然", "no likelihood with this estimator")).because(
        "此估计法没有似然函数", "this estimator has no likelihood"
    ),
    Reason("saturated", Words("没有多余的自由度", "no degrees of freedom left")).because(
        "模型没有多余的自由度，无法检验", "the model leaves no degrees of freedom, so that it cannot be tested"
    ),
    Reason("no_tables", Words("往期没有列联表", "an earlier wave was not tabulated")).because(
        "往期没有为此编制列联表", "an earlier wave was not tabulated for it"
    ),
    Reason("no_consistency", Words("题项之间没有一致性", "the items do not hold together")).because(
        "有的维度题项之间没有一致性，无从推算",
        "the items of a dimension do not hold together, so that there is nothing to plan for",
    ),
    Reason("negative_r", Words("两题方向相反", "two items go against each other")).because(
        "有的维度只剩两题，且方向相反", "two items that alone make a dimension go against each other"
    ),
    Reason("too_skewed", Words("答案过于集中", "answers too skewed")).because(
        "答案过于集中在一端，误差无从估计", "the answers pile up so much at one end that their error cannot be told"
    ),
    Reason("none_enough", Words("所试样本量都不够", "no size tried is enough")).because(
        "所试的样本量（最多 2,000）都不够", "no size tried, up to 2,000, is enough"
    ),
    Reason("groups_overlap", Words("总分取值太少，两组重叠", "too few totals to part the groups")).because(
        "总分取值太少，高低两组重叠", "the totals take too few values to part the low group from the high one"
    ),
)


_OF_ANSWERS = (
    Reason("small_base", Words("样本过少，不予展示", "too few answers to show")).because(
        "作答不足 {minimum} 人，而本研究不展示样本量这么小的数字",
        "fewer than {minimum} answered, and this study shows nothing that rests on so few",
    ),
    Reason("outweighed", Words("少数权重过大，不予展示", "a few weights rule it")).because(
        "少数人的权重过大，实际只相当于不足 {minimum} 人的回答，而本研究不展示样本量这么小的数字",
        "a few weights outweigh all others: it rests in effect on fewer than {minimum} responses, and this study "
        "shows nothing that rests on so few",
    ),
    Reason(
        "complementary",
        Words("一并隐去，以免推算出样本过少的组", "hidden so that a group of too few cannot be worked out"),
    ).because(
        "由它可以推算出样本量不足 {minimum} 的组的结果", "it would tell the figure of a group of fewer than {minimum}"
    ),
    Reason("one_item", Words("仅一个题项", "a single item")).because(
        "计算这一指标至少需要两个题项，这里只有一个", "it needs at least two items, and there is only one"
    ),
    Reason("no_variance", Words("回答完全相同", "all answers alike"))
    .because("所有受访者的回答完全相同", "all respondents gave the same answer")
    .of_several(
        Words("有题目回答全部相同", "a question answered alike by all"),
        Words("所有受访者对{named}的回答完全相同", "all respondents gave the same answer to {named}"),
        unnamed=Words("所用的某道题", "a question that it rests on"),
    ),
    Reason("all_missing", Words("无人作答", "no answers"))
    .because("没有人作答", "nobody answered")
    .of_several(
        Words("没有完整作答", "no complete answers"),
        Words("没有人回答{named}", "nobody answered {named}"),
        unnamed=Words("所用的全部题目", "all the questions that it rests on"),
    ),
    Reason("few_answers", Words("完整作答过少", "too few complete answers")).because(
        "完整作答的人数太少，不足以计算", "too few respondents answered every question that it needs"
    ),
    Reason("no_earlier_wave", Words("无往期数据", "no earlier wave")).because(
        "没有可供比较的往期数据", "there is no earlier wave to compare with"
    ),
    Reason("not_asked", Words("本期未设此题", "not asked")).because(
        "本期问卷没有这道题", "the question was not asked in this wave"
    ),
    Reason("no_index_weights", Words("缺指数权重", "no index weights")).because(
        "本期答卷无法估计其各部分的权重", "the answers do not give the weights of its parts"
    ),
    Reason("no_kpi", Words("缺运营指标数据", "a KPI is lacking")).because(
        "缺少其中某项运营指标的数据", "there is no figure of a KPI that is part of it"
    ),
    Reason("few_sources", Words("来源不足", "too few sources")).because(
        "可用的来源少于规定的数目", "fewer sources have a figure than it needs"
    ),
    Reason("by_unit_only", Words("运营指标只分单位", "KPIs are by unit only")).because(
        "其中有运营指标，而运营指标只按单位记录", "KPIs are part of it, and they are recorded by unit only"
    ),
    Reason("not_of_respondents", Words("含受访者以外的部分", "not of respondents alone")).because(
        "其中有并非由受访者打分的部分，权重无从由答卷估计",
        "it has parts that no respondent scored, so that answers give no weights of them",
    ),
    Reason("no_weights", Words("未加权", "not weighted")).because(
        "本研究没有设定加权目标，每份答卷的权数相同",
        "the study sets no targets for weighting, so every response counts the same",
    ),
    Reason("one_group", Words("仅一个组别", "a single group")).because(
        "只有一个组别，无从比较", "there is only one group, so there is nothing to compare it with"
    ),
    Reason("negative_weight", Words("有一部分与其余方向相反", "a part goes against the others")).because(
        "有一部分与其余部分方向相反，按其权重合成会适得其反",
        "one part goes against the others, so that its weight would count it the wrong way round",
    ),
    Reason("many_parts", Words("部分过多", "too many parts")).because(
        "部分超过 15 个，此法无法算尽所有组合",
        "it goes through all combinations of parts, which more than 15 make too many",
    ),
    Reason("mean_not_positive", Words("均值不大于零", "a mean of 0 or less")).because(
        "有一部分的均值不大于零，变异系数没有意义",
        "the mean of a part is 0 or less, so that its variation has no scale",
    ),
    Reason("no_judgements", Words("没有专家判断", "no judgements")).because(
        "没有专家对其各部分作出判断", "no expert judged its parts"
    ),
    Reason("few_judgements", Words("判断不全", "judgements missing")).because(
        "缺少部分两两判断，此法无从计算", "some pairs of parts were not judged, and it cannot do without them"
    ),
    Reason("no_random_index", Words("没有相应的随机指标", "no random index")).because(
        "判断不全，或部分超过 15 个，没有相应的随机指标",
        "there is no random index where judgements are missing, nor for more than 15 parts",
    ),
    Reason("nothing_explained", Words("无可分解", "nothing to share out")).because(
        "没有哪个维度与结果指标相关，无从分解",
        "no dimension goes with the outcome, so that there is nothing to share out",
    ),
    Reason("not_comparable", Words("口径不可比", "not comparable")).because(
        "两边的作答方式不同，相减没有意义",
        "the two sides answer in different ways, so that their difference would mean nothing",
    ),
    Reason("question_changed", Words("题目有改动", "the question changed")).because(
        "两期的题目不同", "the question is not the same in the two waves"
    ),
    Reason("no_key", Words("缺客户编号", "no key of the customer")).because(
        "研究没有指定客户编号，无法把同一客户的两次作答对应起来",
        "the study names no customer key, so that nobody's two answers can be matched",
    ),
    Reason("few_pairs", Words("可配对者过少", "too few pairs")).because(
        "可用的配对过少", "there are too few pairs to go by"
    ),
    Reason("too_many_pairs", Words("配对过多，未计算", "too many pairs to compare")).because(
        "需要比较的配对过多", "there are too many pairs of answers to compare them all"
    ),
    Reason("no_experts", Words("没有专家评分", "no experts were asked")).because(
        "没有请专家评定", "no experts were asked"
    ),
    Reason("few_experts", Words("专家过少", "too few experts")).because(
        "评定的专家不足三位", "fewer than three experts rated it"
    ),
    Reason("no_dispositions", Words("没有样本去向记录", "no dispositions recorded")).because(
        "没有记录发出样本的去向", "what became of the cases issued is not recorded"
    ),
    Reason("no_cases", Words("没有符合条件的样本", "no cases of the kind")).because(
        "没有这类样本", "no case of the kind was issued"
    ),
    Reason("few_psus", Words("抽样单元不足", "too few PSUs")).because(
        "所有答卷来自同一个抽样单位，无法估计抽样误差",
        "all answers come from one sampling unit, so that no sampling error can be told",
    ),
    Reason("days_only", Words("登记只有日期", "days without a time")).because(
        "登记表只有日期，没有时刻，算不出小时数", "the register gives days without a time, so that no hours can be told"
    ),
    Reason("mostly_waiting", Words("半数以上仍在等待", "more than half still wait")).because(
        "半数以上的投诉仍在等待，中位数尚不可知", "more than half still wait, so that the median is not known yet"
    ),
    Reason("too_recent", Words("时限未到", "the limit has not passed")).because(
        "这些投诉的时限都还未到", "the limit of none of these complaints has passed yet"
    ),
    Reason("no_times", Words("没有提交时间", "no times of arrival")).because(
        "答卷没有提交时间", "the answers carry no time of arrival"
    ),
)
ALL_REASONS = (*_OF_ANSWERS, *OF_MODELS)
