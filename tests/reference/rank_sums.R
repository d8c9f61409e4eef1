# TOPSIS and the rank-sum ratio (RSR, 田凤调) worked in base R: a hospital's ten years, six indicators, the second and the last
# of which are better when lower, with their weights. Data: 司守奎、孙玺菁《数学建模算法与应用》(2nd ed., 2015), the RSR example;
# its steps: average ranks, weighted sum over k, Probits of i/k with 1 - 1/(4k) for the last, regression, groups at 4 and 6.
#   Rscript tests/reference/rank_sums.R > tests/reference/rank_sums.csv
cat(paste0("# ", R.version.string, "\n"))
x <- matrix(c(
  75.2, 3.5, 38.2, 370.1, 101.5, 10.0, 76.1, 3.3, 36.7, 369.6, 101.0, 10.3, 80.4, 2.7, 30.5, 309.7, 84.8, 10.0,
  77.8, 2.7, 36.3, 370.1, 101.4, 10.2, 75.9, 2.3, 38.9, 369.4, 101.2, 9.61, 74.3, 2.4, 36.7, 335.3, 91.9, 9.2,
  74.6, 2.2, 37.5, 356.2, 97.6, 9.3, 72.1, 1.8, 40.3, 401.7, 101.1, 10.0, 72.8, 1.9, 37.1, 372.8, 102.1, 10.0,
  72.1, 1.5, 33.2, 358.1, 97.8, 10.4), ncol = 6, byrow = TRUE)
w <- c(.093, .418, .132, .100, .098, .159)
x[, c(2, 6)] <- 12 - x[, c(2, 6)]  # turned, as all columns are better when higher
k <- nrow(x)
v <- sweep(sweep(x, 2, sqrt(colSums(x^2)), "/"), 2, w / sum(w), "*")
away <- function(end) sqrt(rowSums(sweep(v, 2, end)^2))
best <- away(apply(v, 2, max)); worst <- away(apply(v, 2, min))
sums <- function(w) {
  ratio <- round(as.vector(apply(x, 2, rank) %*% (w / sum(w))) / k, 13)  # equal ones are equal
  p <- rank(ratio) / k
  p[ratio == max(ratio)] <- 1 - 1 / (4 * k)
  probit <- qnorm(p) + 5
  first <- !duplicated(ratio)
  line <- lm(ratio[first] ~ probit[first])
  ends <- coef(line)[1] + coef(line)[2] * c(4, 6)
  estimate <- coef(line)[1] + coef(line)[2] * probit
  list(ratio, ifelse(estimate < ends[1], 3, ifelse(estimate < ends[2], 2, 1)), rep(summary(line)$r.squared, k))
}
weighted <- sums(w); plain <- sums(rep(1, 6))
index <- as.vector(x %*% (w / sum(w)))
found <- cbind(x, worst / (best + worst), do.call(cbind, weighted), do.call(cbind, plain),
               cor(index, weighted[[1]], method = "kendall"))
cat("a,b,c,d,e,f,closeness,wrsr,wrsr_group,wrsr_fit,rsr,rsr_group,rsr_fit,tau\n")
for (i in 1:k) cat(paste(format(found[i, ], digits = 15, trim = TRUE), collapse = ","), "\n", sep = "")
