# Design-based means, domains, contrasts and weights by R's survey, on a made-up sample of 240.
# Makes survey_sample.csv (the sample, from a fixed seed), survey_design.csv (estimates) and survey_weights.csv (raking).
# Run in this folder: Rscript survey_design.R
library(survey)
options(survey.lonely.psu = "adjust")
header <- sprintf("# %s, survey %s", R.version.string, packageVersion("survey"))
write_csv <- function(frame, path) {
  numbers <- vapply(frame, is.double, logical(1))
  frame[numbers] <- lapply(frame[numbers], function(x) ifelse(is.na(x), "", trimws(formatC(x, digits = 16, format = "g"))))
  writeLines(header, path)
  suppressWarnings(write.table(frame, path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE, na = ""))
}

set.seed(20251231)
n <- 240
stratum <- rep(c("A", "B", "C"), c(100, 90, 50))
psu <- paste0("p", c(rep(1:10, each = 10), rep(1:9, each = 10), rep(1:5, each = 10)))
effect <- rnorm(24, sd = 8)[as.integer(factor(paste(stratum, psu)))]
room <- pmin(100, pmax(0, 70 + effect + rnorm(n, sd = 18)))
food <- pmin(100, pmax(0, 30 + 0.5 * room + rnorm(n, sd = 15)))
room[sample(n, 12)] <- NA
food[sample(n, 25)] <- NA
sample_frame <- data.frame(
  stratum, psu,
  lonely = ifelse(stratum == "C" & psu != "p1", "A", stratum),   # C keeps one PSU
  size_respondents = c(A = 1000, B = 400, C = 5000)[stratum],
  size_psu = c(A = 40, B = 12, C = 500)[stratum],
  weight = round(runif(n, 0.4, 2.5), 3),
  store = c("S1", "S2", "S3", NA)[sample(4, n, TRUE, c(.4, .35, .2, .05))],
  member = c("gold", "no")[sample(2, n, TRUE)],
  age = c("young", "middle", "old")[sample(3, n, TRUE)],
  room = round(room, 2), food = round(food, 2)
)
write_csv(sample_frame, "survey_sample.csv")

s <- sample_frame
s$store[is.na(s$store)] <- "none"
cells <- list(all = rep(TRUE, n), S1 = s$store == "S1", S2 = s$store == "S2", S3 = s$store == "S3",
              gold = s$member == "gold", "S1*gold" = s$store == "S1" & s$member == "gold")
