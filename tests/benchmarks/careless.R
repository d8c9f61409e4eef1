# R's careless, for careless.py: Rscript careless.R frame FILE
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "bench.R"))

run(c("careless", "psych"),
    list(frame = function(x) list(run = careless::longstring(x), spread = careless::irv(x),
                                  distance = careless::mahad(x, plot = FALSE))),
    function(all) list(longstring = sum(all$run), irv = sum(all$spread), mahalanobis = sum(all$distance),
                       largest = max(all$distance)))
