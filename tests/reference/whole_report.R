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
design_of <- function(frame) {
  ids <- if (all(is.na(frame$psu))) ~1 else ~psu
  if (all(is.na(frame$stratum))) svydesign(ids = ids, data = frame, weights = ~weight)
  else svydesign(ids = ids, strata = ~stratum, data = frame, weights = ~weight, nest = TRUE)
}
n_of <- function(frame, y, cell) {
  here <- cell & !is.na(frame[[y]])
  w <- frame$weight[here]
  units <- if (all(is.na(frame$psu))) sum(here) else length(unique(paste(frame$stratum, frame$psu)[here]))
  c(n = sum(here), n_weighted = sum(w), n_effective = sum(w)^2 / sum(w^2), df = units - length(unique(frame$stratum[here])))
}
# terms: list of list(coefficient, column, cell); totals of d and d*y by svytotal, their contrast by svycontrast
estimate <- function(frame, terms, design = design_of(frame)) {
  bases <- sapply(terms, function(t) n_of(frame, t[[2]], t[[3]]))
  columns <- list()
  for (k in seq_along(terms)) {
    here <- terms[[k]][[3]] & !is.na(frame[[terms[[k]][[2]]]])
    columns[[paste0("d", k)]] <- as.numeric(here)
    columns[[paste0("y", k)]] <- ifelse(here, frame[[terms[[k]][[2]]]], 0)
  }
  design$variables <- as.data.frame(columns)
  totals <- svytotal(as.formula(paste("~", paste(names(columns), collapse = "+"))), design)
  text <- paste(sprintf("(%.17g)*y%d/d%d", sapply(terms, `[[`, 1), seq_along(terms), seq_along(terms)), collapse = "+")
  found <- svycontrast(totals, list(it = parse(text = text)[[1]]))
  least <- which.min(bases["n", ])
  c(value = unname(coef(found)), se = unname(SE(found)), df = min(bases["df", ]), bases[c("n", "n_weighted", "n_effective"), least])
}
ends <- function(e, level = confidence) e["value"] + c(low = -1, high = 1) * qt((1 + level) / 2, e["df"]) * e["se"]
cut_at <- function(e, bounds) setNames(pmin(pmax(e, bounds[1]), bounds[2]), c("low", "high"))
alike <- function(e) !(e["se"] > 1e-7 * max(1, abs(e["value"])))  # all answers equal: no interval
without_error <- function(e) e[setdiff(names(e), c("se", "df"))]
with_ends <- function(e, bounds = c(-Inf, Inf), level = confidence) {
  if (alike(e)) without_error(e) else c(e, cut_at(unname(ends(e, level)), bounds))
}
sidak <- function(e, m) {
  if (alike(e)) return(without_error(e))
  p <- 2 * pt(-abs(e["value"] / e["se"]), e["df"])
  c(e, setNames(unname(ends(e, confidence^(1 / m))), c("low", "high")), p = unname(-expm1(m * log1p(-p))))
}
wilson <- function(share, n, z) {  # prop.test without correction gives Wilson's interval, here for an n that need not be whole
  found <- suppressWarnings(prop.test(share * n, n, conf.level = 2 * pnorm(z) - 1, correct = FALSE))$conf.int
  c(low = found[1], high = found[2])
}
composites <- c(
  lapply(setNames(names(flat), names(flat)), function(node) list(measure = "index", bounds = c(0, 100), parts = flat[[node]])),
  lapply(setNames(c(constructs, ratings), c(constructs, ratings)), function(v) list(measure = "index", bounds = c(0, 100), parts = setNames(1, v))),
  lapply(setNames(study$nps, study$nps), function(v) list(measure = "nps", bounds = c(-100, 100), parts = setNames(1, v)))
)[c(names(study$index), constructs, ratings, study$nps)]
terms_of <- function(one, cell, sign = 1)
  unname(Map(function(weight, part) list(sign * weight, paste0("S.", part), cell), one$parts, names(one$parts)))
enough <- function(e) e[["n"]] >= study$minimum_base

