# R's relaimpo, for lmg.py: Rscript lmg.R lmg FILE
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "bench.R"))

used <- paste0("q", 0:15)
run("relaimpo",
    list(lmg = function(x) relaimpo::calc.relimp(x[, rev(used)], type = "lmg", rela = FALSE)),
    function(found) list(r2 = found@R2, parts = found@lmg[used[1:15]]))