cells <- c(cells, list("rest S1" = !cells$S1, "rest S1*gold" = !cells$`S1*gold`))
for (variable in c("room", "food")) for (cell in names(cells)) {
  answered <- !is.na(s[[variable]]) & cells[[cell]]
  s[[make.names(paste("d", variable, cell))]] <- as.numeric(answered)
  s[[make.names(paste("y", variable, cell))]] <- ifelse(answered, s[[variable]], 0)
}
mean_of <- function(variable, cell) sprintf("%s/%s", make.names(paste("y", variable, cell)), make.names(paste("d", variable, cell)))
contrasts <- c(
  sapply(names(cells), function(cell) mean_of("room", cell)),
  "food all" = mean_of("food", "all"),
  "index all" = sprintf("0.6*%s + 0.4*%s", mean_of("room", "all"), mean_of("food", "all")),
  "index S2" = sprintf("0.6*%s + 0.4*%s", mean_of("room", "S2"), mean_of("food", "S2")),
  "S1 minus S2" = sprintf("%s - %s", mean_of("room", "S1"), mean_of("room", "S2")),
  "S1 minus all" = sprintf("%s - %s", mean_of("room", "S1"), mean_of("room", "all")),
  "S1 minus rest" = sprintf("%s - %s", mean_of("room", "S1"), mean_of("room", "rest S1")),
  "S1*gold minus S1" = sprintf("%s - %s", mean_of("room", "S1*gold"), mean_of("room", "S1")),
  "index S1 minus rest" = sprintf("0.6*%s + 0.4*%s - 0.6*%s - 0.4*%s", mean_of("room", "S1"), mean_of("food", "S1"),
                                  mean_of("room", "rest S1"), mean_of("food", "rest S1")),
  "index S1*gold minus rest" = sprintf("0.6*%s + 0.4*%s - 0.6*%s - 0.4*%s", mean_of("room", "S1*gold"),
                                       mean_of("food", "S1*gold"), mean_of("room", "rest S1*gold"), mean_of("food", "rest S1*gold"))
)
totals <- reformulate(grep("^[dy][.](room|food)", names(s), value = TRUE))
designs <- list(
  simple = svydesign(ids = ~1, weights = ~weight, data = s),
  strata = svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = s),
  strata_fpc = svydesign(ids = ~1, strata = ~stratum, weights = ~weight, fpc = ~size_respondents, data = s),
  psu = svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, nest = TRUE, data = s),
  psu_fpc = svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, fpc = ~size_psu, nest = TRUE, data = s),
  lonely = svydesign(ids = ~paste(stratum, psu), strata = ~lonely, weights = ~weight, nest = TRUE, data = s)
)
out <- do.call(rbind, lapply(names(designs), function(name) {
  sums <- svytotal(totals, designs[[name]])
  rows <- lapply(names(contrasts), function(figure) {
    found <- svycontrast(sums, parse(text = contrasts[[figure]])[[1]])
    data.frame(design = name, figure = figure, estimate = as.numeric(coef(found)), se = as.numeric(SE(found)))
  })
  rbind(do.call(rbind, rows), data.frame(design = name, figure = "df", estimate = as.numeric(degf(designs[[name]])), se = NA))
}))
# The same by the usual calls: svymean and svyby leave out who did not answer.
usual <- svymean(~room, designs$strata, na.rm = TRUE)
by <- svyby(~room, ~store, subset(designs$strata, !is.na(room)), svymean, covmat = TRUE)
pair <- svycontrast(by, c(S1 = 1, S2 = -1))
interval <- confint(usual, df = degf(designs$strata) - sum(is.na(sample_frame$room)))
out <- rbind(out, data.frame(design = "strata",
  figure = c("svymean", "svyby S1", "svycontrast S1-S2", "confint low", "confint high"),
  estimate = as.numeric(c(coef(usual), coef(by)["S1"], coef(pair), interval)),
  se = as.numeric(c(SE(usual), SE(by)[names(coef(by)) == "S1"], SE(pair), NA, NA))))
write_csv(out, "survey_design.csv")

# Raking: base weights to shares of stratum and age; then uniform base weights, none above 1.9 times the mean.
target <- function(name, shares) setNames(data.frame(names(shares), as.numeric(shares) * n), c(name, "Freq"))
margins <- list(target("stratum", c(A = .5, B = .2, C = .3)), target("age", c(young = .2, middle = .5, old = .3)))
s$base <- s$weight / mean(s$weight)
raked <- rake(svydesign(ids = ~1, weights = ~base, data = s), list(~stratum, ~age), margins,
              control = list(maxit = 500, epsilon = 1e-13))
s$one <- 1
even <- svydesign(ids = ~1, weights = ~one, data = s)
population <- c("(Intercept)" = n, stratumB = .2 * n, stratumC = .3 * n, ageold = .3 * n, ageyoung = .2 * n)
trimmed <- calibrate(even, ~stratum + age, population, calfun = "raking", bounds = c(0, 1.9), epsilon = 1e-13, maxit = 500)
# Calibration of the base weights by other distances; a margin of age crossed with member, beside the strata.
own <- svydesign(ids = ~1, weights = ~base, data = s)
calibrated <- function(...) weights(calibrate(own, ~stratum + age, population, epsilon = 1e-13, maxit = 500, ...))
linear <- calibrated(calfun = "linear")
logit <- calibrated(calfun = "logit", bounds = c(0.3, 3))
bounded <- calibrated(calfun = "linear", bounds = c(0.2, 1.8))
bounded_raking <- calibrated(calfun = "raking", bounds = c(0.25, 1.9))
joint <- c(outer(c(young = .2, middle = .5, old = .3), c(gold = .3, no = .7)))
crossed <- setNames(data.frame(c("young", "middle", "old"), rep(c("gold", "no"), each = 3), joint * n), c("age", "member", "Freq"))
nested <- weights(rake(own, list(~stratum, ~age + member), list(margins[[1]], crossed), control = list(maxit = 500, epsilon = 1e-13)))
poststratified <- weights(postStratify(own, ~age + member, crossed))
write_csv(data.frame(raked = weights(raked), trimmed = weights(trimmed), linear, logit, bounded, bounded_raking, nested,
                     poststratified), "survey_weights.csv")