cells_of <- function(frame, by) {
  parts <- strsplit(by, "*", fixed = TRUE)[[1]]
  level <- do.call(paste, c(frame[parts], sep = "*"))
  level[rowSums(is.na(frame[parts])) > 0] <- NA
  level
}
segmentations <- c(study$segments, if (!is.null(study$unit)) paste0(study$unit, "*", setdiff(study$segments, study$unit)))
everybody <- rep(TRUE, nrow(kept))
design <- design_of(kept)
share_by_design <- function(e) {  # Wilson on the n behind the design-based error (Korn & Graubard), at most Kish's
  n <- if (alike(e)) e["df"] + 1 else e["value"] * (1 - e["value"]) / e["se"]^2
  n <- min(n, e["n_effective"]) * (qt((1 + confidence) / 2, e["n"] - 1) / qt((1 + confidence) / 2, e["df"]))^2
  c(if (alike(e)) without_error(e) else e, wilson(unname(e["value"]), unname(n), qnorm((1 + confidence) / 2)))
}
levels_shown <- function(topic, by, level, cell) {
  for (subject in names(composites)) {
    one <- composites[[subject]]
    e <- estimate(kept, terms_of(one, cell), design)
    if (enough(e)) put(topic, one$measure, subject, with_ends(e, one$bounds), by = by, level = level)
    if (one$measure == "nps") for (group in names(nps_groups)) {
      kept$G <- as.numeric(kept[[subject]] %in% nps_groups[[group]])
      kept$G[is.na(kept[[subject]])] <- NA
      g <- estimate(kept, list(list(1, "G", cell)), design)
      if (enough(g)) put(topic, group, subject, share_by_design(g), by = by, level = level)
    }
  }
  if (grepl("*", by, fixed = TRUE)) return(invisible())
  for (name in c(items, ratings)) {
    if (!any(cell & !is.na(kept[[name]]))) next
    kept$M <- turned(kept, name)
    e <- estimate(kept, list(list(1, "M", cell)), design)
    scale <- unlist(study$scales[[name]][c("low", "high")])
    if (enough(e)) put(topic, "mean", name, with_ends(e, scale), by = by, level = level)
    e <- estimate(kept, list(list(1, paste0("T.", name), cell)), design)
    if (enough(e)) put(topic, "top2", name, share_by_design(e), by = by, level = level)
  }
}
nps_groups <- list(promoters = 9:10, passives = 7:8, detractors = 0:6)
levels_shown("scores", "all", "", everybody)
for (name in c(items, study$outcomes)) {
  x <- kept[[name]]
  base <- n_of(kept, name, everybody)
  for (answer in sort(unique(x[!is.na(x)]))) {
    share <- sum(w[!is.na(x) & x == answer]) / base["n_weighted"]
    e <- c(value = unname(share), se = unname(sqrt(share * (1 - share) / base["n_effective"])),
           base[c("n", "n_weighted", "n_effective")], wilson(unname(share), unname(base["n_effective"]), qnorm((1 + confidence) / 2)))
    if (enough(e)) put("scores", "answer_share", name, e, other = format(answer))
  }
}
if ("segments" %in% study$chapters) for (by in segmentations) {
  level <- cells_of(kept, by)
  shown <- sort(unique(level[!is.na(level)]))
  for (name in shown) levels_shown("segments", by, name, level == name & !is.na(level))
  for (subject in names(composites)) {
    gaps <- lapply(setNames(shown, shown), function(name) {
      cell <- level == name & !is.na(level)
      if (!all(sapply(names(composites[[subject]]$parts), function(v) any(cell & !is.na(kept[[paste0("S.", v)]]))))) return(NULL)
      e <- estimate(kept, c(terms_of(composites[[subject]], cell), terms_of(composites[[subject]], !cell, -1)), design)
      if (!enough(e)) return(NULL)
      alone <- sapply(terms_of(composites[[subject]], cell), function(t) n_of(kept, t[[2]], t[[3]]))
      if (alike(estimate(kept, terms_of(composites[[subject]], cell), design))) e["se"] <- 0
      e[c("n", "n_weighted", "n_effective")] <- alone[c("n", "n_weighted", "n_effective"), which.min(alone["n", ])]
      e
    })
    gaps <- Filter(Negate(is.null), gaps)
    m <- sum(!sapply(gaps, alike))
    if (length(shown) == 2 && !any(is.na(level))) m <- min(m, 1)  # each is the other's rest: one comparison
    for (name in names(gaps)) put("segments", "gap", subject, sidak(gaps[[name]], m), by = by, level = name)
  }
}

# ---- trends ----------------------------------------------------------------------------------------------------------------
before <- read_rows("before.csv")
if (!is.null(before)) {
  before <- scored(before[before$kept == 1, ])
  change <- function(one, here, there) {
    later <- estimate(kept, terms_of(one, here), design)
    earlier <- estimate(before, terms_of(one, there))
    v <- c(later["se"], earlier["se"])^2
    c(value = unname(later["value"] - earlier["value"]), se = sqrt(sum(v)), df = sum(v)^2 / sum(v^2 / c(later["df"], earlier["df"])),
      later[c("n", "n_weighted", "n_effective")], least = min(later["n"], earlier["n"]))
  }
  put_change <- function(found, ...) for (subject in names(found)) {
    found[[subject]] <- found[[subject]][names(found[[subject]]) != "least"]
    m <- if (subject %in% constructs) length(constructs) else 1
    put("trends", "change", subject, sidak(found[[subject]], m), ...)
  }
  put_change(lapply(composites, change, everybody, rep(TRUE, nrow(before))))
  for (by in study$segments) for (subject in names(composites)) {
    levels <- sort(unique(kept[[by]]))
    found <- lapply(setNames(levels, levels), function(name)
      change(composites[[subject]], kept[[by]] == name & !is.na(kept[[by]]), before[[by]] == name & !is.na(before[[by]])))
    found <- Filter(function(e) e[["least"]] >= study$minimum_base, found)
    found <- lapply(found, function(e) e[names(e) != "least"])
    m <- sum(!sapply(found, alike))
    for (name in names(found)) put("trends", "change", subject, sidak(found[[name]], m), by = by, level = name)
  }
  waves <- read_rows("waves.csv")
  for (period in unique(waves$period)) {
    wave <- waves[waves$period == period, ]
    for (subject in names(composites)) {
      one <- composites[[subject]]
      put("trends", one$measure, subject, with_ends(estimate(wave, terms_of(one, rep(TRUE, nrow(wave)))), one$bounds), period = period)
    }
  }
}

