"""Why a figure of measurement may be absent: what its items, correlations or model do not allow."""

from __future__ import annotations

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
    Reason("none_enough", Words("所试样本量都不够", "no size tried is enough")).because(
        "所试的样本量（最多 2,000）都不够", "no size tried, up to 2,000, is enough"
    ),
    Reason("groups_overlap", Words("总分取值太少，两组重叠", "too few totals to part the groups")).because(
        "总分取值太少，高低两组重叠", "the totals take too few values to part the low group from the high one"
    ),
)
