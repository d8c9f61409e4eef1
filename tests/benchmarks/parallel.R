# psych's parallel analysis, for parallel.py: Rscript parallel.R frame|matrix FILE
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "bench.R"))
analyse <- function(data, ...)
  psych::fa.parallel(data, ..., fa = "both", SMC = TRUE, n.iter = 100, plot = FALSE, error.bars = FALSE, quant = .95)

# Of normal draws; where the answers are resampled too, these are named apart.
random <- function(values, kind) {
  named <- grep(paste0(kind, "sim"), colnames(values), ignore.case = TRUE)
  if (!length(named)) named <- grep(paste0("^", kind, "[0-9]"), colnames(values))
  apply(values[, named], 2, quantile, .95)
}

run("psych", list(frame = analyse, matrix = function(x) analyse(cor(x), n.obs = nrow(x))), function(fit) list(
  kept = c(fit$ncomp, fit$nfact), components = fit$pc.values, factors = fit$fa.values,
  random_components = random(fit$values, "C"), random_factors = random(fit$values, "F")))
