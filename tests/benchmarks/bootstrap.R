# R's boot, for bootstrap.py: Rscript bootstrap.R few|continuous FILE
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "bench.R"))

draws <- 2000
given <- function(x) pmin(pmax(2 * x$q0 + (x$q1 > 3) - 1, 0), 10)
of <- function(weights) function(x) {
  n <- nrow(x)
  answer <- given(x)
  nps <- ifelse(answer > 8, 100, ifelse(answer < 7, -100, 0))
  w <- weights(n)
  figures <- function(wx, i) { s <- colSums(wx[i, ]); s[2:3] / s[1] }
  set.seed(1)
  boot::boot(cbind(w, w * answer, w * nps), figures, R = draws)$t
}
few <- function(n) .5 + ((seq_len(n) - 1) %% 80) / 80
continuous <- function(n) exp(.4 * sin(1.7 * seq_len(n)))
run("boot", list(few = of(few), continuous = of(continuous)), function(found) {
  peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE)))
  list(se = apply(found, 2, sd), ends = c(apply(found, 2, quantile, c(.025, .975))), megabytes = round(peak / 1024))
})
