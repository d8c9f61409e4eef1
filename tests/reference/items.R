# Item statistics of a pilot in R, for tests/measurement/test_item*.py, test_extremes.py and test_planning*.py.
# Reads psych_items.csv (made by psych_measurement.R; b4 is turned here) and bfi of psychTools. Writes items.csv: data, figure,
# row, column, value; and items_totals.csv: how often each answer to N1-N5 of bfi goes with each total. Run in this folder.
suppressMessages({library(psych); library(lavaan)})

row <- function(data, figure, value, row = "", column = "")
  data.frame(data = data, figure = figure, row = row, column = column, value = as.numeric(value))

# Groups of 27 % by the total: everybody at or beyond the cut scores.
ratios <- function(label, x) {
  x <- na.omit(x)
  total <- rowSums(x)
  k <- ceiling(.27 * nrow(x))
  low <- total <= sort(total)[k]
  high <- total >= sort(total, decreasing = TRUE)[k]
  out <- rbind(row(label, "cut", c(sort(total)[k], sort(total, decreasing = TRUE)[k]), c("low", "high")),
               row(label, "size", c(sum(low), sum(high)), c("low", "high")))
  for (item in names(x)) for (equal in c(TRUE, FALSE)) {
    t <- t.test(x[high, item], x[low, item], var.equal = equal)
    kind <- if (equal) "pooled" else "welch"
    out <- rbind(out, row(label, paste0(kind, c("_t", "_df", "_p")), c(t$statistic, t$parameter, t$p.value), item))
  }
  out
}

items <- read.csv("psych_items.csv")
items$b4 <- 8 - items$b4
scales <- list(a = paste0("a", 1:4), b = paste0("b", 1:4))
out <- NULL
for (item in names(items)) {
  x <- na.omit(items[[item]])
  out <- rbind(out, row("answers", c("mean", "sd", "skewness", "floor", "ceiling", "missing"),
                        c(mean(x), sd(x), skew(x, type = 2), mean(x == 1), mean(x == 7), mean(is.na(items[[item]]))), item))
}
for (scale in names(scales)) {
  x <- na.omit(items[scales[[scale]]])
  fit <- alpha(x)
  rest <- fit$item.stats$r.drop
  ends <- r.con(rest, nrow(x))
  one <- fa(cor(x), 1)
  out <- rbind(out, ratios(scale, items[scales[[scale]]]), row(scale, "n", nrow(x)), row(scale, "item_rest", rest, names(x)),
               row(scale, "item_rest_low", ends[seq_along(rest)], names(x)), row(scale, "item_rest_high", ends[-seq_along(rest)], names(x)),
               row(scale, "alpha_if_dropped", fit$alpha.drop$raw_alpha, names(x)), row(scale, "loading", one$loadings, names(x)),
               row(scale, "communality", one$communality, names(x)))
  other <- scales[[setdiff(names(scales), scale)]]
  score <- rowMeans((items[other] - 1) / 6, na.rm = TRUE)
  score[rowSums(!is.na(items[other])) < 2] <- NA
  out <- rbind(out, row(scale, "other_r", cor(items[scales[[scale]]], score, use = "pairwise"), scales[[scale]]))
}
both <- fa(cor(items, use = "pairwise"), 2, rotate = "oblimin")
own <- matrix(both$loadings, ncol = 2)
if (sum(own[1:4, 1]^2) < sum(own[1:4, 2]^2)) own <- own[, 2:1]
own <- own %*% diag(sign(c(sum(own[1:4, 1]), sum(own[5:8, 2]))))
out <- rbind(out, row("factors", "own_loading", c(own[1:4, 1], own[5:8, 2]), names(items)),
             row("factors", "cross_loading", c(own[1:4, 2], own[5:8, 1]), names(items)))

neuroticism <- na.omit(psychTools::bfi[paste0("N", 1:5)])
out <- rbind(out, ratios("bfi N", neuroticism))
counts <- do.call(rbind, lapply(names(neuroticism), function(item) {
  found <- as.data.frame(table(total = rowSums(neuroticism), answer = neuroticism[[item]]), stringsAsFactors = FALSE)
  cbind(item = item, found[found$Freq > 0, ])
}))

# Smallest n with which Feldt's interval is no wider than wanted.
width <- function(a, p, n) { ci <- alpha.ci(a, n.obs = n, n.var = p); as.numeric(ci$upper.ci - ci$lower.ci) }
for (case in list(c(.8, 5, .1), c(.7, 4, .1), c(.9, 10, .05), c(.3, 3, .2))) {
  n <- 5
  while (width(case[1], case[2], n) > case[3]) n <- n + 1
  out <- rbind(out, row("alpha size", "n", n, paste(case[1:2], collapse = " "), case[3]))
}

# A CFA of the population itself: what the intervals of standardised loadings are at n = 200.
loadings <- c(.8, .7, .6, .5, .75, .65, .55, .6)
r <- outer(loadings, loadings) * matrix(c(1, .4, .4, 1), 2)[rep(1:2, each = 4), rep(1:2, each = 4)]
diag(r) <- 1
dimnames(r) <- list(c(scales$a, scales$b), c(scales$a, scales$b))
fit <- cfa("a =~ a1 + a2 + a3 + a4\nb =~ b1 + b2 + b3 + b4", sample.cov = r, sample.nobs = 200)
standard <- standardizedSolution(fit)
standard <- standard[standard$op == "=~", ]
out <- rbind(out, row("model", "width", mean(2 * qnorm(.975) * standard$se)))

write <- function(frame, name) {
  file <- file(name, "w")
  writeLines(sprintf("# %s, psych %s, psychTools %s, GPArotation %s, lavaan %s", R.version.string, packageVersion("psych"),
                     packageVersion("psychTools"), packageVersion("GPArotation"), packageVersion("lavaan")), file)
  write.csv(frame, file, row.names = FALSE, quote = FALSE)
  close(file)
}
out$value <- trimws(formatC(out$value, digits = 16, format = "g"))
write(out, "items.csv")
names(counts) <- c("item", "total", "answer", "n")
write(counts, "items_totals.csv")
