# A whole report once more, in R: every figure that a run wrote, from the answers and the final weights.
# Called by whole_report.py, which says how: Rscript whole_report.R FOLDER. FOLDER holds study.json, rows.csv (this wave, a
# row an answer row), before.csv (the wave before, if any), waves.csv (scores of all waves) and voice.csv (codes found).
# Writes figures.csv: topic, measure, subject, other, segment_by, segment, path, period, method, field, value.
suppressMessages({library(survey); library(psych); library(GPArotation); library(jsonlite)})
options(survey.lonely.psu = "adjust", warn = 1)
folder <- commandArgs(TRUE)[1]
study <- fromJSON(file.path(folder, "study.json"), simplifyVector = TRUE, simplifyDataFrame = FALSE)
read_rows <- function(name) {
  path <- file.path(folder, name)
  if (!file.exists(path)) return(NULL)
  text <- c(study$segments, names(study$margins), "reason", "stratum", "psu", "period")
  frame <- read.csv(path, check.names = FALSE, colClasses = NA, na.strings = "", encoding = "UTF-8")
  for (name in intersect(text, names(frame))) frame[[name]] <- as.character(frame[[name]])
  frame
}
for (name in c("outcomes", "segments", "chapters", "drivers", "rules")) study[[name]] <- as.character(unlist(study[[name]]))
confidence <- study$confidence
constructs <- names(study$constructs)
items <- unlist(study$constructs, use.names = FALSE)
ratings <- setdiff(study$outcomes, study$nps)

figures <- list()
put <- function(topic, measure, subject, fields, other = "", by = "all", level = "", path = "", period = "", method = "") {
  fields <- unlist(fields)
  fields <- fields[!names(fields) %in% c("skew", "gain")]
  figures[[length(figures) + 1]] <<- data.frame(topic, measure, subject, other, segment_by = by, segment = level, path, period,
                                                method, field = names(fields), value = as.numeric(fields))
}

put_weights <- function(...) if ("weights" %in% study$chapters) put("weights", ...)

# ---- scores -------------------------------------------------------------------------------------------------------------
turned <- function(frame, q) {
  s <- study$scales[[q]]
  if (isTRUE(s$reversed)) s$low + s$high - frame[[q]] else frame[[q]]
}
to_100 <- function(frame, q) with(study$scales[[q]], 100 * (turned(frame, q) - low) / (high - low))
scored <- function(frame) {
  for (name in constructs) {
    x <- sapply(study$constructs[[name]], function(q) to_100(frame, q))
    answered <- rowSums(!is.na(x))
    frame[[paste0("S.", name)]] <- ifelse(2 * answered >= ncol(x), rowMeans(x, na.rm = TRUE), NA)
  }
  for (name in ratings) frame[[paste0("S.", name)]] <- to_100(frame, name)
  for (name in study$nps) frame[[paste0("S.", name)]] <- 100 * (frame[[name]] >= 9) - 100 * (frame[[name]] <= 6)
  for (name in c(items, ratings)) frame[[paste0("T.", name)]] <- as.numeric(turned(frame, name) > study$scales[[name]]$best)
  frame
}
all_rows <- read_rows("rows.csv")
kept <- scored(all_rows[all_rows$kept == 1, ])
weighted_cor <- function(x, w) cov.wt(x, wt = w / sum(w), cor = TRUE, method = "ML")$cor

# ---- weights of respondents ---------------------------------------------------------------------------------------------
# Raked by survey::rake; where the cap binds, by survey::calibrate with bounds on the weights.
raked <- function(frame) {
  margins <- study$margins
  complete <- svydesign(ids = ~1, data = frame, weights = frame$base_weight * nrow(frame) / sum(frame$base_weight))
  population <- lapply(names(margins), function(q) {
    data.frame(setNames(list(names(margins[[q]])), q), Freq = unlist(margins[[q]]) * nrow(frame))
  })
  formulas <- lapply(names(margins), function(q) as.formula(paste("~", q)))
  weights(rake(complete, formulas, population, control = list(maxit = 1000, epsilon = 1e-10)))
}
w <- kept$weight
if (length(study$margins)) {
  by_rake <- raked(kept)
  if (!is.null(study$trim)) stopifnot(max(by_rake) <= study$trim * mean(by_rake))  # the cap does not bind in these studies
  for (at in seq_along(w)) put_weights("raked_weight", kept$row[at], c(value = by_rake[at]))
  for (q in names(study$margins)) for (level in names(study$margins[[q]])) {
    here <- kept[[q]] == level & !is.na(kept[[q]])
    known <- !is.na(kept[[q]])
    put_weights("share_sample", q, c(value = sum(here) / sum(known)), other = level)
    put_weights("share_weighted", q, c(value = sum(w[here]) / sum(w[known])), other = level)
    put_weights("share_target", q, c(value = study$margins[[q]][[level]]), other = level)
  }
}
off <- unlist(lapply(names(study$margins), function(q) sapply(names(study$margins[[q]]), function(level)
  abs(weighted.mean(kept[[q]] == level, w, na.rm = TRUE) - study$margins[[q]][[level]]))))
if (length(off)) put_weights("max_error", "respondents", c(value = max(off)))
deff <- length(w) * sum(w^2) / sum(w)^2
put_weights("deff", "respondents", c(value = deff))
put_weights("effective_n", "respondents", c(value = length(w) / deff))
put_weights("weight_min", "respondents", c(value = min(w) / mean(w)))
put_weights("weight_max", "respondents", c(value = max(w) / mean(w)))

# ---- decompositions of R squared and weights of the index ----------------------------------------------------------------
r_squared <- function(r) drop(crossprod(r[-nrow(r), nrow(r)], solve(r[-nrow(r), -nrow(r)], r[-nrow(r), nrow(r)])))
johnson <- function(r) {
  p <- nrow(r) - 1
  e <- eigen(r[1:p, 1:p])
  lambda <- e$vectors %*% diag(sqrt(e$values), p) %*% t(e$vectors)
  beta <- solve(lambda, r[1:p, p + 1])
  drop(lambda^2 %*% beta^2)
}
lmg <- function(r) {
  p <- nrow(r) - 1
  r2 <- function(set) if (length(set)) r_squared(r[c(set, p + 1), c(set, p + 1), drop = FALSE]) else 0
  sapply(1:p, function(j) {
    others <- setdiff(1:p, j)
    sets <- unlist(lapply(0:(p - 1), function(s) if (s) combn(length(others), s, simplify = FALSE) else list(integer())), FALSE)
    sum(sapply(sets, function(at) {
      set <- others[at]
      factorial(length(set)) * factorial(p - length(set) - 1) / factorial(p) * (r2(c(set, j)) - r2(set))
    }))
  })
}
S <- as.matrix(kept[paste0("S.", c(constructs, study$outcomes))])
colnames(S) <- c(constructs, study$outcomes)
whole_rows <- complete.cases(S[, c(constructs, study$headline)])
flat <- list()  # node -> weights of constructs
part_scores <- function(parts) sapply(parts, function(part) {
  if (part %in% constructs) S[whole_rows, part] else drop(S[whole_rows, names(flat[[part]]), drop = FALSE] %*% flat[[part]])
})
for (node in names(study$index)) {  # lower nodes first
  parts <- names(study$index[[node]])
  own <- part_scores(parts)
  rules <- list(equal = rep(1 / length(parts), length(parts)))
  if (length(parts) > 1) rules$factor <- eigen(weighted_cor(own, w[whole_rows]))$vectors[, 1]^2
  if (length(parts) == 1) rules$factor <- 1
  if (!is.null(study$headline)) {
    raw <- johnson(weighted_cor(cbind(own, S[whole_rows, study$headline]), w[whole_rows]))
    rules$johnson <- raw / sum(raw)
  }
  given <- study$index[[node]]
  rule <- if (is.character(given[[1]])) given[[1]] else "given"
  if (rule == "given") rules$given <- unlist(given) / sum(unlist(given))
  for (name in intersect(names(rules), c("equal", "factor", "johnson"))) for (at in seq_along(parts))
    put_weights("rule_weight", parts[at], c(value = rules[[name]][at]), other = node, method = name)
  used <- unname(rules[[rule]])
  for (at in seq_along(parts)) put_weights("weight_used", parts[at], c(value = used[at]), other = node, method = rule)
  weights_of <- setNames(numeric(length(constructs)), constructs)
  for (at in seq_along(parts)) {
    below <- if (parts[at] %in% constructs) setNames(1, parts[at]) else flat[[parts[at]]]
    weights_of[names(below)] <- weights_of[names(below)] + used[at] * below
  }
  flat[[node]] <- weights_of[weights_of > 0]
}

