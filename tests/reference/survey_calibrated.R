# Standard errors of means, domains and contrasts with raked, calibrated and post-stratified weights, by R's survey, on
# survey_sample.csv (unequal base weights): simple, stratified, clustered in strata, with one lonely stratum.
# Makes survey_calibrated.csv. Run in this folder, after survey_design.R: Rscript survey_calibrated.R
library(survey)
options(survey.lonely.psu = "adjust")
header <- sprintf("# %s, survey %s", R.version.string, packageVersion("survey"))
s <- read.csv("survey_sample.csv", comment.char = "#", na.strings = "")
n <- nrow(s)
s$store[is.na(s$store)] <- "none"
s$base <- s$weight / mean(s$weight)
s$one <- 1
s$cell <- paste(s$member, s$age)
cells <- list(all = rep(TRUE, n), S1 = s$store == "S1", gold = s$member == "gold", old = s$age == "old")
cells <- c(cells, list("rest S1" = !cells$S1))
for (variable in c("room", "food")) for (cell in names(cells)) {
  answered <- !is.na(s[[variable]]) & cells[[cell]]
  s[[make.names(paste("d", variable, cell))]] <- as.numeric(answered)
  s[[make.names(paste("y", variable, cell))]] <- ifelse(answered, s[[variable]], 0)
}
mean_of <- function(variable, cell) sprintf("%s/%s", make.names(paste("y", variable, cell)), make.names(paste("d", variable, cell)))
contrasts <- c(
  sapply(c("all", "S1", "gold", "old"), function(cell) mean_of("room", cell)),
  "food all" = mean_of("food", "all"),
  "index all" = sprintf("0.6*%s + 0.4*%s", mean_of("room", "all"), mean_of("food", "all")),
  "S1 minus rest" = sprintf("%s - %s", mean_of("room", "S1"), mean_of("room", "rest S1")),
  "gold minus all" = sprintf("%s - %s", mean_of("room", "gold"), mean_of("room", "all"))
)
totals <- reformulate(grep("^[dy][.](room|food)", names(s), value = TRUE))
design <- function(name, weights) switch(name,
  simple = svydesign(ids = ~1, weights = weights, data = s),
  strata = svydesign(ids = ~1, strata = ~stratum, weights = weights, data = s),
  strata_fpc = svydesign(ids = ~1, strata = ~stratum, weights = weights, fpc = ~size_respondents, data = s),
  psu = svydesign(ids = ~psu, strata = ~stratum, weights = weights, nest = TRUE, data = s),
  psu_fpc = svydesign(ids = ~psu, strata = ~stratum, weights = weights, fpc = ~size_psu, nest = TRUE, data = s),
  lonely = svydesign(ids = ~paste(stratum, psu), strata = ~lonely, weights = weights, nest = TRUE, data = s))
shares <- list(member = c(gold = .3, no = .7), age = c(young = .2, middle = .5, old = .3))
joint <- c(outer(shares$member, shares$age)); names(joint) <- outer(names(shares$member), names(shares$age), paste)
target <- function(name, shares) setNames(data.frame(names(shares), as.numeric(shares) * n), c(name, "Freq"))
population <- c("(Intercept)" = n, memberno = .7 * n, ageold = .3 * n, ageyoung = .2 * n)
others <- sort(names(joint))[-1]
nested <- c("(Intercept)" = n, setNames(joint[others] * n, paste0("cell", others)), stratumB = .35 * n, stratumC = .25 * n)
tight <- list(maxit = 500, epsilon = 1e-13)
ways <- list(
  rake = function(d) rake(d, list(~member, ~age), list(target("member", shares$member), target("age", shares$age)), control = tight),
  calibrate = function(d) calibrate(d, ~member + age, population, calfun = "raking", epsilon = 1e-13, maxit = 500),
  linear = function(d) calibrate(d, ~member + age, population, calfun = "linear", epsilon = 1e-13, maxit = 500),
  logit = function(d) calibrate(d, ~member + age, population, calfun = "logit", bounds = c(.3, 3), epsilon = 1e-13, maxit = 500),
  bounded = function(d) calibrate(d, ~member + age, population, calfun = "linear", bounds = c(.2, 1.8), epsilon = 1e-13, maxit = 500),
  nested = function(d) calibrate(d, ~cell + stratum, nested, calfun = "raking", epsilon = 1e-13, maxit = 500),
  postStratify = function(d) postStratify(d, ~cell, target("cell", joint)))
out <- NULL
for (weights in c("base", "one")) for (name in c("simple", "strata", "strata_fpc", "psu", "psu_fpc", "lonely")) for (way in names(ways)) {
  sums <- svytotal(totals, ways[[way]](design(name, reformulate(weights))))
  for (figure in names(contrasts)) {
    found <- svycontrast(sums, parse(text = contrasts[[figure]])[[1]])
    out <- rbind(out, data.frame(weights, design = name, way, figure, estimate = as.numeric(coef(found)), se = as.numeric(SE(found))))
  }
}
numbers <- vapply(out, is.double, logical(1))
out[numbers] <- lapply(out[numbers], function(x) trimws(formatC(x, digits = 16, format = "g")))
writeLines(header, "survey_calibrated.csv")
suppressWarnings(write.table(out, "survey_calibrated.csv", append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
