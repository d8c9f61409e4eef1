# psych's reliability and factor figures, for measurement.py: Rscript measurement.R frame|matrix FILE
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "bench.R"))
suppressMessages(library(psych))
scales <- split(seq_len(P), (seq_len(P) - 1) %/% 5)

# psych's own fast path: no factor scores, no tables of answers (max = 0), no key checks, no plots.
from_frame <- function(x) list(
  scales = lapply(scales, function(s) alpha(x[s], max = 0, check.keys = FALSE, warnings = FALSE)),
  omegas = lapply(scales, function(s) omega(x[s], 1, plot = FALSE)), whole = omega(x, 6, plot = FALSE),
  kmo = KMO(x), bartlett = cortest.bartlett(x, n = nrow(x)), map = vss(x, fm = "pc", rotate = "none", plot = FALSE)$map,
  factors = fa(x, 6, rotate = "oblimin", fm = "minres", scores = "none"))

from_matrix <- function(x) {
  n <- nrow(x)
  s <- cov(x, use = "pairwise")
  r <- cov2cor(s)
  list(scales = lapply(scales, function(k) alpha(s[k, k], n.obs = n, check.keys = FALSE, warnings = FALSE)),
       omegas = lapply(scales, function(k) omega(r[k, k], 1, n.obs = n, plot = FALSE)),
       whole = omega(r, 6, n.obs = n, plot = FALSE),
       kmo = KMO(r), bartlett = cortest.bartlett(r, n = n),
       map = vss(r, fm = "pc", rotate = "none", n.obs = n, plot = FALSE)$map,
       factors = fa(r, 6, n.obs = n, rotate = "oblimin", fm = "minres"))
}

run(c("psych", "GPArotation"), list(frame = from_frame, matrix = from_matrix), function(fit) list(
  alpha = sapply(fit$scales, function(a) a$total$raw_alpha),
  alpha_if_dropped = unlist(lapply(fit$scales, function(a) a$alpha.drop$raw_alpha)),
  item_rest = unlist(lapply(fit$scales, function(a) a$item.stats$r.drop)),
  omega = sapply(fit$omegas, function(o) o$omega_h), omega_hierarchical = fit$whole$omega_h,
  kmo = c(fit$kmo$MSA, fit$kmo$MSAi), bartlett = fit$bartlett$chisq, map = fit$map,
  communalities = fit$factors$communality, loadings = t(unclass(fit$factors$loadings))))