# ---- design-based estimates ------------------------------------------------------------------------------------------------
# A wave's design: with final weights as fixed, and where they meet margins also with base weights that survey::calibrate
# brings to them (calfun "raking" gives the weights of rake), whose errors know the margins. factor: what the
# calibrated variance is multiplied by, n / (n - k); left: the share of the degrees of freedom that the margins leave.
design_of <- function(frame) {
  frame$base <- frame$base_weight * nrow(frame) / sum(frame$base_weight)
  frame$group. <- if (all(is.na(frame$stratum))) "" else frame$stratum
  begin <- function(weights) {
    ids <- if (all(is.na(frame$psu))) ~1 else ~psu
    if (all(is.na(frame$stratum))) svydesign(ids = ids, data = frame, weights = weights)
    else svydesign(ids = ids, strata = ~stratum, data = frame, weights = weights, nest = TRUE)
  }
  fixed <- begin(~weight)
  if (!length(study$margins)) return(list(main = fixed, fixed = fixed, factor = 1, left = 1))
  n <- nrow(frame)
  for (q in names(study$margins)) frame[[q]] <- factor(frame[[q]], names(study$margins[[q]]))
  formula <- reformulate(names(study$margins))
  shares <- unlist(lapply(names(study$margins), function(q) unlist(study$margins[[q]][-1])))
  population <- setNames(n * c(1, shares), colnames(model.matrix(formula, frame)))
  calibrated <- calibrate(begin(~base), formula, population, calfun = "raking", epsilon = 1e-12, maxit = 500)
  stopifnot(max(abs(weights(calibrated) - frame$weight * n / sum(frame$weight))) < 1e-7)
  effective <- sum(frame$weight)^2 / sum(frame$weight^2)
  strata <- sapply(unique(frame$group.), function(one) as.numeric(frame$group. == one))
  lost <- qr(cbind(strata, model.matrix(formula, frame)))$rank - ncol(strata)
  list(main = calibrated, fixed = fixed, factor = effective / max(effective - lost, 1), left = max(0, 1 - lost / effective))
}
n_of <- function(frame, y, cell, left = 1) {
  here <- cell & !is.na(frame[[y]])
  w <- frame$weight[here]
  strata <- length(unique(frame$stratum[here]))
  worth <- 2 / (sum(w^2) / sum(w)^2 + sum(w^4) / sum(w^2)^2)  # between Kish's number and Satterthwaite's degrees of freedom
  df <- (sum(here) - strata) * (if (diff(range(w)) > 1e-9) (worth - 1) / (sum(here) - 1) else 1) * left
  if (!all(is.na(frame$psu))) df <- min(df, length(unique(paste(frame$stratum, frame$psu)[here])) - strata)
  effective <- sum(w)^2 / sum(w^2)
  skew <- if (diff(range(w)) > 1e-9) (effective * sum(w^4) / sum(w^2)^2)^(1 / 3) - 1 else 0
  stopifnot(worth >= 50 || effective >= sum(here) / 2 || sum(here) < study$minimum_base)  # else no interval: nowhere here
  c(n = sum(here), n_weighted = sum(w), n_effective = effective, df = df, skew = skew)
}
error_of <- function(design, columns, expression, factor = 1) {
  design$variables <- as.data.frame(columns)
  totals <- svytotal(as.formula(paste("~", paste(names(columns), collapse = "+"))), design)
  found <- svycontrast(totals, list(it = parse(text = expression)[[1]]))
  c(value = unname(coef(found)), se = unname(SE(found)) * sqrt(factor))
}
# terms: list of list(coefficient, column, cell); totals of d and d*y by svytotal, their contrast by svycontrast
estimate <- function(frame, terms, design) {
  bases <- sapply(terms, function(t) n_of(frame, t[[2]], t[[3]], design$left))
  columns <- list()
  for (k in seq_along(terms)) {
    here <- terms[[k]][[3]] & !is.na(frame[[terms[[k]][[2]]]])
    columns[[paste0("d", k)]] <- as.numeric(here)
    columns[[paste0("y", k)]] <- ifelse(here, frame[[terms[[k]][[2]]]], 0)
  }
  text <- paste(sprintf("(%.17g)*y%d/d%d", sapply(terms, `[[`, 1), seq_along(terms), seq_along(terms)), collapse = "+")
  least <- which.min(bases["n", ])
  found <- error_of(design$main, columns, text, design$factor)
  gain <- 1  # of calibration: how many times the variance is with weights as fixed
  if (!identical(design$main, design$fixed) && found[["se"]] > 0) gain <- (error_of(design$fixed, columns, text)[["se"]] / found[["se"]])^2
  c(found, gain = gain, skew = max(bases["skew", ]), df = min(bases["df", ]), bases[c("n", "n_weighted", "n_effective"), least])
}
alike <- function(e) !(e["se"] > 1e-7 * max(1, abs(e["value"])))  # all answers equal: no interval
without_error <- function(e) e[setdiff(names(e), c("se", "df"))]
# So few answers' worth away from an end of the scale that nothing tells the error: of a mean, and of a difference, where
# the common mean of both sides counts.
near_end <- function(e, scale) is.finite(scale[1]) && "n_effective" %in% names(e) && e[["n_effective"]] * min(e[["value"]] - scale[1], scale[2] - e[["value"]]) < .25 * diff(scale)
near_end_both <- function(sides, scale) {
  if (!length(sides) || !is.finite(scale[1])) return(FALSE)
  of <- function(name) sapply(sides, `[[`, name)
  common <- sum(of("n_weighted") * of("value")) / sum(of("n_weighted"))
  min(of("n_effective")) * min(common - scale[1], scale[2] - common) < 4 * diff(scale)
}
t_of <- function(df, level = confidence) qt((1 + level) / 2, df)
on_scale <- function(e, scale, t) {  # t on the logit of the mean's place between the ends of its scale
  if (!is.finite(scale[1])) return(e[["value"]] + c(-1, 1) * t * e[["se"]])
  place <- (e[["value"]] - scale[1]) / diff(scale)
  reach <- t * e[["se"]] / (diff(scale) * place * (1 - place))
  bend <- 1 + .6 * ((1 + e[["skew"]]) / max(1, e[["gain"]]) - 1) * abs(1 - 2 * place) * min(reach, 1)
  scale[1] + diff(scale) * plogis(qlogis(place) + (if (place > .5) c(-bend, 1 / bend) else c(-1 / bend, bend)) * reach)
}
with_ends <- function(e, scale = c(-Inf, Inf), level = confidence) {
  if (alike(e) || near_end(e, scale)) return(without_error(e))
  c(e, setNames(on_scale(e, scale, t_of(e[["df"]], level)), c("low", "high")))
}
# The interval of a difference at t errors, put together from both sides' (Zou 2008); its p is where an end is 0.
apart <- function(e, sides, scale, t) {
  if (!is.finite(scale[1])) return(e[["value"]] + c(-1, 1) * t * e[["se"]])
  if (!length(sides)) return(on_scale(e, scale, t))
  one <- sides[[1]]; other <- sides[[2]]
  r <- (one[["se"]]^2 + other[["se"]]^2 - e[["se"]]^2) / (2 * one[["se"]] * other[["se"]])
  first <- on_scale(one, scale, t) - one[["value"]]; second <- on_scale(other, scale, t) - other[["value"]]
  reach <- function(a, b) sqrt(max(0, a^2 + b^2 - 2 * r * a * b))
  e[["value"]] + c(-reach(-first[1], second[2]), reach(first[2], -second[1]))
}
together <- function(e, share, sides = list(), scale = c(-Inf, Inf)) {
  if (alike(e) || any(sapply(sides, alike)) || near_end_both(sides, scale)) return(without_error(e))
  t <- abs(e[["value"]] / e[["se"]])
  side <- if (e[["value"]] > 0) 1 else 2
  end <- function(t) apart(e, sides, scale, t)[side]
  if (t > 0 && is.finite(scale[1]))
    t <- if (end(1e6 * t) * e[["value"]] < 0) uniroot(end, c(0, 1e6 * t), tol = 1e-14 * t, maxiter = 1000)$root else 1e6 * t
  p <- 2 * pt(-t, e[["df"]])
  c(e, setNames(apart(e, sides, scale, t_of(e[["df"]], confidence^share)), c("low", "high")), p = -expm1(log1p(-p) / share))
}
wilson <- function(share, n, z, gain = 1) {  # what margins explain of a share does not depend on it; with gain 1 prop.test's
  if (gain == 1) {
    found <- suppressWarnings(prop.test(share * n, n, conf.level = 2 * pnorm(z) - 1, correct = FALSE))$conf.int
    return(c(low = found[1], high = found[2]))
  }
  off <- function(q) (share - q)^2 - z^2 * (share * (1 - share) + (q * (1 - q) - share * (1 - share)) / gain) / n
  end <- function(a, b) if (off(a) * off(b) > 0) a else uniroot(off, c(a, b), tol = 1e-15, maxiter = 1000)$root
  c(low = end(0, share), high = end(1, share))
}
composites <- c(
  lapply(setNames(names(flat), names(flat)), function(node) list(subject = node, measure = "index", scale = c(0, 100), parts = flat[[node]])),
  lapply(setNames(c(constructs, ratings), c(constructs, ratings)), function(v) list(subject = v, measure = "index", scale = c(0, 100), parts = setNames(1, v))),
  lapply(setNames(study$nps, study$nps), function(v) list(subject = v, measure = "nps", scale = c(-100, 100), parts = setNames(1, v)))
)[c(names(study$index), constructs, ratings, study$nps)]
# Items of constructs of several, in points of 0-100: only differences are told.
singles <- setdiff(unlist(lapply(study$constructs, function(own) if (length(own) > 1) own)), NULL)
within <- lapply(setNames(singles, singles), function(q)
  with(study$scales[[q]], list(subject = q, measure = "item", scale = 100 * c(low, high) / (high - low),
                              parts = setNames(100 / (high - low), paste0("item.", q)))))
