# What psych makes of the reliability of public data: covariances and means (all that the library is given), then split
# halves, omegas and intraclass correlations. Data that R's packages carry: bfi (psychTools; complete answers, the seven
# reversed items turned, and neuroticism too, so that all items point the same way), HolzingerSwineford1939 (lavaan),
# attitude (datasets), sat.act (psych), Thurstone (psych, correlations of 213), and Shrout & Fleiss's table of judges.
# Writes reliability.csv: data, figure, row, column, value. psych leaves out half of the splits when the number of items is
# odd; those are taken one by one here, with psych's formula. Its omega is kept from turning items. Run in this folder.
suppressMessages({library(psych); library(psychTools); library(lavaan)})

row <- function(data, figure, value, row = "", column = "")
  data.frame(data = data, figure = figure, row = row, column = column, value = as.numeric(value))

big5 <- na.omit(bfi[1:25])
reversed <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5", paste0("N", 1:5))
big5[reversed] <- 7 - big5[reversed]
hs <- HolzingerSwineford1939[paste0("x", 1:9)]
sat <- na.omit(sat.act[c("ACT", "SATV", "SATQ")])
judges <- data.frame(J1 = c(9, 6, 8, 7, 10, 6), J2 = c(2, 1, 4, 1, 5, 2), J3 = c(5, 3, 6, 2, 6, 4), J4 = c(8, 2, 8, 6, 9, 7))

sums <- function(name, x) {
  s <- cov(x); at <- which(lower.tri(s, diag = TRUE), arr.ind = TRUE)
  rbind(row(name, "n", nrow(x)), row(name, "mean", colMeans(x), names(x)),
        row(name, "covariance", s[at], rownames(s)[at[, 1]], colnames(s)[at[, 2]]))
}

halves <- function(name, r) {
  p <- ncol(r)
  if (p %% 2 == 0) {
    found <- suppressWarnings(splitHalf(r, check.keys = FALSE))
    return(rbind(row(name, "split_greatest", found$maxrb), row(name, "split_lowest", found$minrb), row(name, "split_mean", found$meanr)))
  }
  each <- combn(p, p %/% 2, function(half) 4 * sum(r[half, -half]) / sum(r))
  rbind(row(name, "split_greatest", max(each)), row(name, "split_lowest", min(each)), row(name, "split_mean", mean(each)))
}

omegas <- function(name, r, groups, n) {
  found <- suppressMessages(suppressWarnings(omega(r, groups, n.obs = n, plot = FALSE, flip = FALSE)))
  sl <- found$schmid$sl
  general <- sl[, "g"]
  common <- sum(colSums(sl[, 1:(groups + 1)])^2)
  rbind(row(name, "omega_hierarchical", found$omega_h), row(name, "omega_total", found$omega.tot),
        row(name, "omega_asymptotic", sum(general)^2 / common), row(name, "general_loading", general, rownames(sl)))
}

agreement <- function(name, x) {
  found <- ICC(x, lmer = FALSE)$results
  form <- c("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
  rbind(row(name, "icc", found$ICC, form), row(name, "icc_f", found$F, form), row(name, "icc_p", found$p, form),
        row(name, "icc_df2", found$df2, form), row(name, "icc_low", found$`lower bound`, form),
        row(name, "icc_high", found$`upper bound`, form))
}

one_factor <- function(name, r) {
  found <- fa(r, 1)
  row(name, "omega", sum(found$loadings)^2 / sum(r))
}

out <- rbind(sums("bfi", big5), sums("hs", hs), sums("attitude", attitude), sums("sat", sat), sums("judges", judges))
scales <- list("bfi AC" = cor(big5[1:10]), "bfi N" = cor(big5[16:20]), "hs" = cor(hs), "hs 8" = cor(hs[1:8]),
               "attitude" = cor(attitude), "attitude 6" = cor(attitude[1:6]), "thurstone" = Thurstone)
for (name in names(scales)) out <- rbind(out, halves(name, scales[[name]]), one_factor(name, scales[[name]]))
out <- rbind(out, row("sat", "omega", sum(fa(cor(sat), 1)$loadings)^2 / sum(cor(sat))), omegas("bfi", cor(big5), 5, nrow(big5)),
             omegas("hs", cor(hs), 3, nrow(hs)), omegas("thurstone", Thurstone, 3, 213))
out <- rbind(out, agreement("judges", judges), agreement("attitude", attitude), agreement("hs 3", hs[1:3]))

out$value <- trimws(formatC(out$value, digits = 16, format = "g"))
file <- file("reliability.csv", "w")
writeLines(sprintf("# %s, psych %s, psychTools %s, GPArotation %s, lavaan %s", R.version.string, packageVersion("psych"),
                   packageVersion("psychTools"), packageVersion("GPArotation"), packageVersion("lavaan")), file)
write.csv(out, file, row.names = FALSE, quote = 3:4)
close(file)
