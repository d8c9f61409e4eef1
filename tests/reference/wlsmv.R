# Factor models of ordered answers by lavaan (estimator = "WLSMV"): synthetic items, two public tables of answer patterns.
# Writes, beside this script: wlsmv_patterns.csv (LSAT sections 6 and 7: how many gave which five answers; Bock & Aitkin
# 1981, from psych) and wlsmv.csv (the figures). Reads ordinal_items.csv, which polychoric.R writes.
# Run: Rscript wlsmv.R   (R packages lavaan, psych)
suppressMessages({
  library(lavaan)
  library(psych)
})
args <- commandArgs(FALSE)
here <- dirname(sub("--file=", "", args[grep("--file=", args)]))
save <- function(frame, name) {
  file <- file.path(here, name)
  versions <- sapply(c("lavaan", "psych"), function(p) as.character(packageVersion(p)))
  words <- paste(names(versions), versions, collapse = ", ")
  writeLines(sprintf("# %s, by wlsmv.R; R %s, %s", name, getRversion(), words), file)
  suppressWarnings(write.table(frame, file, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE))
}
items <- read.csv(file.path(here, "ordinal_items.csv"), comment.char = "#")
used <- names(items)[1:9]
half <- transform(items, half = ifelse(psu < 25, "one", "two"))
lsat <- lapply(list(lsat6 = psych::lsat6, lsat7 = psych::lsat7), function(x) setNames(as.data.frame(x), paste0("q", 1:5)))
patterns <- do.call(rbind, Map(function(name, x) {
  counted <- aggregate(list(n = rep(1, nrow(x))), x, sum)
  cbind(data = name, counted)
}, names(lsat), lsat))
save(patterns, "wlsmv_patterns.csv")

three <- "a =~ a1 + a2 + a3\nb =~ b1 + b2 + b3\nc =~ c1 + c2 + c3"
second <- paste0(three, "\ng =~ a + b + c")
one <- "q =~ q1 + q2 + q3 + q4 + q5"
measures <- c("chisq", "df", "pvalue", "chisq.scaled", "pvalue.scaled", "chisq.scaling.factor", "baseline.chisq",
              "baseline.chisq.scaled", "cfi", "tli", "cfi.scaled", "tli.scaled", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper",
              "rmsea.scaled", "rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled", "srmr")
figures <- function(name, model, data, ...) {
  ordered <- intersect(names(data), c(used, paste0("q", 1:5)))
  fit <- cfa(model, data, ordered = ordered, estimator = "WLSMV", std.lv = TRUE, ...)
  index <- fitMeasures(fit)[measures]
  estimates <- parameterEstimates(fit)
  estimates <- estimates[estimates$op == "=~" | (estimates$op == "~~" & estimates$lhs != estimates$rhs), ]
  group <- if (is.null(estimates$group)) 1 else estimates$group
  label <- paste0(estimates$lhs, estimates$op, estimates$rhs, ifelse(group > 1, paste0(".g", group), ""))
  standard <- standardizedSolution(fit)
  standard <- standard[standard$op == "=~", ]
  extra <- NULL
  if (max(group) == 1) {
    mi <- modindices(fit)
    mi <- mi[mi$op == "=~" | mi$op == "~~", ]
    extra <- rbind(data.frame(figure = "mi", name = paste0(mi$lhs, mi$op, mi$rhs), value = mi$mi),
                   data.frame(figure = "epc", name = paste0(mi$lhs, mi$op, mi$rhs), value = mi$epc),
                   data.frame(figure = "standardised", name = paste0(standard$lhs, "=~", standard$rhs), value = standard$est.std),
                   data.frame(figure = "standardised_se", name = paste0(standard$lhs, "=~", standard$rhs), value = standard$se))
  }
  out <- rbind(data.frame(figure = "fit", name = names(index), value = as.numeric(index)),
               data.frame(figure = "estimate", name = label, value = estimates$est),
               data.frame(figure = "se", name = label, value = estimates$se), extra)
  cbind(data = name, transform(out, value = sprintf("%.15g", value)))
}
# The sampling covariance of the first group's thresholds and correlations, times n.
covariance <- function(name, data, ...) {
  fit <- cfa(three, data, ordered = used, estimator = "WLSMV", do.fit = FALSE, ...)
  g <- unclass(lavInspect(fit, "gamma"))
  at <- which(lower.tri(g, diag = TRUE), arr.ind = TRUE)
  at <- at[at[, 1] %% 7 == 0 | at[, 1] == at[, 2], ]
  data.frame(data = name, figure = "gamma", name = paste(rownames(g)[at[, 1]], colnames(g)[at[, 2]]),
             value = sprintf("%.15g", g[at]))
}
save(rbind(
  figures("synthetic", three, items[used]),
  figures("second order", second, items[used]),
  figures("weighted", three, items[c(used, "weight")], sampling.weights = "weight"),
  figures("pairwise", three, items[used], missing = "pairwise"),
  figures("zero cells", three, items[used], zero.add = c(.5, .5)),
  figures("two groups", three, half[c(used, "half")], group = "half"),
  figures("lsat6", one, lsat$lsat6),
  figures("lsat7", one, lsat$lsat7),
  covariance("synthetic", items[used]),
  covariance("weighted", items[c(used, "weight")], sampling.weights = "weight"),
  covariance("pairwise", items[used], missing = "pairwise")
), "wlsmv.csv")