terms_of <- function(one, cell, sign = 1)
  unname(Map(function(weight, part) list(sign * weight, paste0("S.", part), cell), one$parts, names(one$parts)))
with_items <- function(frame) {
  for (q in items) frame[[paste0("S.item.", q)]] <- turned(frame, q)
  frame
}
enough <- function(e) e[["n"]] >= study$minimum_base

# ---- errors of estimated index weights: every weight of the tree again without each replicate group --------------------------
leaves <- unique(unlist(lapply(study$index, names)))
leaves <- leaves[leaves %in% constructs]
tree_weights <- function(rows, w) {  # node -> weights of the leaves, from the leaves up, by the rules in use
  found <- list()
  score <- function(part) if (part %in% constructs) S[rows, part] else drop(S[rows, leaves, drop = FALSE] %*% found[[part]])
  for (node in names(study$index)) {
    parts <- names(study$index[[node]])
    given <- study$index[[node]]
    own <- sapply(parts, score)
    use <- if (!is.character(given[[1]])) unlist(given) / sum(unlist(given))
      else if (given[[1]] == "equal") rep(1 / length(parts), length(parts))
      else if (given[[1]] == "factor") (if (length(parts) > 1) eigen(weighted_cor(own, w))$vectors[, 1]^2 else 1)
      else { raw <- johnson(weighted_cor(cbind(own, S[rows, study$headline]), w)); raw / sum(raw) }
    all <- setNames(numeric(length(leaves)), leaves)
    for (at in seq_along(parts)) {
      below <- if (parts[at] %in% constructs) setNames(as.numeric(leaves == parts[at]), leaves) else found[[parts[at]]]
      all <- all + use[at] * below
    }
    found[[node]] <- all
  }
  found
}
is_estimated <- function(node) any(sapply(names(study$index[[node]]), function(part)
  identical(study$index[[node]][[1]], "factor") || identical(study$index[[node]][[1]], "johnson") || (!part %in% constructs && is_estimated(part))))
