# Shares of R squared by relaimpo: lmg, first (squared correlations), betasq (squared standardised coefficients).
# Makes relaimpo.csv. Recorded with R 4.2.2, relaimpo 2.2.7; data: csem 0.5.0 (SQ, satisfaction), ECSI mobile phone (semPLS mobi).
# Columns: data, figure, row, column, value. `correlation` rows are the matrix that the tests start from.
library(relaimpo)

state <- function(name, data, y, x) {
  fit <- calc.relimp(data[c(y, x)], type = c("lmg", "first", "betasq"), rela = FALSE)
  r <- cor(data[c(x, y)])
  pairs <- which(lower.tri(r), arr.ind = TRUE)
  rbind(
    data.frame(data = name, figure = "correlation", row = rownames(r)[pairs[, 1]], column = colnames(r)[pairs[, 2]],
               value = r[pairs]),
    data.frame(data = name, figure = "r2", row = y, column = "", value = fit@R2),
    do.call(rbind, lapply(c("lmg", "first", "betasq"), function(type)
      data.frame(data = name, figure = type, row = x, column = y, value = slot(fit, type)[x])))
  )
}

data("SQ", package = "csem")
data("satisfaction", package = "csem")
data("mobi", package = "semPLS")
out <- rbind(
  state("service_quality", SQ, "sat", sprintf("a%02d", 1:15)),
  state("bank_satisfaction", satisfaction, "sat1", c(paste0("qual", 1:5), paste0("val", 1:4))),
  state("ecsi_mobi", mobi, "CUSA1", c(paste0("IMAG", 1:5), paste0("PERQ", 1:3), paste0("PERV", 1:2)))
)
out$value <- formatC(out$value, digits = 15, format = "g")
write.csv(out, "relaimpo.csv", row.names = FALSE, quote = FALSE)
