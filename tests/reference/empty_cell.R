# Tetrachoric correlations of two by two tables with one empty cell, as lavaan's lavCor gives them by default (zero.add
# .5 for such tables, margins kept). Writes empty_cell.csv: the table (row by row) and the correlation. Run in this folder.
suppressMessages(library(lavaan))

tables <- list(c(40, 10, 0, 50), c(0, 20, 30, 50), c(80, 15, 5, 0), c(25, 0, 35, 140), c(10, 30, 20, 40))
rows <- lapply(tables, function(n) {
  x <- rep(c(0, 0, 1, 1), n); y <- rep(c(0, 1, 0, 1), n)
  found <- suppressWarnings(lavCor(data.frame(x = x, y = y), ordered = c("x", "y"), missing = "listwise"))
  data.frame(a = n[1], b = n[2], c = n[3], d = n[4], r = formatC(found[2, 1], digits = 16, format = "g"))
})
file <- file("empty_cell.csv", "w")
writeLines(sprintf("# %s, lavaan %s", R.version.string, packageVersion("lavaan")), file)
write.csv(do.call(rbind, rows), file, row.names = FALSE, quote = FALSE)
close(file)
