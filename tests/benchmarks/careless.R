# R's careless on the data that careless.py made: Rscript careless.R FILE ROWS ITEMS
# Prints one JSON object: CPU seconds of the calls, and what they gave. Reading and loading packages are not timed.
suppressMessages(library(careless))
invisible(loadNamespace("psych"))
arguments <- commandArgs(trailingOnly = TRUE)
n <- as.integer(arguments[2]); p <- as.integer(arguments[3])
x <- as.data.frame(matrix(readBin(arguments[1], "double", n * p), n, p))
before <- proc.time()
run <- longstring(x); spread <- irv(x); distance <- mahad(x, plot = FALSE)
spent <- proc.time() - before
cat(sprintf('{"seconds": %.4f, "version": "%s, careless %s", "longstring": %.15g, "irv": %.15g, "mahalanobis": %.15g}\n',
            sum(spent[c("user.self", "sys.self")]), R.version.string, packageVersion("careless"),
            sum(run), sum(spread), sum(distance)))
