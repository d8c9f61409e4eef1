# R's survey, for weighting.py: Rscript weighting.R rake|means FILE
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "bench.R"))

shares <- rbind(c(.1, .2, .3, .25, .15), c(.05, .15, .3, .3, .2), c(.12, .18, .25, .25, .2), c(.08, .12, .3, .35, .15))
used <- paste0("q", 0:3)
base_of <- function(n) exp(.4 * sin(1.7 * seq_len(n)))
rake_all <- function(x) {
  n <- nrow(x)
  data <- data.frame(lapply(x[used], factor), base = base_of(n))
  target <- function(j) setNames(data.frame(factor(1:5), shares[j, ] * n), c(used[j], "Freq"))
  found <- survey::rake(survey::svydesign(ids = ~1, weights = ~base, data = data), lapply(used, reformulate),
                        lapply(1:4, target), control = list(maxit = 1000, epsilon = 1e-9))
  list(weights = weights(found))
}
means <- function(x) {
  at <- seq_len(nrow(x)) - 1
  x$x0 <- x$q0 * x$q1
  x$x1 <- x$q2 * x$q3
  names <- setdiff(names(x), "none")
  x$segment <- factor(letters[(at * 7) %/% 3 %% 8 + 1])
  x$stratum <- at %% 20
  x$psu <- x$stratum * 50 + at %/% 20 %% 50
  x$w <- base_of(nrow(x))
  d <- survey::svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = x)
  found <- survey::svyby(reformulate(names), ~segment, d, survey::svymean)
  list(means = as.matrix(found[names]), errors = as.matrix(found[paste0("se.", names)]))
}
run("survey", list(rake = rake_all, means = means), function(found) {
  if (is.null(found$means)) {
    w <- found$weights / mean(found$weights)
    return(list(weights = w[1:1000], sd = sqrt(mean((w - 1)^2))))
  }
  list(means = c(t(found$means)), errors = c(t(found$errors)))
})
