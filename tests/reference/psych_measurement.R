# A small synthetic scale for the tests of measurement/, and what psych makes of it.
# Writes psych_items.csv, the data: 150 respondents, eight items 1-7 of two correlated traits, b4 reversed, 4 % missing; and
# psych_measurement.csv, the figures: data, figure, row, column, value, with b4 turned (8 - b4). `complete` leaves out rows
# with a missing answer, `pairwise` keeps them. The head of the CSV says the versions. Run in this folder.
suppressMessages(library(psych))

set.seed(20251)
n <- 150
traits <- matrix(rnorm(2 * n), n) %*% chol(matrix(c(1, .4, .4, 1), 2))
strength <- c(.8, .7, .6, .5, .75, .65, .55, -.6)
raw <- sapply(1:8, function(j) strength[j] * traits[, (j > 4) + 1] + rnorm(n, sd = sqrt(1 - strength[j]^2)))
items <- as.data.frame(pmin(pmax(round(4 + 1.4 * raw + rep(seq(-.6, .8, .2), each = n)), 1), 7))
names(items) <- c(paste0("a", 1:4), paste0("b", 1:4))
items[matrix(runif(n * 8) < .04, n)] <- NA
write.csv(items, "psych_items.csv", row.names = FALSE, na = "", quote = FALSE)

items$b4 <- 8 - items$b4
scales <- list(a = paste0("a", 1:4), b = paste0("b", 1:4), all = names(items), two = c("a1", "a2"))
row <- function(data, figure, value, row = "", column = "")
  data.frame(data = data, figure = figure, row = row, column = column, value = as.numeric(value))

reliability <- function(label, x) {
  fit <- alpha(x)
  feldt <- alpha.ci(fit$total$raw_alpha, n.obs = nrow(x), n.var = ncol(x))
  out <- rbind(
    row(label, "alpha", fit$total$raw_alpha), row(label, "alpha_standardised", fit$total$std.alpha),
    row(label, "lambda6", fit$total$`G6(smc)`), row(label, "mean_r", fit$total$average_r), row(label, "n", nrow(x)),
    row(label, "feldt_low", feldt$lower.ci), row(label, "feldt_high", feldt$upper.ci),
    row(label, "item_rest", fit$item.stats$r.drop, rownames(fit$item.stats)))
  if (ncol(x) > 2) {
    r <- cor(x, use = "pairwise")
    one <- fa(r, 1)
    out <- rbind(out, row(label, "alpha_if_dropped", fit$alpha.drop$raw_alpha, rownames(fit$alpha.drop)),
                 row(label, "omega", sum(one$loadings)^2 / sum(r)), row(label, "omega_tot", 1 - sum(one$uniquenesses) / sum(r)))
  }
  out
}

matrix_rows <- function(label, figure, m)
  row(label, figure, m, rep(rownames(m), ncol(m)), rep(colnames(m), each = nrow(m)))

by_variance <- function(fit) {
  phi <- if (is.null(fit$Phi)) diag(ncol(fit$loadings)) else fit$Phi
  l <- unclass(fit$loadings)
  order <- order(diag(phi %*% t(l) %*% l), decreasing = TRUE)
  sign <- ifelse(colSums(l) < 0, -1, 1)[order]
  l <- l[, order] %*% diag(sign)
  phi <- diag(sign) %*% phi[order, order] %*% diag(sign)
  dimnames(l) <- list(rownames(fit$loadings), paste0("F", seq_along(order)))
  dimnames(phi) <- list(colnames(l), colnames(l))
  list(loadings = l, phi = phi, communality = rowSums((l %*% phi) * l), variance = diag(phi %*% t(l) %*% l) / nrow(l))
}

factors <- function(label, r, n) {
  adequacy <- KMO(r)
  sphericity <- cortest.bartlett(r, n = n)
  out <- rbind(matrix_rows(label, "correlation", r), row(label, "kmo", adequacy$MSA), row(label, "kmo", adequacy$MSAi, names(adequacy$MSAi)),
               row(label, "bartlett", sphericity$chisq), row(label, "bartlett_df", sphericity$df),
               row(label, "bartlett_p", sphericity$p.value), row(label, "n", n))
  for (rotation in c("none", "varimax", "promax", "quartimax", "oblimin")) {
    f <- by_variance(fa(r, 2, n.obs = n, rotate = rotation, fm = "minres"))
    out <- rbind(out, matrix_rows(label, paste0("loading_", rotation), f$loadings), matrix_rows(label, paste0("phi_", rotation), f$phi),
                 row(label, paste0("communality_", rotation), f$communality, rownames(f$loadings)),
                 row(label, paste0("variance_", rotation), f$variance, names(f$variance)))
  }
  out
}

complete <- na.omit(items)
out <- NULL
for (scale in names(scales)) for (data in c("complete", "pairwise"))
  out <- rbind(out, reliability(paste(data, scale), (if (data == "complete") complete else items)[scales[[scale]]]))
out <- rbind(out, factors("complete factors", cor(complete), nrow(complete)))
out <- rbind(out, matrix_rows("complete factors", "spearman", cor(complete, method = "spearman")))
out <- rbind(out, matrix_rows("pairwise factors", "spearman", cor(items, method = "spearman", use = "pairwise")))
for (p in c(.025, .975)) for (df in c(99, 2435)) out <- rbind(out, row("quantile", "f", qf(p, df, 3 * df), p, df))

out$value <- trimws(formatC(out$value, digits = 16, format = "g"))
file <- file("psych_measurement.csv", "w")
writeLines(sprintf("# %s, psych %s, GPArotation %s", R.version.string, packageVersion("psych"), packageVersion("GPArotation")), file)
write.csv(out, file, row.names = FALSE, quote = FALSE)
close(file)