unsure <- Filter(is_estimated, names(study$index))
of_weights <- list()
groups <- sort(unique(kept$group[whole_rows]))
if (length(unsure)) {
  rows <- which(whole_rows)
  once <- function(rows) c(apply(S[rows, leaves, drop = FALSE], 2, weighted.mean, w[rows]), unlist(tree_weights(rows, w[rows])[unsure]))
  each <- sapply(groups, function(g) once(rows[kept$group[rows] != g]))
  off <- each - rowMeans(each)
  covariance <- (length(groups) - 1) / length(groups) * off %*% t(off)
  k <- length(leaves)
  for (at in seq_along(unsure)) of_weights[[unsure[at]]] <- list(own = covariance[k * at + 1:k, k * at + 1:k], mixed = covariance[1:k, k * at + 1:k])
}
counted <- function(e, subject, means, with_wave) {  # means: of the leaves, or their differences
  if (is.null(of_weights[[subject]]) || alike(e)) return(e)
  own <- drop(means %*% of_weights[[subject]]$own %*% means)
  parts <- setNames(numeric(length(leaves)), leaves)
  parts[names(flat[[subject]])] <- flat[[subject]]
  both <- if (with_wave) 2 * drop(parts %*% of_weights[[subject]]$mixed %*% means) else 0
  variance <- e[["se"]]^2 + own + both
  if (variance <= 0) variance <- variance - both
  e["df"] <- (e[["se"]]^2 + own)^2 / (e[["se"]]^4 / e[["df"]] + own^2 / (length(groups) - 1))
  e["se"] <- sqrt(variance)
  e
}
leaf_means <- function(frame, one, cell) setNames(sapply(leaves, function(v) {
  here <- cell & !is.na(frame[[paste0("S.", v)]])
  if (v %in% names(one$parts)) weighted.mean(frame[[paste0("S.", v)]][here], frame$weight[here]) else 0
}), leaves)
level_of <- function(frame, one, cell, design, own = TRUE)
  counted(estimate(frame, terms_of(one, cell), design), one$subject, leaf_means(frame, one, cell), own)

cells_of <- function(frame, by) {
  parts <- strsplit(by, "*", fixed = TRUE)[[1]]
  level <- do.call(paste, c(frame[parts], sep = "*"))
  level[rowSums(is.na(frame[parts])) > 0] <- NA
  level
}
segmentations <- c(study$segments, if (!is.null(study$unit)) paste0(study$unit, "*", setdiff(study$segments, study$unit)))
kept <- with_items(kept)
everybody <- rep(TRUE, nrow(kept))
design <- design_of(kept)
before <- read_rows("before.csv")
if (!is.null(before)) before <- with_items(scored(before[before$kept == 1, ]))

# ---- one rule: the share of the error of each comparison, set before the answers are seen ------------------------------------
headlines <- unique(c(study$root, study$nps, study$headline))
sizes <- lapply(setNames(study$segments, study$segments), function(by) table(kept[[by]]))
n_levels <- sapply(sizes, function(n) sum(n >= study$minimum_base))
n_gaps <- sapply(sizes, function(n) if (length(n) < 2) 0 else if (length(n) == 2 && sum(n) == nrow(kept)) 1 else sum(n >= study$minimum_base))
kind_of <- function(subject, by) {
  if (by == "all") return(if (subject %in% headlines) "headline" else "total")
  if (subject %in% headlines && (is.null(study$unit) || study$unit == by)) "by unit" else "rest"
}
weight_of <- function(kind, subject) if (kind %in% c("headline", "by unit") && subject == headlines[1]) 2 else 1
is_later <- as.numeric(!is.null(before))
count_of <- function(by) if (by == "all") is_later else n_gaps[[by]] + n_levels[[by]] * is_later
sums <- list()
add <- function(kind, weight, count) if (count > 0) sums[[kind]] <<- sum(sums[[kind]], weight * count)
for (subject in names(composites)) {
  for (by in c("all", study$segments)) add(kind_of(subject, by), weight_of(kind_of(subject, by), subject), count_of(by))
  add("rest", 1, length(study$segments) * is_later)
  add("headline", weight_of("headline", subject), as.numeric(subject %in% names(study$targets)))
}
add("items", 1, length(within) * sum(sapply(c("all", study$segments), count_of)))
sorts <- list(c(headline = .15, total = .05), c("by unit" = .36, rest = .09, items = .03))
share_of <- function(subject, by, kind = kind_of(subject, by)) {
  sort <- Filter(function(sort) kind %in% names(sort), sorts)[[1]]
  part <- sort[[kind]] * sum(sort) / sum(sort[intersect(names(sort), names(sums))])
  part * weight_of(kind, subject) / sums[[kind]]
}
share_for <- function(one, by) if (one$measure == "item") share_of(one$subject, by, "items") else share_of(one$subject, by)

# ---- levels and gaps -----------------------------------------------------------------------------------------------------------
share_by_design <- function(e, columns = NULL) {  # Wilson on the n behind the design-based error (Korn & Graubard), at most Kish's
  known <- if (alike(e)) e[["df"]] + 1 else e[["value"]] * (1 - e[["value"]]) / e[["se"]]^2
  n <- min(known, e[["n_effective"]] * max(1, e[["gain"]])) * (t_of(e[["n"]] - 1) / t_of(e[["df"]]))^2
  c(if (alike(e)) without_error(e) else e, wilson(e[["value"]], n, qnorm((1 + confidence) / 2), max(1, e[["gain"]])))
}
share_estimate <- function(column, cell) estimate(kept, list(list(1, column, cell)), design)
levels_shown <- function(topic, by, level, cell) {
  for (one in composites) {
    e <- level_of(kept, one, cell, design)
    if (enough(e)) put(topic, one$measure, one$subject, with_ends(e, one$scale), by = by, level = level)
    if (one$measure == "nps") for (group in names(nps_groups)) {
      kept$G <<- as.numeric(kept[[one$subject]] %in% nps_groups[[group]])
      kept$G[is.na(kept[[one$subject]])] <<- NA
      g <- share_estimate("G", cell)
      if (enough(g)) put(topic, group, one$subject, share_by_design(g), by = by, level = level)
    }
  }
  if (grepl("*", by, fixed = TRUE)) return(invisible())
  for (name in c(items, ratings)) {
    if (!any(cell & !is.na(kept[[name]]))) next
    kept$M <<- turned(kept, name)
    e <- estimate(kept, list(list(1, "M", cell)), design)
    scale <- unlist(study$scales[[name]][c("low", "high")])
    if (enough(e)) put(topic, "mean", name, with_ends(e, scale), by = by, level = level)
    e <- share_estimate(paste0("T.", name), cell)
    if (enough(e)) put(topic, "top2", name, share_by_design(e), by = by, level = level)
  }
}
nps_groups <- list(promoters = 9:10, passives = 7:8, detractors = 0:6)
levels_shown("scores", "all", "", everybody)
kish <- function(x) c(n = sum(x), n_weighted = sum(w[x]), n_effective = sum(w[x])^2 / sum(w[x]^2))
for (name in c(items, study$outcomes)) {
  x <- kept[[name]]
  base <- kish(!is.na(x))
  for (answer in sort(unique(x[!is.na(x)]))) {
    share <- sum(w[!is.na(x) & x == answer]) / base["n_weighted"]
    e <- c(value = unname(share), se = unname(sqrt(share * (1 - share) / base["n_effective"])), base,
           wilson(unname(share), unname(base["n_effective"]), qnorm((1 + confidence) / 2)))
    if (enough(e)) put("scores", "answer_share", name, e, other = format(answer))
  }
}
for (q in items) {
  x <- turned(kept, q)
  here <- !is.na(x)
  put("scores", "sd", q, c(value = sqrt(cov.wt(cbind(x[here]), wt = w[here] / sum(w[here]), method = "ML")$cov[1] * sum(here) / (sum(here) - 1)), kish(here)))
}
for (subject in intersect(names(composites), names(study$targets))) {
  e <- level_of(kept, composites[[subject]], everybody, design)
  scale <- composites[[subject]]$scale
  is_near <- near_end(e, scale)
  e["value"] <- e[["value"]] - study$targets[[subject]]
  put("scores", "target_gap", subject, if (is_near) without_error(e)
    else together(e, share_of(subject, "all", "headline"), scale = scale - study$targets[[subject]]))
}
if ("segments" %in% study$chapters) for (by in segmentations) {
  level <- cells_of(kept, by)
  shown <- sort(unique(level[!is.na(level)]))
  for (name in shown) levels_shown("segments", by, name, level == name & !is.na(level))
  if (!grepl("*", by, fixed = TRUE)) for (one in c(composites, within)) for (name in shown) {
    cell <- level == name & !is.na(level)
    if (!all(sapply(names(one$parts), function(v) any(cell & !is.na(kept[[paste0("S.", v)]]))))) next
    e <- estimate(kept, c(terms_of(one, cell), terms_of(one, !cell, -1)), design)
    if (!enough(e)) next
    sides <- lapply(list(cell, !cell), function(here) estimate(kept, terms_of(one, here), design))
    e <- counted(e, one$subject, leaf_means(kept, one, cell) - leaf_means(kept, one, !cell), FALSE)
    alone <- sapply(terms_of(one, cell), function(t) n_of(kept, t[[2]], t[[3]]))
    e[c("n", "n_weighted", "n_effective")] <- alone[c("n", "n_weighted", "n_effective"), which.min(alone["n", ])]
    put("segments", if (one$measure == "item") "item_gap" else "gap", one$subject, together(e, share_for(one, by), sides, one$scale), by = by, level = name)
  }
}

