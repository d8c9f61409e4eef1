# Control limits of the next wave as R's prediction interval of one further value, base R alone.
# Rscript control_limits.R   writes control_limits.csv beside itself. R 4.2.2; the waves are made up.
waves <- list(
  six = c(74.2, 75.1, 73.8, 74.9, 76.0, 74.4),
  eight = c(70, 72, 71, 74, 70, 71, 73, 72),
  eleven = c(80.1, 81.4, 79.8, 80.9, 82.2, 80.3, 79.1, 81.0, 80.6, 78.9, 80.3),
  points = c(46.8, 12.5, 28.0, 33.3, -4.1, 25.9, 31.0, 40.2, 19.7)
)
rows <- lapply(names(waves), function(name) {
  x <- waves[[name]]
  p <- predict(lm(x ~ 1), data.frame(one = 1), interval = "prediction", level = 1 - 0.0027)
  data.frame(name, waves = paste(x, collapse = " "), fit = p[1], low = p[2], high = p[3])
})
out <- do.call(rbind, rows)
out[3:5] <- lapply(out[3:5], format, digits = 15)
args <- grep("^--file=", commandArgs(FALSE), value = TRUE)
write.csv(out, file.path(dirname(sub("^--file=", "", args)), "control_limits.csv"), row.names = FALSE, quote = FALSE)
