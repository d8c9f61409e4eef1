#!/usr/bin/env bash
# The wheel in a clean environment outside the checkout: a study, its check, its report, the published numbers, the lab.
set -euo pipefail
checkout="$(cd "$(dirname "$0")/../.." && pwd)"
away="$(mktemp -d)"
trap 'rm -rf "$away"' EXIT
uv() { python3 "$checkout/run.py" uv "$@"; }

uv build --quiet --wheel --out-dir "$away/dist" "$checkout"
uv export --quiet --frozen --no-dev --no-emit-project --output-file "$away/locked.txt"
uv venv --quiet "$away/venv"
uv pip install --quiet --python "$away/venv" --no-deps --requirement "$away/locked.txt"
uv pip install --quiet --python "$away/venv" --no-deps "$away"/dist/*.whl

installed() { find "$away/venv" -type f ! -name '*.pyc' | sort; }
installed >"$away/before.txt"
mkdir "$away/work"
cd "$away/work"
unset CSAT_OUTPUTS
csat() { "$away/venv/bin/csat" "$@"; }
few=(--set "responses={simulate: {n: 300, seed: 5}}" --set "earlier=[2025-11]")

csat init --list
csat init first --template starter
csat check first/2026-01.yaml
csat init my-study
csat check my-study/2025-12.yaml "${few[@]}"
csat run my-study/2025-12.yaml "${few[@]}" --language en
for form in html pdf xlsx; do test -s "outputs/my-study/2025-12/report.en.$form"; done
csat run my-study/2025-12.yaml "${few[@]}" --language en --only scores --plain
test -s outputs/my-study/2025-12.part/report.en.pdf
collected=(outputs/.cache/my-study/????-??-*) # a wave by its period alone: chapters and reports lie beside them
test "${#collected[@]}" = 2 # plain kernels found what had been collected
csat validate --language en
test -s outputs/validation/validation.en.pdf
csat lab --version
cmp notebooks/50_scores.ipynb "$checkout/notebooks/50_scores.ipynb"

installed | diff "$away/before.txt" - # nothing is written where the program is installed
echo "The wheel runs outside the checkout."