# ---- every question once -------------------------------------------------------------------------------------------------------
for (q in names(study$choices)) for (option in study$choices[[q]]) {
  own <- if (q %in% names(kept)) as.numeric(kept[[q]] == option) else kept[[paste(q, option, sep = ".")]]
  if (!any(own == 1, na.rm = TRUE)) next
  base <- kish(!is.na(own))
  share <- sum(w[which(own == 1)]) / base[["n_weighted"]]
  put("questions", "times_chosen", q, c(value = sum(own == 1, na.rm = TRUE), base), other = option)
  put("questions", "share", q, c(value = share, base, if (!q %in% names(study$margins))
    c(se = sqrt(share * (1 - share) / base[["n_effective"]]), wilson(share, base[["n_effective"]], qnorm((1 + confidence) / 2)))), other = option)
}
quantile_of <- function(x, w, share) {
  order <- order(x); reached <- cumsum(w[order]) / sum(w); x <- x[order]
  at <- which(reached >= share - 1e-9)[1]
  if (abs(reached[at] - share) <= 1e-9 && at < length(x)) mean(x[at + 0:1]) else x[at]
}
for (q in study$numbers) if (q %in% names(kept)) {
  kept$M <- kept[[q]]
  e <- estimate(kept, list(list(1, "M", everybody)), design)
  put("questions", "number_mean", q, with_ends(e))
  here <- !is.na(kept$M)
  reach <- qnorm((1 + confidence) / 2) * sqrt(.25 / kish(here)[["n_effective"]])
  put("questions", "number_median", q, c(value = quantile_of(kept$M[here], w[here], .5), low = quantile_of(kept$M[here], w[here], .5 - reach),
                                         high = quantile_of(kept$M[here], w[here], .5 + reach), kish(here)))
  put("questions", "number_lower", q, c(value = quantile_of(kept$M[here], w[here], .25)))
  put("questions", "number_upper", q, c(value = quantile_of(kept$M[here], w[here], .75)))
}

