# Careless responding, row by row, with base R alone (the formulas of the package careless 1.2.2, which Debian lacks):
# longest run, IRV, even-odd, psychometric synonyms and antonyms, Mahalanobis distance.
# Rscript careless.R   writes careless_answers.csv (the answers, drawn here) and careless.csv beside itself.
# Two departures from careless, both stated in the library: the sign of even-odd is not turned, and Mahalanobis distance
# is over the answers that a row has (careless puts the mean in the place of a gap).
set.seed(20260101)
n <- 60
latent <- rnorm(n)
sign <- rep(c(1, 1, -1, 1), each = 4)
z <- outer(latent, sign) * .85 + matrix(rnorm(n * 16), n) * .55 + outer(rnorm(n), rep(1, 16)) * .25
x <- matrix(pmin(5, pmax(1, round(3.2 + z))), n)
x[cbind(c(3, 3, 9, 17, 17, 17, 25, 31, 40, 52, 60, 60), c(1, 7, 16, 2, 3, 4, 11, 5, 9, 13, 8, 15))] <- NA
x[48, ] <- rep(c(4, 2), each = 8)
colnames(x) <- sprintf("q%02d", 1:16)

longstring <- apply(x, 1, function(row) max(rle(row[!is.na(row)])$lengths))
irv <- apply(x, 1, sd, na.rm = TRUE)
stepped <- function(row) {
  halves <- sapply(1:4, function(k) { s <- row[4 * k - 3:0]; c(mean(s[c(1, 3)], na.rm = TRUE), mean(s[c(2, 4)], na.rm = TRUE)) })
  r <- suppressWarnings(cor(halves[1, ], halves[2, ], use = "pairwise.complete.obs"))
  if (is.na(r)) NA else max(2 * r / (1 + r), -1)
}
even_odd <- apply(x, 1, stepped)
r <- cor(x, use = "pairwise.complete.obs")
within <- function(pairs) apply(x, 1, function(row) {
  a <- row[pairs[, 1]]; b <- row[pairs[, 2]]
  if (sum(!is.na(a) & !is.na(b)) < 3) NA else suppressWarnings(cor(a, b, use = "pairwise.complete.obs"))
})
synonyms <- which(lower.tri(r) & r > .5, arr.ind = TRUE)
antonyms <- which(lower.tri(r) & r < -.5, arr.ind = TRUE)
s <- cov(x, use = "pairwise.complete.obs"); m <- colMeans(x, na.rm = TRUE)
distance <- apply(x, 1, function(row) { at <- !is.na(row); mahalanobis(row[at], m[at], s[at, at]) })
p <- pchisq(distance, rowSums(!is.na(x)), lower.tail = FALSE)

write_out <- function(frame, file, what) {
  header <- sprintf("# %s; careless.R, %s", what, R.version.string)
  writeLines(header, file)
  suppressWarnings(write.table(format(frame, digits = 15, trim = TRUE), file, sep = ",", quote = FALSE, row.names = FALSE, append = TRUE))
}
answers <- as.data.frame(x)
writeLines(sprintf("# 60 x 16 answers, drawn; careless.R, %s", R.version.string), "careless_answers.csv")
suppressWarnings(write.table(answers, "careless_answers.csv", sep = ",", quote = FALSE, row.names = FALSE, na = "", append = TRUE))
cat(nrow(synonyms), "synonyms,", nrow(antonyms), "antonyms, least eigenvalue", min(eigen(s)$values), "\n")
write_out(data.frame(longstring, irv, even_odd, synonyms = within(synonyms), antonyms = within(antonyms),
                     mahalanobis = distance, mahalanobis_p = p), "careless.csv", "one row per row of careless_answers.csv")
