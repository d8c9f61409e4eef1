# Measurement invariance: what lavaan makes of three real data sets, group by group.
# Writes invariance_sums.csv: n, means and covariances (divisor n - 1) of each group; invariance_tables.csv: how often each
# pair of answers was given, for the ordered answers; and invariance.csv, the figures: case, model, step, figure, value.
# Cases: `school` HolzingerSwineford1939 (lavaan), 9 tests in 2 schools; `gender` bfi (psychTools), 25 items, complete
# answers, 2 groups; `education` its five items of neuroticism, 5 groups; `ordered` its five items of agreeableness by
# gender, pairwise, as ordered answers: thresholds by optim (common ones against each group's own), then lavaan on
# two-step polychoric correlations put on the common thresholds. The head of the CSV says the versions. Run in this folder.
suppressMessages({library(lavaan); library(psychTools); library(mvtnorm)})

steps <- list(configural = "", metric = "loadings", scalar = c("loadings", "intercepts"))
figure <- function(case, model, step, name, value)
  data.frame(case = case, model = model, step = step, figure = name, value = as.numeric(value))

fitted <- function(case, label, syntax, ..., extra = c(0, 0)) {
  rows <- NULL
  for (step in names(steps)) {
    fit <- cfa(syntax, ..., group.equal = steps[[step]], meanstructure = TRUE)
    named <- c("chisq", "df", "cfi", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "baseline.chisq", "baseline.df")
    rows <- rbind(rows, figure(case, label, step, named, fitMeasures(fit, named)))
  }
  rows
}

sums <- function(case, data, items, by) do.call(rbind, lapply(unique(as.character(data[[by]])), function(name) {
  x <- data[data[[by]] == name, items]
  low <- which(lower.tri(cov(x), diag = TRUE), arr.ind = TRUE)
  data.frame(case = case, group = name, n = nrow(x), row = items[low[, 1]], column = items[low[, 2]],
             row_mean = unname(colMeans(x)[low[, 1]]), column_mean = unname(colMeans(x)[low[, 2]]),
             covariance = cov(x)[low])
}))

write <- function(table, file, head) {
  versions <- sapply(c("lavaan", "psychTools", "mvtnorm"), function(name) as.character(packageVersion(name)))
  top <- paste("#", head, R.version.string, paste(names(versions), versions, collapse = ", "))
  writeLines(c(top, capture.output(utils::write.csv(table, row.names = FALSE, quote = FALSE))), file)
}

options(digits = 15)
schools <- HolzingerSwineford1939
tests <- list(visual = paste0("x", 1:3), textual = paste0("x", 4:6), speed = paste0("x", 7:9))
syntax <- function(model) paste(sapply(names(model), function(name) paste(name, "=~", paste(model[[name]], collapse = " + "))), collapse = "\n")

traits <- lapply(c(A = "A", C = "C", E = "E", N = "N", O = "O"), paste0, 1:5)
items <- unlist(traits, use.names = FALSE)
people <- bfi[complete.cases(bfi[, c(items, "gender")]), ]
schooled <- bfi[complete.cases(bfi[, c(traits$N, "education")]), ]

found <- rbind(
  fitted("school", "model", syntax(tests), data = schools, group = "school"),
  do.call(rbind, lapply(names(tests), function(name)
    fitted("school", name, syntax(tests[name]), data = schools, group = "school"))),
  fitted("gender", "model", syntax(traits), data = people, group = "gender"),
  fitted("education", "N", syntax(traits["N"]), data = schooled, group = "education"))
for (item in tests$visual) {  # one intercept at a time free to differ
  fit <- cfa(syntax(tests["visual"]), data = schools, group = "school", group.equal = steps$scalar,
             group.partial = paste0(item, "~1"))
  found <- rbind(found, figure("school", "visual", paste0("scalar.", item), c("chisq", "df", "cfi"),
                               fitMeasures(fit, c("chisq", "df", "cfi"))))
}
data <- rbind(sums("school", schools, unlist(tests, use.names = FALSE), "school"), sums("gender", people, items, "gender"),
              sums("education", schooled, traits$N, "education"))

