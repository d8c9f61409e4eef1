# Median times of events that are partly censored, by Kaplan and Meier: survival::survfit.
#   Rscript tests/reference/complaint_hours.R > tests/reference/complaint_hours.csv
library(survival)
cat(paste0("# ", R.version.string, ", survival ", packageVersion("survival"), "\n"))
cat("case,hours,done,median\n")
cases <- list(
  whole_odd = list(c(5, 1, 9, 3, 7), c(1, 1, 1, 1, 1)),
  whole_even = list(c(5, 1, 9, 3, 7, 8), c(1, 1, 1, 1, 1, 1)),
  tied = list(c(2, 2, 4, 4, 4, 6, 6, 9), c(1, 1, 1, 0, 1, 1, 0, 1)),
  censored = list(c(1.5, 2.25, 3, 8, 12, 20, 31, 44, 50, 72), c(1, 0, 1, 1, 0, 1, 1, 0, 1, 0)),
  flat = list(c(1, 2, 3, 4, 5, 6), c(1, 1, 1, 0, 0, 1)),
  never = list(c(1, 2, 3, 4, 5, 6), c(1, 0, 0, 0, 0, 0))
)
for (name in names(cases)) {
  of <- cases[[name]]
  found <- unname(summary(survfit(Surv(of[[1]], of[[2]]) ~ 1))$table["median"])
  cat(name, paste(of[[1]], collapse = " "), paste(of[[2]], collapse = " "), format(found, digits = 15), sep = ",")
  cat("\n")
}
