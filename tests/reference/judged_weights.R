# Weights from judgements in pairs (eigenvector, geometric mean, column sum; Buckley's fuzzy means) and Kendall's W: base R.
#   Rscript tests/reference/judged_weights.R > tests/reference/judged_weights.csv
cat(paste0("# ", R.version.string, "; W: friedman.test(points)$statistic / (m (k - 1))\n"))
full <- function(k, upper) { a <- diag(k); for (u in upper) { a[u[1], u[2]] <- u[3]; a[u[2], u[1]] <- 1 / u[3] }; a }
sets <- list(
  severity = full(3, list(c(1, 2, 2), c(1, 3, 3), c(2, 3, 2))),
  # Saaty (2005), cities: Cul Fam Hou Job Tra
  cities = full(5, list(c(1, 3, 3), c(1, 5, 5), c(2, 1, 5), c(2, 3, 7), c(2, 5, 7), c(3, 5, 3), c(4, 1, 2), c(4, 3, 4),
                        c(4, 5, 7), c(2, 4, 1)))
)
say <- function(set, figure, x) for (j in seq_along(x)) cat(set, ",", figure, ",", j - 1, ",", format(x[j], digits = 15), "\n", sep = "")
triangle <- function(a) if (a == 1) c(1, 1, 1) else if (a > 1) c(max(a - 1, 1), a, a + 1) else rev(1 / triangle(1 / a))
cat("set,figure,place,value\n")
for (set in names(sets)) {
  a <- sets[[set]]
  k <- nrow(a)
  e <- eigen(a)
  w <- abs(Re(e$vectors[, 1])); w <- w / sum(w)
  root <- Re(e$values[1])
  say(set, "eigenvector", w)
  say(set, "consistency_index", (root - k) / (k - 1))
  g <- apply(a, 1, prod)^(1 / k)
  say(set, "geometric_mean", g / sum(g))
  say(set, "column_sum", rowMeans(sweep(a, 2, colSums(a), "/")))
  fuzzy <- array(sapply(a, triangle), c(3, k, k))
  r <- apply(fuzzy, c(1, 2), prod)^(1 / k)
  f <- (r[1, ] / sum(r[3, ]) + r[2, ] / sum(r[2, ]) + r[3, ] / sum(r[1, ])) / 3
  say(set, "buckley", f / sum(f))
}
points <- matrix(c(30, 25, 20, 15, 10, 25, 25, 20, 20, 10, 40, 20, 20, 10, 10, 20, 30, 25, 15, 10), 4, byrow = TRUE)
say("points", "kendall_w", friedman.test(points)$statistic / (4 * 4))
say("points", "p", friedman.test(points)$p.value)
