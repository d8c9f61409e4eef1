# psych's parallel analysis on the data that parallel.py made: Rscript parallel.R FILE ROWS ITEMS frame|matrix
# Prints one JSON object: CPU seconds of the call (and of the processes that psych forks), and the figures. Reading and loading packages are not timed.
suppressMessages(library(psych))
arguments <- commandArgs(trailingOnly = TRUE)
n <- as.integer(arguments[2]); p <- as.integer(arguments[3])
x <- as.data.frame(matrix(readBin(arguments[1], "double", n * p), n, p))
analyse <- function(data, ...)
  suppressWarnings(fa.parallel(data, ..., fa = "both", SMC = TRUE, n.iter = 100, plot = FALSE, error.bars = FALSE, quant = .95))

before <- proc.time()
invisible(capture.output(fit <- if (arguments[4] == "frame") analyse(x) else analyse(cor(x), n.obs = n)))
spent <- proc.time() - before

number <- function(v) paste0("[", paste(formatC(as.numeric(v), digits = 15, format = "g"), collapse = ","), "]")
at <- function(pattern) {  # of normal draws; where answers are resampled too, these are named apart
  named <- grep(paste0(pattern, "sim"), colnames(fit$values), ignore.case = TRUE)
  if (!length(named)) named <- grep(paste0("^", pattern, "[0-9]"), colnames(fit$values))
  apply(fit$values[, named], 2, quantile, .95)
}
figures <- list(components = fit$pc.values, factors = fit$fa.values, random_components = at("C"), random_factors = at("F"))
pairs <- sprintf("\"%s\": %s", names(figures), sapply(figures, number))
cat(sprintf("{\"seconds\": %.4f, \"version\": \"R %s, psych %s\", \"counts\": \"%d and %d\", %s}\n", sum(spent[c("user.self", "sys.self", "user.child", "sys.child")]),
            getRversion(), packageVersion("psych"), fit$ncomp, fit$nfact, paste(pairs, collapse = ", ")))
