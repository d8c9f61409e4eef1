# What lavaan, semTools and base R make of the validity of public data: covariances, standardised loadings and factor
# correlations of a CFA with composite reliability and average variance extracted from them, HTMT and HTMT2 (semTools),
# item-score correlations, and a correlation with its interval. Data that R's packages carry: HolzingerSwineford1939
# (lavaan; 3 x 3 items, the criterion is the sum of x1 to x3 against x4 and the like) and bfi (psychTools; complete
# answers, reversed items and neuroticism turned; 5 x 5 items). Writes validity.csv: data, figure, row, column, value.
# Run in this folder.
suppressMessages({library(psychTools); library(lavaan); library(semTools)})

row <- function(data, figure, value, row = "", column = "")
  data.frame(data = data, figure = figure, row = row, column = column, value = as.numeric(value))
matrix_rows <- function(data, figure, m) row(data, figure, m, rep(rownames(m), ncol(m)), rep(colnames(m), each = nrow(m)))

big5 <- na.omit(bfi[1:25])
reversed <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5", paste0("N", 1:5))
big5[reversed] <- 7 - big5[reversed]
sets <- list(
  hs = list(x = HolzingerSwineford1939[paste0("x", 1:9)],
            model = list(visual = paste0("x", 1:3), textual = paste0("x", 4:6), speed = paste0("x", 7:9))),
  bfi = list(x = big5, model = sapply(c("A", "C", "E", "N", "O"), function(t) paste0(t, 1:5), simplify = FALSE)))

cfa_figures <- function(name, x, model) {
  text <- paste(sapply(names(model), function(f) paste(f, "=~", paste(model[[f]], collapse = " + "))), collapse = "\n")
  fit <- cfa(text, x, std.lv = TRUE)
  std <- inspect(fit, "std")
  lambda <- std$lambda
  own <- lapply(names(model), function(f) lambda[model[[f]], f]); names(own) <- names(model)
  cr <- sapply(own, function(l) sum(l)^2 / (sum(l)^2 + sum(1 - l^2)))
  ave <- sapply(own, function(l) mean(l^2))
  psi <- unclass(std$psi)
  out <- rbind(matrix_rows(name, "loading", unclass(lambda)), matrix_rows(name, "phi", psi), row(name, "cr", cr, names(cr)),
               row(name, "ave", ave, names(ave)))
  for (absolute in c(FALSE, TRUE)) for (second in c(FALSE, TRUE)) {
    found <- unclass(suppressWarnings(htmt(text, data = x, absolute = absolute, htmt2 = second)))
    figure <- paste(if (second) "htmt2" else "htmt", if (absolute) "absolute" else "signed")
    out <- rbind(out, matrix_rows(name, figure, as.matrix(found)))
  }
  out
}

crossed <- function(name, x, model) {
  m <- sapply(names(model), function(f) sapply(names(x), function(item)
    if (setequal(model[[f]], item)) NA else cor(x[[item]], rowSums(x[setdiff(model[[f]], item)]))))
  matrix_rows(name, "cross_loading", m)
}

criterion <- function(name, x, model) {
  y <- rowSums(x[model[[1]]])
  do.call(rbind, lapply(names(model)[-1], function(f) {
    t <- cor.test(rowSums(x[model[[f]]]), y)
    rbind(row(name, "criterion_r", t$estimate, f), row(name, "criterion_low", t$conf.int[1], f),
          row(name, "criterion_high", t$conf.int[2], f))
  }))
}

out <- NULL
for (name in names(sets)) {
  x <- sets[[name]]$x; model <- sets[[name]]$model; s <- cov(x)
  at <- which(lower.tri(s, diag = TRUE), arr.ind = TRUE)
  out <- rbind(out, row(name, "n", nrow(x)), row(name, "covariance", s[at], rownames(s)[at[, 1]], colnames(s)[at[, 2]]),
               cfa_figures(name, x, model), crossed(name, x, model), criterion(name, x, model))
}

out$value <- trimws(formatC(out$value, digits = 16, format = "g"))
file <- file("validity.csv", "w")
writeLines(sprintf("# %s, lavaan %s, semTools %s, psychTools %s", R.version.string, packageVersion("lavaan"),
                   packageVersion("semTools"), packageVersion("psychTools")), file)
write.csv(out, file, row.names = FALSE, quote = 3:4)
close(file)
