# Dimensionality, extraction, rotation and factor scores as R's psych, stats and GPArotation have them, on real data that
# R's packages carry. Writes factors.csv: data, figure, row, column, value. Only aggregates leave this script: correlation
# matrices and what follows from them. psych, factanal and GPArotation stop short of the optimum by default; they are told
# to go on where they can be (`tight`), and the rotations start from loadings that stand in the file. Run in this folder.
suppressMessages({library(psych); library(GPArotation)})
data(bfi, package = "psychTools")
data(HolzingerSwineford1939, package = "lavaan")
set.seed(20252)

keys <- c("-A1", "A2", "A3", "A4", "A5", "C1", "C2", "C3", "-C4", "-C5", "-E1", "-E2", "E3", "E4", "E5", paste0("N", 1:5),
          "O1", "-O2", "O3", "O4", "-O5")
turned <- bfi[1:25]
for (item in sub("-", "", keys[startsWith(keys, "-")])) turned[[item]] <- 7 - turned[[item]]
complete <- na.omit(turned)
matrices <- list(
  bfi = list(r = cor(complete), n = nrow(complete), k = 5),
  holzinger = list(r = cor(HolzingerSwineford1939[paste0("x", 1:9)]), n = 301, k = 3),
  harman = list(r = Harman74.cor$cov, n = 145, k = 4))

row <- function(figure, value, row = "", column = "")
  data.frame(figure = figure, row = row, column = column, value = as.numeric(value))
matrix_rows <- function(figure, m) {
  m <- unclass(m)
  row(figure, m, rep(rownames(m), ncol(m)), rep(paste0("F", seq_len(ncol(m))), each = nrow(m)))
}
phi_rows <- function(figure, phi) {
  dimnames(phi) <- list(paste0("F", seq_len(ncol(phi))), NULL)
  matrix_rows(figure, phi)
}

partial_averages <- function(r, power) {
  e <- eigen(r)
  sapply(0:(ncol(r) - 2), function(m) {
    a <- e$vectors[, seq_len(m), drop = FALSE] %*% diag(sqrt(e$values[seq_len(m)]), m)
    q <- cov2cor(r - a %*% t(a))
    mean(q[lower.tri(q)]^power)
  })
}

tight_promax <- function(l) {  # psych's kaiser(rotate = "Promax") with the varimax in it run to its end
  h <- sqrt(rowSums(l^2))
  x <- unclass(varimax(l / h, normalize = FALSE, eps = 1e-15)$loadings)
  u <- lm.fit(x, x * abs(x)^3)$coefficients
  u <- u %*% diag(sqrt(diag(solve(t(u) %*% u))))
  ui <- solve(u)
  list(loadings = (x %*% u) * h, Phi = ui %*% t(ui))
}

geomin_value <- function(l) sum(exp(rowSums(log(l^2 + .01)) / ncol(l)))
best_geomin <- function(l) {
  starts <- c(list(diag(ncol(l))), replicate(15, Random.Start(ncol(l)), simplify = FALSE))
  fits <- lapply(starts, function(s) suppressWarnings(geominQ(l, Tmat = s, delta = .01, eps = 1e-5, maxit = 2000)))
  fits[[which.min(sapply(fits, function(f) geomin_value(f$loadings)))]]
}

rotations <- function(l) {
  v <- unclass(varimax(l, eps = 1e-15)$loadings)
  q <- unclass(quartimax(l, eps = 1e-7, maxit = 2000)$loadings)
  p <- tight_promax(l)
  o <- oblimin(l, eps = 1e-7, maxit = 2000)
  g <- best_geomin(l)
  rbind(matrix_rows("varimax", v), matrix_rows("quartimax", q), matrix_rows("promax", p$loadings), phi_rows("promax_phi", p$Phi),
        matrix_rows("oblimin", o$loadings), phi_rows("oblimin_phi", o$Phi), row("geomin_value", geomin_value(g$loadings)),
        score_rows("oblimin", o))
}

score_rows <- function(label, o) {
  f <- list(loadings = o$loadings, Phi = o$Phi)
  each <- lapply(c(Thurstone = "Thurstone", Bartlett = "Bartlett"), function(m)
    factor.scores(current$r, unclass(o$loadings), Phi = o$Phi, method = m))
  rbind(matrix_rows("weights_regression", each$Thurstone$weights), matrix_rows("weights_bartlett", each$Bartlett$weights),
        row("determinacy", sqrt(each$Thurstone$R2), paste0("F", seq_along(each$Thurstone$R2))))
}

figures <- function(data) {
  r <- data$r; n <- data$n; k <- data$k
  current <<- data
  reduced <- r; diag(reduced) <- smc(r)
  adequacy <- KMO(r); sphericity <- cortest.bartlett(r, n = n)
  ml <- factanal(covmat = r, n.obs = n, factors = k, rotation = "none",
                 control = list(opt = list(factr = 1, pgtol = 0, maxit = 10000)))
  peer <- fa(r, k, n.obs = n, fm = "ml", rotate = "none")
  residual <- fa(r, k, n.obs = n, fm = "minres", rotate = "none")
  axes <- suppressWarnings(fa(r, k, n.obs = n, fm = "pa", rotate = "none", min.err = 1e-10, max.iter = 20000))
  l <- unclass(ml$loadings); attributes(l) <- attributes(l)[c("dim", "dimnames")]
  pairs <- which(lower.tri(r), arr.ind = TRUE)
  rbind(
    row("n", n), row("k", k), row("correlation", r[pairs], rownames(r)[pairs[, 1]], rownames(r)[pairs[, 2]]),
    row("kmo", adequacy$MSA), row("kmo_item", adequacy$MSAi, names(adequacy$MSAi)),
    row("bartlett", sphericity$chisq), row("bartlett_p", sphericity$p.value),
    row("map_psych", vss(r, 8, n.obs = n, plot = FALSE)$map, 1:8),
    row("map", partial_averages(r, 2), 0:(ncol(r) - 2)), row("map_fourth", partial_averages(r, 4), 0:(ncol(r) - 2)),
    row("eigenvalue_component", eigen(r)$values, 1:ncol(r)), row("eigenvalue_factor", eigen(reduced)$values, 1:ncol(r)),
    row("ml", ml$uniquenesses, rownames(r)), row("ml_objective", ml$criteria["objective"]),
    row("ml_chi2", ml$STATISTIC), row("ml_df", ml$dof), row("ml_p", ml$PVAL),
    row("ml_psych", peer$uniquenesses, rownames(r)), row("ml_psych_chi2", peer$STATISTIC),
    row("minres_psych", residual$uniquenesses, rownames(r)), row("paf", axes$uniquenesses, rownames(r)),
    matrix_rows("unrotated", l), rotations(l))
}

out <- do.call(rbind, lapply(names(matrices), function(name) cbind(data = name, figures(matrices[[name]]))))
out$value <- trimws(formatC(out$value, digits = 16, format = "g"))
file <- file("factors.csv", "w")
writeLines(sprintf("# %s, psych %s, GPArotation %s, psychTools %s, lavaan %s", R.version.string, packageVersion("psych"),
                   packageVersion("GPArotation"), packageVersion("psychTools"), packageVersion("lavaan")), file)
writeLines("# Aggregates only. bfi: 2,436 complete respondents, items turned; holzinger: x1-x9; harman: Harman74.cor of datasets.", file)
write.csv(out, file, row.names = FALSE, quote = FALSE)
close(file)