# Ordered answers.
sexes <- split(bfi[, traits$A], bfi$gender)
tables <- do.call(rbind, lapply(names(sexes), function(name) do.call(rbind, apply(unname(as.matrix(expand.grid(traits$A, traits$A))), 1, function(pair) {
  counts <- table(factor(sexes[[name]][[pair[1]]], 1:6), factor(sexes[[name]][[pair[2]]], 1:6))
  data.frame(group = name, row = pair[1], column = pair[2], row_answer = rep(1:6, 6), column_answer = rep(1:6, each = 6),
             n = as.vector(counts))
}))))

common <- function(item) {
  counts <- sapply(sexes, function(x) table(factor(x[[item]], 1:6)))
  own <- sum(counts * log(sweep(counts, 2, colSums(counts), "/")))
  lost <- function(at) {
    cuts <- cumsum(c(at[1], exp(at[2:5])))
    shares <- cbind(diff(c(0, pnorm(cuts), 1)), diff(c(0, pnorm((cuts - at[6]) / exp(at[7])), 1)))
    if (!all(is.finite(shares)) || any(shares <= 0)) return(1e10)
    own - sum(counts * log(shares))
  }
  cuts <- qnorm(cumsum(rowSums(counts))[1:5] / sum(counts))
  at <- c(cuts[1], log(diff(cuts)), 0, 0)
  for (again in 1:5) at <- nlminb(at, lost, control = list(rel.tol = 1e-15, x.tol = 1e-12, eval.max = 9999, iter.max = 9999))$par
  c(location = at[6], scale = exp(at[7]), chisq = 2 * lost(at))
}
placed <- sapply(traits$A, common)
polychoric <- lapply(sexes, function(x) {
  r <- diag(5)
  cuts <- lapply(x, function(item) qnorm(cumsum(table(factor(item, 1:6)))[1:5] / sum(!is.na(item))))
  for (j in 2:5) for (k in 1:(j - 1)) {
    counts <- table(factor(x[[j]], 1:6), factor(x[[k]], 1:6))
    lost <- function(rho) {
      below <- outer(1:5, 1:5, Vectorize(function(a, b) pmvnorm(upper = c(cuts[[j]][a], cuts[[k]][b]),
        corr = matrix(c(1, rho, rho, 1), 2), algorithm = TVPACK(1e-14))))
      below <- rbind(0, cbind(0, below, pnorm(cuts[[j]])), c(0, pnorm(cuts[[k]]), 1))
      cell <- t(diff(t(diff(below))))
      -sum(counts[counts > 0] * log(cell[counts > 0]))
    }
    r[j, k] <- r[k, j] <- optimize(lost, c(-.95, .95), tol = 1e-9)$minimum
  }
  dimnames(r) <- list(traits$A, traits$A)
  r
})
scales <- list(rep(1, 5), placed["scale", ])
covariances <- mapply(function(r, s) { out <- r * outer(s, s); dimnames(out) <- dimnames(r); out }, polychoric, scales, SIMPLIFY = FALSE)
means <- list(setNames(rep(0, 5), traits$A), setNames(placed["location", ], traits$A))
n <- sapply(sexes, function(x) min(crossprod(!is.na(as.matrix(x)))))
found <- rbind(found,
  figure("ordered", "A", "threshold", c("chisq", "df"), c(sum(placed["chisq", ]), 5 * 3)),
  figure("ordered", "A", "threshold", paste0("location.", traits$A), placed["location", ]),
  figure("ordered", "A", "threshold", paste0("scale.", traits$A), placed["scale", ]),
  fitted("ordered", "A", syntax(traits["A"]), sample.cov = covariances, sample.mean = means, sample.nobs = n,
         sample.cov.rescale = FALSE))

write(found, "invariance.csv", "Invariance in R; see invariance.R.")
write(data, "invariance_sums.csv", "Sums of real data by group; see invariance.R.")
write(tables, "invariance_tables.csv", "Pairs of answers to bfi A1-A5 by gender; see invariance.R.")