# ---- trends ----------------------------------------------------------------------------------------------------------------
if (!is.null(before)) {
  design_before <- design_of(before)
  all_before <- rep(TRUE, nrow(before))
  minus <- function(later, earlier) {
    v <- c(later[["se"]], earlier[["se"]])^2
    later["df"] <- sum(v)^2 / sum(v^2 / c(later[["df"]], earlier[["df"]]))
    later[c("value", "se")] <- c(later[["value"]] - earlier[["value"]], sqrt(sum(v)))
    later
  }
  moved <- character()  # units of which any change is clear
  changed <- function(one, by, level, here, there) {
    sides <- list(estimate(kept, terms_of(one, here), design), estimate(before, terms_of(one, there), design_before))
    if (min(sides[[1]][["n"]], sides[[2]][["n"]]) < study$minimum_base) return(invisible())
    e <- counted(minus(sides[[1]], sides[[2]]), one$subject, leaf_means(kept, one, here) - leaf_means(before, one, there), TRUE)
    e <- together(e, share_for(one, by), sides, one$scale)
    put("trends", if (one$measure == "item") "item_change" else "change", one$subject, e, by = by, level = level)
    if (identical(by, study$unit) && "low" %in% names(e) && (e[["low"]] > 0 || e[["high"]] < 0)) moved <<- union(moved, level)
    if (one$measure != "item") put("trends", if (one$measure == "nps") "starting_nps" else "starting_level", one$subject,
      with_ends(level_of(before, one, there, design_before, FALSE), one$scale), by = by, level = level)
  }
  for (one in c(composites, within)) {
    changed(one, "all", "", everybody, all_before)
    for (by in study$segments) for (name in sort(unique(kept[[by]])))
      changed(one, by, name, kept[[by]] == name & !is.na(kept[[by]]), before[[by]] == name & !is.na(before[[by]]))
  }
  # Kitagawa's parts of a change: derivatives by svycontrast with the other wave held, one wave after the other.
  for (by in study$segments) for (one in composites) {
    shown <- sort(unique(c(kept[[by]], before[[by]])))
    sides <- lapply(list(list(before, design_before), list(kept, design)), function(of) {
      sums <- list()
      for (v in seq_along(one$parts)) for (k in seq_along(shown)) {
        y <- of[[1]][[paste0("S.", names(one$parts)[v])]]
        here <- of[[1]][[by]] %in% shown[k] & !is.na(y)
        sums[[sprintf("d%d.%d", v, k)]] <- as.numeric(here)
        sums[[sprintf("y%d.%d", v, k)]] <- ifelse(here, y, 0)
      }
      list(columns = sums, totals = sapply(sums, function(x) sum(x * of[[1]]$weight)))
    })
    named <- names(sides[[1]]$totals)
    part_of <- function(at, which, free) {  # expression of a part for one wave, whose totals stay names; the other's are numbers
      cell <- function(wave, name, v, k) if (wave == free) sprintf("%s%d.%d", name, v, k) else sprintf("(%.17g)", sides[[wave]]$totals[[sprintf("%s%d.%d", name, v, k)]])
      mean_in <- function(wave, v, k) sprintf("%s/%s", cell(wave, "y", v, k), cell(wave, "d", v, k))
      share_in <- function(wave, v, k) sprintf("%s/(%s)", cell(wave, "d", v, k), paste(sapply(seq_along(shown), function(j) cell(wave, "d", v, j)), collapse = "+"))
      rate <- function(v, k) sprintf("(%s+%s)/2*(%s-%s)", share_in(1, v, k), share_in(2, v, k), mean_in(2, v, k), mean_in(1, v, k))
      shift <- function(v, k) sprintf("(%s-%s)*(%s+%s)/2", share_in(2, v, k), share_in(1, v, k), mean_in(1, v, k), mean_in(2, v, k))
      own <- if (which == "mix") sapply(at, function(v) paste(sapply(seq_along(shown), function(k) shift(v, k)), collapse = "+")) else sapply(at, function(v) rate(v, which))
      paste(sprintf("(%.17g)*(%s)", one$parts[at], own), collapse = "+")
    }
    for (which in c(as.list(seq_along(shown)), "mix")) {
      v <- seq_along(one$parts)
      of_wave <- function(frame, design, free) error_of(design$main, sides[[free]]$columns, part_of(v, which, free), design$factor)
      cell <- function(frame) if (which == "mix") rep(TRUE, nrow(frame)) else frame[[by]] %in% shown[which]
      later <- estimate(kept, terms_of(one, cell(kept)), design); earlier <- estimate(before, terms_of(one, cell(before)), design_before)
      if (min(later[["n"]], earlier[["n"]]) < study$minimum_base) next
      later["se"] <- of_wave(kept, design, 2)[["se"]]; earlier["se"] <- of_wave(before, design_before, 1)[["se"]]
      later["value"] <- of_wave(kept, design, 2)[["value"]]; earlier["value"] <- 0
      if (later[["se"]] < 1e-7 || earlier[["se"]] < 1e-7) { put("trends", if (which == "mix") "mix" else "contribution", one$subject, without_error(later),
        other = if (which == "mix") by else "", by = if (which == "mix") "all" else by, level = if (which == "mix") "" else shown[which]); next }
      e <- minus(later, earlier)
      parts <- setNames(numeric(length(leaves)), leaves)
      if (!is.null(of_weights[[one$subject]])) for (u in v) {
        alone <- error_of(design$main, sides[[2]]$columns, sub("^\\([^)]*\\)[*]", "", part_of(u, which, 2)), design$factor)
        parts[names(one$parts)[u]] <- alone[["value"]]
      }
      e <- counted(e, one$subject, parts, TRUE)
      if (which == "mix") put("trends", "mix", one$subject, together(e, share_of(one$subject, by, "rest")), other = by)
      else put("trends", "contribution", one$subject, together(e, share_of(one$subject, by)), by = by, level = shown[which])
    }
  }
  waves <- read_rows("waves.csv")
  series <- list()
  noted <- function(one, e, period, by = "all", level = "") {
    cell <- paste(one$subject, by, level)
    series[[cell]] <<- rbind(series[[cell]], data.frame(value = e[["value"]], measure = one$measure, subject = one$subject, by, level))
    put("trends", one$measure, one$subject, with_ends(e, one$scale), period = period, by = by, level = level)
  }
  last <- tail(unique(waves$period), 1)
  for (period in unique(waves$period)) {
    wave <- waves[waves$period == period, ]
    in_wave <- design_of(wave)
    for (one in composites) noted(one, level_of(wave, one, rep(TRUE, nrow(wave)), in_wave, period == last), period)
    if (!is.null(study$unit)) for (name in sort(unique(wave[[study$unit]]))) for (one in composites) {
      if (one$subject != names(composites)[1] && !name %in% moved) next
      e <- level_of(wave, one, wave[[study$unit]] %in% name, in_wave, period == last)
      if (enough(e)) noted(one, e, period, by = study$unit, level = name)
    }
  }
  for (cell in names(series)) {
    of <- series[[cell]]
    if (nrow(of) < 8) next
    reach <- 3 * mean(abs(diff(of$value))) / (2 / sqrt(pi))
    put("trends", if (of$measure[1] == "nps") "control_nps" else "control", of$subject[1],
        c(value = mean(of$value), low = mean(of$value) - reach, high = mean(of$value) + reach),
        by = of$by[1], level = of$level[1])
  }
}

# ---- reliability -------------------------------------------------------------------------------------------------------------
jackknife <- function(frame, w, statistic) {  # frame: complete rows with their replicate group
  groups <- sort(unique(frame$group))
  values <- sapply(groups, function(g) statistic(frame[frame$group != g, ], w[frame$group != g]))
  values <- matrix(values, ncol = length(groups))
  list(values = values, se = sqrt((length(groups) - 1) / length(groups) * rowSums((values - rowMeans(values))^2)), df = length(groups) - 1)
}
# Jackknife intervals of skewed figures: df from the kurtosis of the replicates, Hall's inverse cubic (studentised.py).
studentised <- function(whole, values, skewed = TRUE, level = confidence) {
  g <- length(values)
  off <- mean(values) - values
  se <- sqrt((g - 1) * mean(off^2))
  df <- min(2 * g / max(mean(off^4) / mean(off^2)^2 - (g - 3) / (g - 1), 2 * g / (g - 1)), g - 1)
  pull <- if (skewed) mean(off^3) / mean(off^2)^1.5 / sqrt(g) else 0
  if (abs(pull) < 1e-6) pull <- 1e-6
  root <- function(x) sign(x) * abs(x)^(1 / 3)
  ends <- sapply(c(1, -1) * t_of(df, level), function(t) whole - se * 3 / pull * (root(1 + pull * (t - pull / 6)) - 1))
  c(low = ends[1], high = ends[2], se = se, df = df)
}
on_log <- function(figure, j) {  # a coefficient of at most 1, on -log(1 - coefficient)
  found <- studentised(-log(1 - figure), -log(1 - j$values[1, ]))
  c(value = figure, se = j$se[1], df = found[["df"]], low = 1 - exp(-found[["low"]]), high = 1 - exp(-found[["high"]]))
}
too_skewed <- function(x, w, group) {  # skewness of the items' means over the replicate groups, plus half its standard error
  off <- sapply(x, function(y) tapply(w * (y - weighted.mean(y, w)), group, sum))
  abs(mean(colSums(off^3) / colSums(off^2)^1.5)) + sqrt(6) / (2 * nrow(off)) > .2
}
raw_alpha <- function(s) nrow(s) / (nrow(s) - 1) * (1 - sum(diag(s)) / sum(s))
minres <- function(r, k) {  # half the sum of squared residual eigenvalues as a function of the uniquenesses, by nlminb
  f <- function(u) sum(tail(eigen(r - diag(u), symmetric = TRUE, only.values = TRUE)$values, nrow(r) - k)^2) / 2
  gradient <- function(u) {
    e <- eigen(r - diag(u), symmetric = TRUE)
    rest <- (k + 1):nrow(r)
    -drop(e$vectors[, rest, drop = FALSE]^2 %*% e$values[rest])
  }
  start <- if (min(eigen(r)$values) > 1e-8) 1 / diag(solve(r)) else rep(.5, nrow(r))
  fit <- nlminb(start, f, gradient, lower = .005, upper = 1, control = list(rel.tol = 1e-15, abs.tol = 0, x.tol = 1e-14, iter.max = 5000, eval.max = 9000))
  e <- eigen(r - diag(fit$par), symmetric = TRUE)
  l <- e$vectors[, 1:k, drop = FALSE] %*% diag(sqrt(pmax(e$values[1:k], 0)), k)
  l %*% diag(ifelse(colSums(l) < 0, -1, 1), k)
}
congeneric <- function(r) sum(minres(r, 1))^2 / sum(r)
turned_items <- sapply(setNames(items, items), function(q) turned(kept, q))
if ("reliability" %in% study$chapters) for (name in constructs) {
  own <- study$constructs[[name]]
  put("reliability", "n_items", name, c(value = length(own)))
  if (length(own) < 2) next
  whole <- complete.cases(turned_items[, own])
  x <- as.data.frame(turned_items[whole, own])
  x$group <- kept$group[whole]
  wx <- w[whole]
  cov_of <- function(frame, w) cov.wt(frame[own], wt = w / sum(w), method = "ML")$cov * nrow(frame) / (nrow(frame) - 1)
  s <- cov_of(x, wx)
  fit <- suppressWarnings(psych::alpha(s, n.obs = nrow(x)))  # psych, fed the weighted covariance matrix
  skewed <- too_skewed(x[own], wx, x$group)
  put_coefficient <- function(measure, figure, statistic) {
    found <- if (skewed) c(value = figure) else on_log(figure, jackknife(x, wx, statistic))
    put("reliability", measure, name, c(found, n = nrow(x)))
  }
  put_coefficient("alpha", fit$total$raw_alpha, function(frame, w) raw_alpha(cov_of(frame, w)))
  lambda2 <- function(s) {
    p <- nrow(s)
    (sum(s) - sum(diag(s)) + sqrt(p / (p - 1) * (sum(s^2) - sum(diag(s)^2)))) / sum(s)
  }
  put_coefficient("lambda2", lambda2(s), function(frame, w) lambda2(cov_of(frame, w)))
  put("reliability", "alpha_standardised", name, c(value = fit$total$std.alpha))
  put("reliability", "lambda6", name, c(value = fit$total$`G6(smc)`))
  put("reliability", "mean_r", name, c(value = fit$total$average_r))
  for (q in own) {
    put("reliability", "item_rest", q, c(value = fit$item.stats[q, "r.drop"]), other = name)
    if (length(own) > 2) put("reliability", "alpha_if_dropped", q, c(value = fit$alpha.drop[q, "raw_alpha"]), other = name)
  }
  if (length(own) > 2) {
    put_coefficient("omega", congeneric(cov2cor(s)), function(frame, w) congeneric(cov2cor(cov_of(frame, w))))
    by_psych <- suppressWarnings(suppressMessages(fa(cov2cor(s), 1, fm = "minres")))
    put("reliability", "omega", name, c(psych = sum(by_psych$loadings)^2 / sum(cov2cor(s))))
  }
}

