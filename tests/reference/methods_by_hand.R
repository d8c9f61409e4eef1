# FIML of lavaan on the 2,800 respondents of bfi (psychTools), 364 of them with missing answers; in methods_by_hand.csv.
# Rscript methods_by_hand.R > methods_by_hand.csv
suppressPackageStartupMessages(library(lavaan))
cat(sprintf("# R %s, lavaan %s, psychTools %s\n", getRversion(), packageVersion("lavaan"), packageVersion("psychTools")))
cat("figure,item,value\n")
data <- psychTools::bfi[, 1:25]
scales <- c("A", "C", "E", "N", "O")
model <- paste(scales, "=~", sapply(scales, function(s) paste0(s, 1:5, collapse = " + ")), collapse = "\n")
fit <- cfa(model, data, std.lv = TRUE, missing = "ml", em.h1.tol = 1e-12, em.h1.iter.max = 5000L)
measures <- c("chisq", "df", "baseline.chisq", "cfi", "tli", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "srmr")
for (name in measures) cat(sprintf("%s,,%.15g\n", name, fitMeasures(fit)[[name]]))
loadings <- subset(standardizedSolution(fit), op == "=~")
for (i in seq_len(nrow(loadings))) cat(sprintf("std,%s,%.15g\nse,%s,%.15g\n", loadings$rhs[i], loadings$est.std[i], loadings$rhs[i], loadings$se[i]))
