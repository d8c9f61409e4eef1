# The EWMA chart as package qcc draws it, of waves after a base whose mean and moving range give centre and spread.
# Rscript ewma.R   writes ewma.csv beside itself. R 4.2.2, qcc 3.0; the waves are made up.
suppressPackageStartupMessages(library(qcc))
waves <- list(
  slide = c(78.1, 77.4, 78.9, 77.7, 78.3, 78, 77.2, 78.6, 77.9, 78.4, 78.8, 77.5, 77.3, 77, 77.6, 76.4, 76.9, 75.8, 75.2),
  still = c(46.8, 12.5, 28, 33.3, -4.1, 25.9, 31, 40.2, 19.7, 30.1, 22.4, 18.8, 25, 31.7, 20.2),
  rise = c(70, 72, 71, 74, 70, 71, 73, 72, 75, 76, 74, 78)
)
base <- c(slide = 12, still = 12, rise = 8)
weight <- c(slide = 0.2, still = 0.1, rise = 0.4)
limit <- c(slide = 3.3, still = 2.7, rise = 3)
rows <- lapply(names(waves), function(name) {
  first <- waves[[name]][seq_len(base[name])]
  spread <- mean(abs(diff(first))) / (2 / sqrt(pi))
  later <- waves[[name]][-seq_len(base[name])]
  chart <- ewma(later, sizes = 1, center = mean(first), std.dev = spread, lambda = weight[name],
                nsigmas = limit[name], plot = FALSE)
  n <- length(later)
  data.frame(name, row.names = NULL, waves = paste(waves[[name]], collapse = " "), base = base[[name]], weight = weight[[name]],
             limit = limit[[name]], at = seq_len(n), smoothed = as.numeric(chart$ewma)[seq_len(n)],
             low = chart$limits[seq_len(n), 1], high = chart$limits[seq_len(n), 2])
})
out <- do.call(rbind, rows)
out[7:9] <- lapply(out[7:9], format, digits = 15)
args <- grep("^--file=", commandArgs(FALSE), value = TRUE)
write.csv(out, file.path(dirname(sub("^--file=", "", args)), "ewma.csv"), row.names = FALSE, quote = FALSE)
