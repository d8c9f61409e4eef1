# lavaan's factor models, for confirmatory.py: Rscript confirmatory.R ml|ml_cov|wlsmv|fiml FILE
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "bench.R"))
model <- paste(sapply(0:5, function(t) paste0("trait", t, " =~ ", paste0("q", 5 * t + 0:4, collapse = " + "))), collapse = "\n")
fitted <- function(...) {
  fit <- lavaan::cfa(model, std.lv = TRUE, ...)
  list(fit = fit, measures = lavaan::fitMeasures(fit), estimates = lavaan::parameterEstimates(fit))
}

run("lavaan",
    list(ml = function(x) fitted(x),
         ml_cov = function(x) fitted(sample.cov = cov(x), sample.nobs = nrow(x)),
         wlsmv = function(x) fitted(x, ordered = TRUE, estimator = "WLSMV"),
         fiml = function(x) fitted(x, missing = "fiml")),
    function(all) {
      scaled <- if ("chisq.scaled" %in% names(all$measures)) ".scaled" else ""
      index <- function(name) all$measures[[paste0(name, scaled)]]
      loadings <- all$estimates[all$estimates$op == "=~", ]
      list(chi2 = index("chisq"), cfi = index("cfi"), rmsea = index("rmsea"), loadings = loadings$est, se = loadings$se)
    })
