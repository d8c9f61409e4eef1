# Confirmatory factor analysis by lavaan: on covariances of public data (cfa_covariances.csv, facts with their source),
# and on answers made here (written to cfa_items.csv), with blanks, weights and PSUs.
# cd tests/reference; Rscript cfa.R > cfa.csv
# lavaan's optimiser stops some 1e-6 short of the optimum: three Newton steps with its own derivatives are put behind.
suppressPackageStartupMessages(library(lavaan))
cat(sprintf("# R %s, lavaan %s\n", getRversion(), packageVersion("lavaan")))
cat("case,table,lhs,op,rhs,figure,value\n")
row <- function(...) cat(paste(c(...), collapse = ","), "\n", sep = "")
number <- function(x) sprintf("%.15g", x)
fit <- function(model, ..., std.lv = TRUE) {
  again <- function(...) cfa(model, ..., std.lv = std.lv, em.h1.tol = 1e-13, em.h1.iter.max = 5000L)
  f <- again(...)
  for (step in 1:3) {
    table <- parTable(f); free <- table$free > 0
    move <- solve(lavTech(f, "hessian"), lavTech(f, "gradient"))
    table$est[free] <- table$est[free] - move[table$free[free]]
    f <- again(..., start = table, optim.method = "none")
  }
  stopifnot(max(abs(lavTech(f, "gradient"))) < 1e-12)
  f
}
measures <- c("chisq", "df", "pvalue", "baseline.chisq", "baseline.df", "cfi", "tli", "rmsea", "rmsea.ci.lower",
              "rmsea.ci.upper", "srmr", "aic", "bic", "chisq.scaled", "chisq.scaling.factor", "cfi.scaled", "tli.scaled",
              "rmsea.scaled", "rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled", "baseline.chisq.scaling.factor")
write_fit <- function(case, f, changes = FALSE) {
  found <- unclass(fitMeasures(f))
  for (name in intersect(measures, names(found))) row(case, "fit", "", "", "", name, number(found[[name]]))
  e <- parameterEstimates(f); s <- standardizedSolution(f)
  for (i in seq_len(nrow(e))) {
    at <- c(case, "estimate", e$lhs[i], e$op[i], e$rhs[i])
    row(at, "est", number(e$est[i])); row(at, "se", number(e$se[i]))
    row(at, "std", number(s$est.std[i])); row(at, "std.se", number(s$se[i]))
  }
  if (changes) {
    m <- modindices(f)
    for (i in seq_len(nrow(m))) for (figure in c("mi", "epc", "sepc.all"))
      row(case, "modification", m$lhs[i], m$op[i], m$rhs[i], figure, number(m[[figure]][i]))
  }
}
model <- function(blocks) paste(names(blocks), "=~", sapply(blocks, paste, collapse = " + "), collapse = "\n")

# Maximum likelihood from covariances (divisor n - 1).
facts <- read.csv("cfa_covariances.csv", comment.char = "#")
covariance <- function(data) {
  rows <- facts[facts$data == data, ]; items <- unique(rows$row)
  matrix(rows$value, length(items), dimnames = list(items, items))
}
real <- list(
  hs = list(n = 301, blocks = list(visual = paste0("x", 1:3), textual = paste0("x", 4:6), speed = paste0("x", 7:9))),
  bfi = list(n = 2436, blocks = sapply(c("A", "C", "E", "N", "O"), function(s) paste0(s, 1:5), simplify = FALSE)),
  mobi = list(n = 250, blocks = list(image = paste0("IMAG", 1:5), expectation = paste0("CUEX", 1:3),
    quality = paste0("PERQ", 1:7), value = paste0("PERV", 1:2), satisfaction = paste0("CUSA", 1:3),
    loyalty = paste0("CUSL", 1:3))),
  bank = list(n = 250, blocks = list(image = paste0("imag", 1:5), expectation = paste0("expe", 1:5),
    quality = paste0("qual", 1:5), value = paste0("val", 1:4), satisfaction = paste0("sat", 1:4),
    loyalty = paste0("loy", 1:4))))
for (data in names(real)) {
  s <- covariance(data); with(real[[data]], {
    write_fit(data, fit(model(blocks), sample.cov = s, sample.nobs = n), changes = data == "hs")
    if (length(blocks) > 4 && data != "mobi") {
      higher <- paste0(model(blocks), "\ngeneral =~ ", paste(names(blocks), collapse = " + "))
      write_fit(paste(data, "second order"), fit(higher, sample.cov = s, sample.nobs = n, std.lv = FALSE))
    }
  })
}

# Skewed answers of 300 guests on 1-10 to four constructs of three items, drawn in 25 PSUs, 6 % left blank.
set.seed(20261121)
n <- 300; psu <- rep(seq_len(25) - 1, each = 12)
phi <- matrix(.5, 4, 4); diag(phi) <- 1
factors <- matrix(rnorm(n * 4), n) %*% chol(phi) + rnorm(25, sd = .5)[psu + 1]
loadings <- c(.8, .7, .6, .9, .7, .5, .8, .8, .7, .6, .6, .7)
latent <- factors[, rep(1:4, each = 3)] * rep(loadings, each = n) + matrix(rnorm(n * 12), n) * rep(sqrt(1 - loadings^2), each = n)
answers <- matrix(pmin(10, pmax(1, round(11 - exp(.45 * (1.8 - latent))))), n)
answers[matrix(runif(n * 12) < .06, n)] <- NA
items <- data.frame(answers); names(items) <- paste0("q", 1:12)
items$weight <- sample(c(.5, 1, 1.5, 3), n, TRUE); items$psu <- psu
write.csv(items, "cfa_items.csv", row.names = FALSE, quote = FALSE)
four <- model(list(room = paste0("q", 1:3), service = paste0("q", 4:6), food = paste0("q", 7:9), price = paste0("q", 10:12)))
complete <- items[complete.cases(items), ]
write_fit("answers", fit(four, complete), TRUE)
write_fit("answers MLM", fit(four, complete, estimator = "MLM"))
write_fit("answers MLR", fit(four, complete, estimator = "MLR"))
write_fit("answers weighted", fit(four, complete, estimator = "MLR", sampling.weights = "weight", meanstructure = TRUE))
write_fit("answers clustered", fit(four, complete, estimator = "MLR", cluster = "psu"))
write_fit("answers weighted clustered", fit(four, complete, estimator = "MLR", sampling.weights = "weight", cluster = "psu"))
write_fit("answers fiml", fit(four, items, missing = "fiml"), TRUE)
write_fit("answers fiml MLR", fit(four, items, missing = "fiml", estimator = "MLR"))
write_fit("answers fiml weighted", fit(four, items, missing = "fiml", estimator = "MLR", sampling.weights = "weight"))
write_fit("answers fiml weighted clustered",
          fit(four, items, missing = "fiml", estimator = "MLR", sampling.weights = "weight", cluster = "psu"))
