# psych on the data that measurement.py made: Rscript measurement.R FILE ROWS ITEMS frame|matrix
# Prints one JSON object: CPU seconds of the calls, and the figures. Reading and loading packages are not timed.
suppressMessages(library(psych))
invisible(loadNamespace("GPArotation"))
loading <- sum(proc.time()[c("user.self", "sys.self")])
arguments <- commandArgs(trailingOnly = TRUE)
n <- as.integer(arguments[2]); p <- as.integer(arguments[3])
x <- readBin(arguments[1], "double", n * p)
x[is.nan(x)] <- NA
x <- as.data.frame(matrix(x, n, p))
scales <- split(seq_len(p), (seq_len(p) - 1) %/% 5)

# psych's own fast path: no factor scores, no tables of answers (max = 0), no key checks.
from_frame <- function() list(
  scales = lapply(scales, function(s) alpha(x[s], max = 0, check.keys = FALSE, warnings = FALSE)),
  kmo = KMO(x), bartlett = cortest.bartlett(x, n = n),
  factors = fa(x, 6, rotate = "oblimin", fm = "minres", scores = "none"))

from_matrix <- function() {
  s <- cov(x, use = "pairwise")
  r <- cov2cor(s)
  list(scales = lapply(scales, function(k) alpha(s[k, k], n.obs = n, check.keys = FALSE, warnings = FALSE)),
       kmo = KMO(r), bartlett = cortest.bartlett(r, n = n),
       factors = fa(r, 6, n.obs = n, rotate = "oblimin", fm = "minres"))
}

before <- proc.time()
fit <- suppressWarnings(suppressMessages(if (arguments[4] == "frame") from_frame() else from_matrix()))
spent <- proc.time() - before

number <- function(v) paste0("[", paste(formatC(as.numeric(v), digits = 15, format = "g"), collapse = ","), "]")
figures <- list(
  alpha = sapply(fit$scales, function(a) a$total$raw_alpha),
  alpha_if_dropped = unlist(lapply(fit$scales, function(a) a$alpha.drop$raw_alpha)),
  item_rest = unlist(lapply(fit$scales, function(a) a$item.stats$r.drop)),
  kmo = c(fit$kmo$MSA, fit$kmo$MSAi), bartlett = fit$bartlett$chisq,
  communalities = fit$factors$communality, loadings = t(unclass(fit$factors$loadings)))
version <- sprintf("R %s, psych %s, %s", getRversion(), packageVersion("psych"), basename(sessionInfo()$BLAS))
pairs <- sprintf("\"%s\": %s", names(figures), sapply(figures, number))
cat(sprintf("{\"seconds\": %.4f, \"loading\": %.3f, \"version\": \"%s\", %s}\n", spent["user.self"] + spent["sys.self"], loading, version, paste(pairs, collapse = ", ")))