# ---- factors -------------------------------------------------------------------------------------------------------------------
if ("factors" %in% study$chapters) {
  p <- length(items)
  r <- diag(p)
  n_pair <- eff_pair <- matrix(NA, p, p)
  for (j in 1:p) for (k in 1:j) {
    both <- complete.cases(turned_items[, c(j, k)])
    if (j != k) r[j, k] <- r[k, j] <- weighted_cor(turned_items[both, c(j, k)], w[both])[1, 2]
    n_pair[j, k] <- sum(both)
    eff_pair[j, k] <- sum(w[both])^2 / sum(w[both]^2)
  }
  dimnames(r) <- list(items, items)
  n <- if (diff(range(w)) < 1e-9) min(n_pair, na.rm = TRUE) else min(eff_pair, na.rm = TRUE)
  adequacy <- KMO(r)
  put("factors", "kmo", "items", c(value = adequacy$MSA, n = min(n_pair, na.rm = TRUE), n_effective = min(eff_pair, na.rm = TRUE)))
  for (q in items) put("factors", "kmo", q, c(value = adequacy$MSAi[[q]]))
  sphericity <- cortest.bartlett(r, n = n)
  put("factors", "bartlett", "items", c(value = sphericity$chisq, df = sphericity$df, p = sphericity$p.value))
  own <- eigen(r)$values
  set.seed(1)
  drawn <- replicate(200, eigen(cor(matrix(rnorm(round(n) * p), ncol = p)), only.values = TRUE)$values)
  random <- apply(drawn, 1, quantile, .95)
  put("factors", "n_factors", "items", c(value = which.min(c(own > random, FALSE)) - 1), method = "parallel components")
  for (m in 1:p) {
    put("factors", "eigenvalue", "component", c(value = own[m]), path = m)
    put("factors", "eigenvalue_random", "component", c(value = random[m]), path = m)
  }
  k <- length(constructs)
  unrotated <- minres(r, k)
  turn <- GPArotation::oblimin(unrotated, eps = 1e-9, maxit = 20000)
  in_order <- function(l, phi) {
    sizes <- diag(phi %*% crossprod(l))
    order <- order(sizes, decreasing = TRUE)
    sign <- ifelse(colSums(l) < 0, -1, 1)[order]
    list(l = l[, order] %*% diag(sign), phi = diag(sign) %*% phi[order, order] %*% diag(sign), share = sizes[order] / nrow(l))
  }
  put_factors <- function(found, field) {
    for (j in 1:p) {
      put("factors", "communality", items[j], setNames(drop(found$l[j, ] %*% found$phi %*% found$l[j, ]), field))
      for (m in 1:k) put("factors", "loading", items[j], setNames(found$l[j, m], field), other = paste0("F", m))
    }
    for (m in 1:k) put("factors", "variance_share", paste0("F", m), setNames(found$share[m], field))
    for (m in seq_len(k - 1)) for (o in (m + 1):k)
      put("factors", "factor_correlation", paste0("F", m), setNames(found$phi[m, o], field), other = paste0("F", o))
  }
  put_factors(in_order(unclass(turn$loadings), turn$Phi), "value")
  by_psych <- suppressWarnings(suppressMessages(fa(r, k, n.obs = round(n), fm = "minres", rotate = "oblimin")))
  put_factors(in_order(unclass(by_psych$loadings), by_psych$Phi), "psych")
}

