# Means of skewed numbers: error of R's survey, skewness and kurtosis of the linearised totals of PSUs, and the ends by the
# inverse of Hall's cubic transformation (1992), with the degrees of freedom that the kurtosis leaves. By hand but for survey.
# Run: Rscript tests/reference/skewed_means.R > tests/reference/skewed_means.csv
suppressPackageStartupMessages(library(survey))
cat(sprintf("# R %s, survey %s\n", getRversion(), packageVersion("survey")))
i <- 1:160
answers <- data.frame(
  amount = round(exp(((i * 37) %% 160) / 32), 2), weight = 1 + (i %% 5) / 4,
  stratum = ifelse(i <= 64, "a", "b"), psu = (i - 1) %/% 4
)
ends <- function(d, unit, stratum) {
  m <- svymean(~amount, d)
  w <- weights(d)
  u <- rowsum(w * (answers$amount - as.numeric(coef(m))) / sum(w), unit)[, 1]
  u <- u - ave(u, stratum[match(names(u), unit)])
  g <- length(u)
  pull <- sum(u^3) / sum(u^2)^1.5
  kurtosis <- g * sum(u^4) / sum(u^2)^2
  df <- min(degf(d), g - 1, 2 * g / (kurtosis - (g - 3) / (g - 1)))
  t <- c(1, -1) * qt(.975, df)
  root <- function(x) sign(x) * abs(x)^(1 / 3)
  bent <- 3 / pull * (root(1 + pull * (t - pull / 6)) - 1)
  c(coef(m), SE(m), df, pull, coef(m) - as.numeric(SE(m)) * bent)
}
plain <- ends(svydesign(~1, data = answers, weights = ~1), i, rep("", 160))
design <- ends(svydesign(~psu, strata = ~stratum, data = answers, weights = ~weight), answers$psu, answers$stratum)
out <- data.frame(c("plain", "design"), rbind(plain, design))
names(out) <- c("sample", "value", "se", "df", "pull", "low", "high")
out[, -1] <- lapply(out[, -1], function(x) sprintf("%.12f", x))
write.csv(out, stdout(), row.names = FALSE, quote = FALSE)
