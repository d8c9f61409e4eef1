# Weights of the parts of an index by rules that take them from answers, on R's `attitude` (30 departments): base R.
#   Rscript tests/reference/weight_rules.R > tests/reference/weight_rules.csv
cat(paste0("# ", R.version.string, ", datasets::attitude\n"))
parts <- c("complaints", "learning", "raises")
x <- attitude[parts]
z <- as.data.frame(scale(attitude))
r2 <- function(of) if (length(of)) summary(lm(reformulate(of, "rating"), attitude))$r.squared else 0
orders <- list(c(1, 2, 3), c(1, 3, 2), c(2, 1, 3), c(2, 3, 1), c(3, 1, 2), c(3, 2, 1))
gains <- sapply(orders, function(o) {
  gain <- numeric(3)
  for (k in 1:3) gain[o[k]] <- r2(parts[o[seq_len(k)]]) - r2(parts[o[seq_len(k - 1)]])
  gain
})
first <- prcomp(x, scale. = TRUE)$rotation[, 1]
first <- first * sign(sum(first))
tolerance <- sapply(parts, function(p) 1 - summary(lm(reformulate(setdiff(parts, p), p), attitude))$r.squared)
sd <- sapply(x, sd)
raw <- list(
  factor = first^2, pca = first, lmg = rowMeans(gains),
  regression = coef(lm(rating ~ complaints + learning + raises, z))[-1],
  critic = sd * rowSums(1 - cor(x)), independence = tolerance, information = sd, cv = sd / colMeans(x)
)
cat("rule,", paste(parts, collapse = ","), "\n", sep = "")
for (rule in names(raw)) cat(rule, ",", paste(format(raw[[rule]] / sum(raw[[rule]]), digits = 15), collapse = ","), "\n", sep = "")
