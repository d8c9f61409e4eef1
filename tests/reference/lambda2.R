# Guttman's lambda 2 of the scales of reliability.R, as psych::guttman gives it (of correlations), from the covariances
# kept in reliability.csv. Writes lambda2.csv: data, items, value. Run in this folder.
suppressMessages(library(psych))

kept <- read.csv("reliability.csv", comment.char = "#", colClasses = "character")
correlations <- function(name) {
  of <- kept[kept$data == name & kept$figure == "covariance", ]
  items <- unique(c(of$column, of$row))
  s <- matrix(NA, length(items), length(items), dimnames = list(items, items))
  s[cbind(of$row, of$column)] <- as.numeric(of$value)
  s[cbind(of$column, of$row)] <- as.numeric(of$value)
  cov2cor(s)
}
lambda2 <- function(name, items = colnames(correlations(name)))
  data.frame(data = name, items = paste(items, collapse = " "),
             value = suppressWarnings(guttman(correlations(name)[items, items])$lambda.2))

out <- rbind(lambda2("hs"), lambda2("hs", paste0("x", 1:3)), lambda2("attitude"), lambda2("bfi", paste0("N", 1:5)),
             lambda2("bfi", c(paste0("A", 1:5), paste0("C", 1:5))), lambda2("sat"))
file <- file("lambda2.csv", "w")
writeLines(sprintf("# %s, psych %s", R.version.string, packageVersion("psych")), file)
out$value <- formatC(out$value, digits = 16, format = "g")
write.csv(out, file, row.names = FALSE, quote = 3)
close(file)
