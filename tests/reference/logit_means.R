# t intervals on the logit of a scale, from R's survey: svyciprop(method = "logit") of shares, which needs answers 0 or 1,
# and the same by delta method (svycontrast of a mean) for answers on a scale from 1 to 5.
# ``low_bent``, ``high_bent``: the reaches bent by what the weights skew, 1 + .6 (lambda - 1) |1 - 2s| min(reach, 1).
# Run: Rscript tests/reference/logit_means.R > tests/reference/logit_means.csv
suppressPackageStartupMessages(library(survey))
cat(sprintf("# R %s, survey %s\n", getRversion(), packageVersion("survey")))
i <- 1:60
answers <- data.frame(
  top = as.numeric(i %% 9 != 0), rating = 5 - (i %% 7 == 0) - 2 * (i %% 11 == 0),
  weight = 1 + (i %% 4) / 2, stratum = ifelse(i <= 24, "a", "b"), psu = (i - 1) %/% 4
)
plain <- svydesign(~1, data = answers, weights = ~1)
design <- svydesign(~psu, strata = ~stratum, data = answers, weights = ~weight)
bent <- function(d, place, reach) {
  w <- weights(d)
  lambda <- ((sum(w)^2 / sum(w^2)) * sum(w^4) / sum(w^2)^2)^(1 / 3)
  bend <- 1 + .6 * (lambda - 1) * abs(1 - 2 * plogis(place)) * min(reach, 1)
  plogis(place + (if (place > 0) c(-bend, 1 / bend) else c(-1 / bend, bend)) * reach)
}
out <- data.frame()
for (name in c("plain", "design")) {
  d <- get(name)
  share <- svyciprop(~top, d, method = "logit", level = .95, df = degf(d))
  of_share <- confint(share)
  b <- bent(d, qlogis(as.numeric(share)), diff(qlogis(as.numeric(of_share))) / 2)
  out <- rbind(out, data.frame(sample = name, variable = "top", value = as.numeric(share), low = of_share[1], high = of_share[2], low_bent = b[1], high_bent = b[2]))
  m <- svymean(~rating, d)
  placed <- svycontrast(m, quote(log((rating - 1) / (5 - rating))))
  reach <- qt(.975, degf(d)) * as.numeric(SE(placed))
  ends <- 1 + 4 * plogis(as.numeric(coef(placed)) + c(-1, 1) * reach)
  b <- 1 + 4 * bent(d, as.numeric(coef(placed)), reach)
  out <- rbind(out, data.frame(sample = name, variable = "rating", value = as.numeric(coef(m)), low = ends[1], high = ends[2], low_bent = b[1], high_bent = b[2]))
}
out[, 3:7] <- lapply(out[, 3:7], function(x) sprintf("%.12f", x))
write.csv(out, stdout(), row.names = FALSE, quote = FALSE)
