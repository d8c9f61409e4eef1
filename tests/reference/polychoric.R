# Polychoric correlations and thresholds by lavaan and psych, and the tables of pairs that they come from.
# Writes, beside this script: ordinal_items.csv (synthetic answers of 400 respondents), polychoric_tables.csv (counts
# of public data: answers of every two items together) and polychoric.csv (the figures).
# Run: Rscript polychoric.R   (R packages lavaan, psych, psychTools)
suppressMessages({
  library(lavaan)
  library(psych)
})
args <- commandArgs(FALSE)
here <- dirname(sub("--file=", "", args[grep("--file=", args)]))
about <- function(file) {
  versions <- sapply(c("lavaan", "psych", "psychTools"), function(p) as.character(packageVersion(p)))
  words <- paste(names(versions), versions, collapse = ", ")
  writeLines(sprintf("# %s, by polychoric.R; R %s, %s", basename(file), getRversion(), words), file)
}
save <- function(frame, name) {
  file <- file.path(here, name)
  about(file)
  suppressWarnings(write.table(frame, file, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE, na = ""))
}

# Three factors of three items each; scales of two to seven answers; some answers missing; weights, PSUs, strata.
set.seed(20250301)
n <- 400
phi <- matrix(c(1, .5, .3, .5, 1, .4, .3, .4, 1), 3)
factors <- matrix(rnorm(3 * n), n) %*% chol(phi)
loading <- c(.8, .7, .6, .75, .65, .85, .7, .8, .55)
latent <- factors[, rep(1:3, each = 3)] * rep(loading, each = n) + matrix(rnorm(9 * n), n) * rep(sqrt(1 - loading^2), each = n)
cuts <- list(c(-1.2, -.4, .3, 1.1), c(-1, 0, .8, 1.5), .2, c(-.9, .1, 1), c(-1.6, -.8, -.1, .9), c(-1, -.5, 0, .4, .9, 1.5),
             c(-.6, .6), c(-1.3, -.5, .4, 1.2), c(-1.1, -.2, .5, 1.3))
items <- as.data.frame(sapply(1:9, function(j) findInterval(latent[, j], cuts[[j]]) + 1))
names(items) <- paste0(rep(c("a", "b", "c"), each = 3), 1:3)
items[matrix(runif(9 * n) < .03, n)] <- NA
design <- data.frame(weight = round(runif(n, .4, 2.5), 3), psu = rep(0:49, each = 8), stratum = rep(0:4, each = 80))
save(cbind(items, design), "ordinal_items.csv")

data(bfi, package = "psychTools")
data(ability, package = "psychTools")
public <- list(agree = bfi[, paste0("A", 1:5)], neurotic = bfi[, paste0("N", 1:5)], ability = as.data.frame(ability[, 1:8]))
tabulate_pairs <- function(name, x) {
  out <- list()
  for (j in seq_along(x)) for (k in j:length(x)) {
    counted <- as.data.frame(table(x[[j]], x[[k]]), stringsAsFactors = FALSE)
    counted <- counted[counted$Freq > 0, ]
    out[[length(out) + 1]] <- data.frame(data = name, item = names(x)[j], other = names(x)[k], answer = counted$Var1,
                                         other_answer = counted$Var2, n = counted$Freq)
  }
  do.call(rbind, out)
}
save(do.call(rbind, Map(tabulate_pairs, names(public), public)), "polychoric_tables.csv")

triangle <- function(data, figure, m) {
  at <- which(lower.tri(m), arr.ind = TRUE)
  data.frame(data = data, figure = figure, row = rownames(m)[at[, 1]], column = colnames(m)[at[, 2]],
             value = sprintf("%.15g", m[at]))
}
# The sample's figures of a one-factor model that is not fitted: lavCor knows no weights.
by_lavaan <- function(data, x, ...) {
  used <- setdiff(names(x), "weight")
  fit <- suppressWarnings(cfa(paste("f =~", paste(used, collapse = "+")), x, ordered = used, do.fit = FALSE, ...))
  sample <- lavInspect(fit, "sampstat")
  named <- strsplit(names(sample$th), "|", fixed = TRUE)
  rbind(triangle(data, "lavaan", unclass(sample$cov)),
        data.frame(data = data, figure = "threshold", row = sapply(named, `[`, 1), column = sapply(named, `[`, 2),
                   value = sprintf("%.15g", unclass(sample$th))))
}
by_psych <- function(data, figure, x, ...) {
  triangle(data, figure, suppressMessages(suppressWarnings(polychoric(x, smooth = FALSE, ...)))$rho)
}
weighted <- cbind(items, weight = design$weight)
complete <- weighted[complete.cases(items), ]
rows <- rbind(
  by_lavaan("synthetic listwise", items, missing = "listwise"),
  by_lavaan("synthetic pairwise", items, missing = "pairwise"),
  by_lavaan("synthetic weighted", complete, sampling.weights = "weight"),
  do.call(rbind, Map(function(name, x) by_lavaan(name, x, missing = "pairwise"), names(public), public)),
  by_psych("agree", "psych", public$agree, correct = 0),
  by_psych("neurotic", "psych", public$neurotic, correct = 0)
)
save(rows, "polychoric.csv")