# ---- drivers -------------------------------------------------------------------------------------------------------------------
# R squared corrected for p predictors, with Helland's interval for as many normal answers as the jackknife says.
explained_share <- function(r2, variance, n, effective, p) {
  corrected <- function(r2, n) 1 - (1 - r2) * (n - 1) / (n - p - 1)
  value <- corrected(r2, effective)
  worth <- min(max(4 * r2 * (1 - r2)^2 / variance, p + 3), n)
  back <- function(value) max(0, 1 - (1 - value) * (worth - p - 1) / (worth - 1))
  end <- function(r2, share) {
    reached <- r2 / (1 - r2) * (worth - p - 1)
    above <- function(rho2) {
      odds <- rho2 / (1 - rho2)
      df <- ((worth - 1) * odds + p)^2 / ((worth - 1) * odds * (odds + 2) + p)
      reached - ((worth - 1) * odds + p) * qf(share, df, worth - p - 1)
    }
    if (above(0) <= 0) 0 else uniroot(above, c(0, 1 - 1e-9), tol = 1e-15, maxiter = 1000)$root
  }
  low <- end(back(value), (1 + confidence) / 2); high <- end(max(back(value), back(0)), (1 - confidence) / 2)
  value <- max(value, 0)
  c(value = value, low = min(low, value), high = max(high, value), worth = worth)
}
if ("drivers" %in% study$chapters) {
  of <- c(study$drivers, study$headline)
  x <- as.data.frame(S[whole_rows, of])
  x$group <- kept$group[whole_rows]
  wx <- w[whole_rows]
  methods <- list(johnson = johnson, lmg = lmg)
  for (method in names(methods)) {
    statistic <- function(frame, w) {
      r <- weighted_cor(frame[of], w)
      parts <- methods[[method]](r)
      c(parts / sum(parts), r_squared(r))
    }
    whole <- statistic(x, wx)
    j <- jackknife(x, wx, statistic)
    p <- length(study$drivers)
    explained <- explained_share(whole[p + 1], j$se[p + 1]^2, nrow(x), sum(wx)^2 / sum(wx^2), p)
    skewed <- too_skewed(x[of], wx, x$group)
    enough_explained <- !skewed && (p == 1 || explained[["worth"]] * explained[["value"]] / (1 - explained[["value"]]) >= 200)
    for (at in seq_len(p)) {
      found <- studentised(whole[at], j$values[at, ], FALSE)
      reach <- t_of(found[["df"]]) * found[["se"]] / (whole[at] * (1 - whole[at]))
      own <- c(value = whole[at], se = j$se[at], df = j$df)
      if (enough_explained) own <- c(own, low = plogis(qlogis(whole[at]) - reach), high = plogis(qlogis(whole[at]) + reach))
      put("drivers", "importance", study$drivers[at], own, other = study$headline, method = method)
    }
    if (method == "johnson") {
      put("drivers", "r2", study$headline, c(explained[if (skewed) "value" else c("value", "low", "high")], n = nrow(x)))
      if (p > 1) {  # p times the share times the distance from the mean of all means
        gap <- function(frame, w, shares) { m <- apply(frame[study$drivers], 2, weighted.mean, w); p * shares * (m - mean(m)) }
        gaps <- gap(x, wx, whole[1:p])
        each <- sapply(seq_along(groups), function(at) { left <- x$group != groups[at]; gap(x[left, ], wx[left], j$values[1:p, at]) })
        for (at in seq_len(p)) {
          se <- sqrt(j$df / (j$df + 1) * sum((each[at, ] - mean(each[at, ]))^2))
          reach <- t_of(j$df, confidence^(1 / p)) * se
          ends <- gaps[[at]] + c(-1, 1) * reach
          if (prod(ends) > 0 && all(sign(each[at, ]) == sign(gaps[[at]]))) {  # clear of 0: on the logarithm of its size
            found <- studentised(log(abs(gaps[[at]])), log(abs(each[at, ])), FALSE, confidence^(1 / p))
            ends <- sort(sign(gaps[[at]]) * exp(found[c("low", "high")]))
          }
          put("drivers", "weighted_gap", study$drivers[at], c(value = gaps[[at]], se = se, df = j$df, low = ends[[1]], high = ends[[2]]),
              other = study$headline)
        }
      }
    }
    if (p > 1) {
      top <- order(whole[seq_len(p)], decreasing = TRUE)[1:2]
      lead <- whole[top[1]] - whole[top[2]]
      found <- studentised(lead, j$values[top[1], ] - j$values[top[2], ], FALSE)
      put("drivers", "lead", study$drivers[top[1]], c(value = lead, if (enough_explained) found), other = study$drivers[top[2]], method = method)
    }
  }
  for (name in study$drivers) {
    e <- estimate(kept, list(list(1, paste0("S.", name), everybody)), design)
    put("drivers", "performance", name, with_ends(e, c(0, 100)))
  }
}

# ---- quality -------------------------------------------------------------------------------------------------------------------
put("quality", "rows_in", "answers", c(value = nrow(all_rows)))
put("quality", "rows_kept", "answers", c(value = nrow(kept)))
for (at in seq_along(study$rules)) {
  gone <- !is.na(all_rows$reason) & all_rows$reason == study$rules[at]
  put("quality", "left_out", "answers", c(value = sum(gone)), other = study$rules[at], path = at)
  S.all <- as.matrix(all_rows[paste0("score.", constructs)])
  colnames(S.all) <- constructs
  index <- function(rows, weight) {
    parts <- flat[[study$root]]
    sum(sapply(names(parts), function(v) parts[[v]] * weighted.mean(S.all[rows, v], weight[rows], na.rm = TRUE)))
  }
  weight <- ifelse(all_rows$kept == 1, all_rows$weight, all_rows$base_weight / mean(all_rows$base_weight[all_rows$kept == 1]))
  effect <- if (any(gone)) index(all_rows$kept == 1 | gone, weight) - index(all_rows$kept == 1, weight) else 0
  put("quality", "index_effect", study$root, c(value = effect), other = study$rules[at])
}
if (any(!is.na(all_rows$seconds))) put("quality", "median_seconds", "answers", c(value = median(all_rows$seconds, na.rm = TRUE)))
applies <- sapply(items, function(q) kept[[paste0("applies.", q)]] == 1)  # by the codes of the file: neither filtered nor 98
blank <- is.na(turned_items) & applies
for (q in items) put("quality", "missing_share", q, c(value = sum(blank[, q]) / sum(applies[, q]), n = sum(applies[, q])))
for (number in unique(rowSums(blank))) put("quality", "missing_items", "answers", c(value = sum(rowSums(blank) == number)), other = format(number))

# ---- voice -----------------------------------------------------------------------------------------------------------------------
voice <- read_rows("voice.csv")
if (!is.null(voice)) {
  codes <- sub("^code[.]", "", grep("^code[.]", names(voice), value = TRUE))
  wrote <- voice[voice$wrote == 1, ]
  base <- c(n = nrow(wrote), n_weighted = sum(wrote$weight), n_effective = sum(wrote$weight)^2 / sum(wrote$weight^2))
  for (code in codes) {
    here <- wrote[[paste0("code.", code)]] == 1
    put("voice", "mentions", code, c(value = sum(here)))
    share <- unname(sum(wrote$weight[here]) / base["n_weighted"])
    put("voice", "share", code, c(value = share, base, wilson(share, unname(base["n_effective"]), qnorm((1 + confidence) / 2))))
    known <- here & !is.na(wrote$score)
    if (sum(known) < study$minimum_base) next
    alone <- wrote[known, ]  # the mentions as a sample of their own
    alone$stratum <- alone$psu <- NA
    fixed <- svydesign(ids = ~1, data = alone, weights = ~weight)
    e <- estimate(alone, list(list(1, "score", rep(TRUE, nrow(alone)))), list(main = fixed, fixed = fixed, factor = 1, left = 1))
    put("voice", "score", code, with_ends(e, c(0, 100)))
  }
}

table <- do.call(rbind, figures)
table$value <- ifelse(is.na(table$value), "", formatC(table$value, digits = 17, format = "g"))
write.csv(table, file.path(folder, "figures.csv"), row.names = FALSE, quote = TRUE)
cat(sprintf("%s, survey %s, psych %s, GPArotation %s", R.version.string, packageVersion("survey"), packageVersion("psych"), packageVersion("GPArotation")))
