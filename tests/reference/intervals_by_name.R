# Published intervals beside ours. Alpha of psych's scales: its standard error as psych::alpha gives it (Duhachek and
# Iacobucci 2004), and Bonett's (2002) interval by its formula. R squared of lm on R's own data: adj.r.squared, and
# Helland's (1987) interval with each end found by uniroot. Writes intervals_by_name.csv: data, figure, value.
# Run in this folder.
suppressMessages(library(psych))

rows <- list()
keep <- function(data, figure, value)
  rows[[length(rows) + 1]] <<- data.frame(data = data, figure = figure, value = formatC(value, digits = 16, format = "g"))

scale <- function(name, items) {
  found <- suppressWarnings(alpha(items, check.keys = FALSE)$total)
  n <- nrow(items); p <- ncol(items); centre <- log(1 - found$raw_alpha) - log(n / (n - 1))
  reach <- qnorm(.975) * sqrt(2 * p / ((p - 1) * (n - 2)))
  s <- cov(items)
  for (j in 1:p) for (k in 1:j) keep(name, paste("covariance", j, k), s[j, k])
  for (figure in c("n", "p", "raw_alpha", "ase"))
    keep(name, figure, switch(figure, n = n, p = p, found[[figure]]))
  keep(name, "bonett_low", 1 - exp(centre + reach))
  keep(name, "bonett_high", 1 - exp(centre - reach))
}
sink(nullfile())
scale("attitude", attitude)
scale("neuroticism", na.omit(bfi[, paste0("N", 1:5)]))
sink()

explained <- function(name, fit) {
  r2 <- summary(fit)$r.squared; n <- length(residuals(fit)); p <- length(coef(fit)) - 1
  distance <- function(rho2, share) {
    f <- rho2 / (1 - rho2); df <- ((n - 1) * f + p)^2 / ((n - 1) * f * (f + 2) + p)
    r2 / (1 - r2) * (n - p - 1) / ((n - 1) * f + p) - qf(share, df, n - p - 1)
  }
  end <- function(share) if (distance(0, share) <= 0) 0 else
    uniroot(distance, c(0, 1 - 1e-9), share = share, tol = 1e-15)$root
  for (figure in list(list("n", n), list("p", p), list("r2", r2), list("adjusted", summary(fit)$adj.r.squared),
                      list("low", end(.975)), list("high", end(.025)))) keep(name, figure[[1]], figure[[2]])
}
explained("mtcars", lm(mpg ~ cyl + disp + hp + gear, mtcars))
explained("swiss", lm(Fertility ~ ., swiss))
explained("trees", lm(Volume ~ Girth, trees))
explained("women, noise", lm(height ~ I(sin(7 * weight)) + I(cos(11 * weight)), women))

file <- file("intervals_by_name.csv", "w")
writeLines(sprintf("# %s, psych %s", R.version.string, packageVersion("psych")), file)
write.csv(do.call(rbind, rows), file, row.names = FALSE, quote = 1:2)
close(file)
