# lavaan's and psych's polychoric correlations, for polychoric.py: Rscript polychoric.R lavaan|psych FILE
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "bench.R"))
way <- commandArgs(trailingOnly = TRUE)[1]

run(way,
    list(lavaan = function(x) lavaan::lavCor(x, ordered = names(x)),
         psych = function(x) psych::polychoric(x, correct = 0, smooth = FALSE, progress = FALSE)$rho),
    function(r) list(correlations = t(unclass(r))[upper.tri(r)]))
