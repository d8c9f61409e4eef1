# What seminr's model predicts of answers it has not seen (earliest antecedents), and MICOM's figures over rotated groups.
# seminr 2.3.4, lm of R 4.2.2. Run in this folder: Rscript path_groups.R
# Answers: path_groups_answers.csv, 120 rows of test data; folds: ten, row after row; rotation k: the group of row i is that of row i - k.
library(seminr)
answers <- read.csv("path_groups_answers.csv")
items <- answers[, setdiff(names(answers), "group")]
blocks <- list(a = paste0("a", 1:3), b = paste0("b", 1:3), c = paste0("c", 1:3))
measured <- constructs(composite("a", blocks$a), composite("b", blocks$b), composite("c", blocks$c))
joined <- relationships(paths(from = "a", to = c("b", "c")), paths(from = "b", to = "c"))
fitted <- function(data) suppressMessages(estimate_pls(data, measured, joined, inner_weights = path_weighting, stopCriterion = 10))
rows <- data.frame()
kept <- function(figure, row, column, value) rows <<- rbind(rows, data.frame(figure, row, column, value = sprintf("%.12f", value)))

n <- nrow(items)
fold <- rep(1:10, each = n / 10)
told <- c(blocks$b, blocks$c)
off <- list(model = items[told] * 0, regression = items[told] * 0, mean = items[told] * 0)
for (k in 1:10) {
  train <- items[fold != k, ]
  test <- items[fold == k, ]
  model <- fitted(train)
  z <- sweep(sweep(as.matrix(test[, model$mmVariables]), 2, model$meanData[model$mmVariables]), 2, model$sdData[model$mmVariables], "/")
  scores <- predict_EA(model$smMatrix, model$path_coef, z %*% model$outer_weights)
  items_told <- scores %*% t(model$outer_loadings)
  for (item in told) {
    value <- items_told[, item] * model$sdData[item] + model$meanData[item]
    off$model[fold == k, item] <- test[[item]] - value
    line <- lm(reformulate(blocks$a, item), train)
    off$regression[fold == k, item] <- test[[item]] - predict(line, test)
    off$mean[fold == k, item] <- test[[item]] - mean(train[[item]])
  }
}
for (item in told) {
  for (by in names(off)) {
    kept("rmse", item, by, sqrt(mean(off[[by]][[item]]^2)))
    kept("mae", item, by, mean(abs(off[[by]][[item]])))
  }
  kept("q2", item, "", 1 - sum(off$model[[item]]^2) / sum(off$mean[[item]]^2))
}

z <- scale(as.matrix(items))
pooled <- z %*% fitted(items)$outer_weights
pooled <- scale(pooled)
for (k in 0:19) {
  group <- answers$group[(seq_len(n) - 1 - k) %% n + 1] == 1
  one <- z %*% fitted(items[group, ])$outer_weights
  other <- z %*% fitted(items[!group, ])$outer_weights
  spread <- function(x) mean((x - mean(x))^2)
  for (name in names(blocks)) {
    kept("match", k, name, cor(one[, name], other[, name]))
    kept("means", k, name, (mean(pooled[group, name]) - mean(pooled[!group, name])) * sqrt(n / (n - 1)))
    kept("spreads", k, name, log(spread(pooled[group, name]) / spread(pooled[!group, name])))
  }
}
writeLines("# By path_groups.R: seminr 2.3.4, R 4.2.2.", "path_groups.csv")
suppressWarnings(write.table(rows, "path_groups.csv", sep = ",", row.names = FALSE, quote = FALSE, append = TRUE))
