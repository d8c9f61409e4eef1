# What R packages give for the cases of csat_lib/validation that name them: case, figure, value, in validation.csv.
# Data come with the packages (psychTools: bfi; lavaan: HolzingerSwineford1939; psych: Thurstone). Run in this folder.
suppressMessages({library(psych); library(lavaan); library(semTools); library(polycor)})

rows <- list()
put <- function(case, figure, value) rows[[length(rows) + 1]] <<- data.frame(case, figure, value = as.numeric(value))

bfi <- psychTools::bfi[, 1:25]
turned <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5")
bfi[, turned] <- 7 - bfi[, turned]
for (trait in c("A", "C", "E", "N", "O")) {
  x <- bfi[, paste0(trait, 1:5)]
  own <- alpha(x, warnings = FALSE)
  put("bfi-alpha", paste("alpha", trait), own$total$raw_alpha)
  put("bfi-alpha", paste("low", trait), own$feldt$lower.ci)
  put("bfi-alpha", paste("high", trait), own$feldt$upper.ci)
  put("bfi-omega", paste("omega", trait), suppressMessages(suppressWarnings(omega(x, 1, plot = FALSE)))$omega_h)
  r <- alpha(cor(x, use = "pairwise"), warnings = FALSE)$total
  put("bfi-standardised", paste("alpha_standardised", trait), r$raw_alpha)
  put("bfi-standardised", paste("lambda6", trait), r$`G6(smc)`)
  put("bfi-standardised", paste("mean_r", trait), r$average_r)
  complete <- na.omit(x)
  put("bfi-complete", paste("n", trait), nrow(complete))
  put("bfi-complete", paste("alpha", trait), alpha(complete, warnings = FALSE)$total$raw_alpha)
  one <- parameterEstimates(cfa(paste("f =~", paste(names(x), collapse = " + ")), complete, std.lv = TRUE))
  common <- sum(one$est[one$op == "=~"])^2
  put("bfi-omega-ml", paste("omega", trait), common / (common + sum(one$est[one$op == "~~" & one$lhs != "f"])))
}
n <- alpha(na.omit(bfi[, paste0("N", 1:5)]), warnings = FALSE)
for (j in 1:5) {
  put("bfi-items", paste0("item_rest N", j), n$item.stats$r.drop[j])
  put("bfi-items", paste0("alpha_if_dropped N", j), n$alpha.drop$raw_alpha[j])
}
feldt <- alpha.ci(.74, n.obs = 100, n.var = 4)
put("feldt", "low", feldt$lower.ci)
put("feldt", "high", feldt$upper.ci)
thurstone <- suppressMessages(omega(Thurstone, 3, n.obs = 213, plot = FALSE))
put("thurstone", c("omega_hierarchical", "omega_total", "omega_asymptotic", "alpha", "lambda6"),
    c(thurstone$omega_h, thurstone$omega.tot, thurstone$omega.lim, thurstone$alpha, thurstone$G6))
put("thurstone-kmo", "kmo", KMO(Thurstone)$MSA)
clusters <- matrix(.16, 6, 6, dimnames = list(paste0("v", 1:6), paste0("v", 1:6)))
clusters[1:3, 1:3] <- .52
clusters[4:6, 4:6] <- .41
diag(clusters) <- 1
halves <- splitHalf(clusters)
put("split-half", c("split_half_greatest", "split_half_lowest", "split_half_mean", "alpha"),
    c(halves$maxrb, halves$minrb, halves$meanr, halves$alpha))

complete <- na.omit(bfi)
sphericity <- cortest.bartlett(cor(complete), n = nrow(complete))
put("bfi-factors", c("kmo", "bartlett", "df"), c(KMO(cor(complete))$MSA, sphericity$chisq, sphericity$df))
put("bfi-factors", paste("eigenvalue", 1:8), eigen(cor(complete))$values[1:8])
map <- suppressWarnings(vss(cor(complete), n = 8, n.obs = nrow(complete), plot = FALSE))$map
put("bfi-factors", paste("map", 1:6), map[1:6])
put("bfi-factors", "n_factors", which.min(map))
pairs <- cor(bfi, use = "pairwise")
put("bfi-pairwise", c("kmo", "bartlett"), c(KMO(pairs)$MSA, cortest.bartlett(pairs, n = 2800)$chisq))
for (k in 2:5) for (j in 1:(k - 1)) {
  table <- table(bfi[, paste0("N", j)], bfi[, paste0("N", k)])
  put("bfi-polychoric", paste0("polychoric N", j, " N", k), polychor(table, ML = FALSE))
}

model <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
data <- HolzingerSwineford1939
fit <- cfa(model, data)
names <- c(chi2 = "chisq", df = "df", `chi2 baseline` = "baseline.chisq", `df baseline` = "baseline.df", cfi = "cfi", tli = "tli",
           rmsea = "rmsea", `low rmsea` = "rmsea.ci.lower", `high rmsea` = "rmsea.ci.upper", srmr = "srmr")
put("nine-tests", names(names), fitMeasures(fit)[names])
std <- standardizedSolution(fit)
put("nine-tests-loadings", paste("loading", std$rhs[std$op == "=~"]), std$est.std[std$op == "=~"])
across <- std[std$op == "~~" & std$lhs != std$rhs, ]
put("nine-tests-loadings", paste("factor_correlation", across$lhs, across$rhs), across$est.std)
steps <- list(configural = "", metric = "loadings", scalar = c("loadings", "intercepts"))
for (name in names(steps)) {
  step <- cfa(model, data, group = "school", group.equal = steps[[name]])
  put("two-schools", paste(c("chi2", "df"), name), fitMeasures(step)[c("chisq", "df")])
}
parts <- lavInspect(cfa(model, data, group = "school"), "test")[[1]]$stat.group
put("two-schools", paste("chi2", lavInspect(cfa(model, data, group = "school"), "group.label")), parts)
omega <- suppressWarnings(reliability(fit))["omega", ]
put("nine-tests-omega", paste("omega", names(omega)), omega)
put("nine-tests-htmt", "htmt_absolute visual speed", htmt(model, data, htmt2 = FALSE)["speed", "visual"])
ratios <- list(htmt = htmt(model, data, htmt2 = FALSE, absolute = FALSE), htmt2 = htmt(model, data))
for (name in names(ratios)) for (k in 2:3) for (j in 1:(k - 1)) {
  r <- unclass(ratios[[name]])
  put("nine-tests-htmt", paste(name, colnames(r)[j], colnames(r)[k]), r[k, j])
}

versions <- paste(sapply(c("psych", "psychTools", "lavaan", "semTools", "polycor"), function(p) paste(p, packageVersion(p))), collapse = ", ")
file <- file("validation.csv", "w")
writeLines(paste0("# ", R.version.string, ", ", versions), file)
table <- do.call(rbind, rows)
table$value <- sprintf("%.15g", table$value)
write.csv(table, file, row.names = FALSE, quote = 1:2)
close(file)
