# What R's sides of the benchmarks share. A script sources this file, then calls run(packages, ways, figures):
#   Rscript SCRIPT WAY FILE
# It prints one JSON object: CPU seconds of the way, of loading before it, and the figures.
# psych forks by default, and R learns the CPU of a fork only once it has cleared it away: one core counts all of it.
P <- 30
options(mc.cores = 1L)

number <- function(v) {
  said <- paste(formatC(as.numeric(v), digits = 15, format = "g"), collapse = ", ")
  if (length(v) == 1) said else paste0("[", said, "]")
}
cpu <- function() sum(proc.time()[c("user.self", "sys.self")])

run <- function(packages, ways, figures) {
  for (package in packages) suppressWarnings(suppressMessages(invisible(loadNamespace(package))))
  loading <- cpu()
  arguments <- commandArgs(trailingOnly = TRUE)
  file <- arguments[2]
  x <- readBin(file, "double", file.size(file) / 8)
  x[is.nan(x)] <- NA
  x <- as.data.frame(matrix(x, ncol = P, dimnames = list(NULL, paste0("q", seq_len(P) - 1))))
  work <- ways[[arguments[1]]]
  before <- cpu()
  invisible(capture.output(fit <- suppressWarnings(suppressMessages(work(x)))))
  seconds <- cpu() - before
  found <- figures(fit)
  said <- paste(sprintf("\"%s\": %s", names(found), sapply(found, number)), collapse = ", ")
  version <- paste(c(paste("R", getRversion()), sapply(packages, function(p) paste(p, packageVersion(p)))), collapse = ", ")
  cat(sprintf("{\"seconds\": %.4f, \"loading\": %.3f, \"version\": \"%s\", \"figures\": {%s}}\n", seconds, loading, version, said))
}