# ---- reliability -------------------------------------------------------------------------------------------------------------
jackknife <- function(frame, w, statistic) {  # frame: complete rows with their replicate group
  groups <- sort(unique(frame$group))
  values <- sapply(groups, function(g) statistic(frame[frame$group != g, ], w[frame$group != g]))
  values <- matrix(values, ncol = length(groups))
  list(values = values, se = sqrt((length(groups) - 1) / length(groups) * rowSums((values - rowMeans(values))^2)), df = length(groups) - 1)
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
  equal <- diff(range(wx)) < 1e-9
  of_alpha <- c(value = fit$total$raw_alpha, n = nrow(x))
  if (equal) {
    feldt <- alpha.ci(fit$total$raw_alpha, n.obs = nrow(x), n.var = length(own), p.val = 1 - confidence)
    of_alpha <- c(of_alpha, low = feldt$lower.ci, high = feldt$upper.ci)
  } else {
    j <- jackknife(x, wx, function(frame, w) raw_alpha(cov_of(frame, w)))
    of_alpha <- c(of_alpha, se = j$se, df = j$df, low = of_alpha[["value"]] - qt((1 + confidence) / 2, j$df) * j$se,
                  high = of_alpha[["value"]] + qt((1 + confidence) / 2, j$df) * j$se)
  }
  put("reliability", "alpha", name, of_alpha)
  put("reliability", "alpha_standardised", name, c(value = fit$total$std.alpha))
  put("reliability", "lambda6", name, c(value = fit$total$`G6(smc)`))
  put("reliability", "mean_r", name, c(value = fit$total$average_r))
  for (q in own) {
    put("reliability", "item_rest", q, c(value = fit$item.stats[q, "r.drop"]), other = name)
    if (length(own) > 2) put("reliability", "alpha_if_dropped", q, c(value = fit$alpha.drop[q, "raw_alpha"]), other = name)
  }
  if (length(own) > 2) {
    omega <- congeneric(cov2cor(s))
    j <- jackknife(x, wx, function(frame, w) congeneric(cov2cor(cov_of(frame, w))))
    reach <- qt((1 + confidence) / 2, j$df) * j$se
    put("reliability", "omega", name, c(value = omega, se = j$se, df = j$df, low = omega - reach, high = omega + reach))
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
  put("factors", "n_factors", "items", c(value = which.min(c(own > random, FALSE)) - 1))
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
    reach <- qt((1 + confidence) / 2, j$df) * j$se / (whole * (1 - whole))
    shares <- data.frame(value = whole, low = plogis(qlogis(whole) - reach), high = plogis(qlogis(whole) + reach), se = j$se, df = j$df)
    for (at in seq_along(study$drivers))
      put("drivers", "importance", study$drivers[at], shares[at, ], other = study$headline, method = method)
    if (method == "johnson") put("drivers", "r2", study$headline, c(unlist(shares[nrow(shares), ]), n = nrow(x)))
    if (length(study$drivers) > 1) {
      top <- order(whole[seq_along(study$drivers)], decreasing = TRUE)[1:2]
      d <- j$values[top[1], ] - j$values[top[2], ]
      se <- sqrt(j$df / (j$df + 1) * sum((d - mean(d))^2))
      lead <- whole[top[1]] - whole[top[2]]
      put("drivers", "lead", study$drivers[top[1]], c(value = lead, se = se, df = j$df, low = lead - qt((1 + confidence) / 2, j$df) * se,
          high = lead + qt((1 + confidence) / 2, j$df) * se), other = study$drivers[top[2]], method = method)
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
    # the mentions as a sample of their own, as ours takes them (survey's domains would have N / (N - 1) for n / (n - 1))
    alone <- svydesign(ids = ~1, data = wrote[known, ], weights = ~weight)
    m <- svymean(~score, alone)
    e <- c(value = unname(coef(m)), se = unname(SE(m)[1]), df = sum(known) - 1, n = sum(known))
    put("voice", "score", code, with_ends(e, c(0, 100)))
  }
}

table <- do.call(rbind, figures)
table$value <- ifelse(is.na(table$value), "", formatC(table$value, digits = 17, format = "g"))
write.csv(table, file.path(folder, "figures.csv"), row.names = FALSE, quote = TRUE)
cat(sprintf("%s, survey %s, psych %s, GPArotation %s", R.version.string, packageVersion("survey"), packageVersion("psych"), packageVersion("GPArotation")))
