#!/usr/bin/env bash
# A checkout in a folder with Chinese characters and spaces, under locales that are not UTF-8 (needs `localedef`).
set -euo pipefail
checkout="$(cd "$(dirname "$0")/../.." && pwd)"
away="$(mktemp -d)"
trap 'rm -rf "$away"' EXIT
here="$away/我的 项目/csat 工作台"
mkdir -p "$here" "$away/locales"
tar -C "$checkout" --exclude=./.venv --exclude=./.git --exclude='./outputs/*' --exclude='./.*_cache' -cf - . | tar -C "$here" -xf -
localedef -i zh_CN -f GBK "$away/locales/zh_CN.GBK"
localedef -i en_US -f ISO-8859-1 "$away/locales/en_US.ISO-8859-1"
export LOCPATH="$away/locales"
unset CSAT_OUTPUTS PYTHONUTF8 PYTHONIOENCODING
few=(--set "responses={simulate: {n: 300, seed: 5}}" --set "earlier=[]" --language zh)
cd "$here"

for locale in zh_CN.GBK en_US.ISO-8859-1 POSIX zh_CN.not-installed; do
  in_locale() { env LC_ALL="$locale" "$@"; }
  in_locale python3 -X utf8=0 -c 'import locale, sys; sys.exit(locale.getencoding().lower() == "utf-8")'
  study="$away/我的 研究 $locale"
  told="$(in_locale python3 run.py csat check params/hotel/2025-12.yaml "${few[@]:0:4}")"
  echo "$locale: $told"
  in_locale .venv/bin/csat init "$study" >/dev/null
  test "$told" = "$(in_locale .venv/bin/csat check "$study/2025-12.yaml" "${few[@]:0:4}")"
done

for way in "" --plain; do
  env LC_ALL=zh_CN.GBK .venv/bin/csat run "$study/2025-12.yaml" "${few[@]}" --only scores --out "$away/报告$way" $way |
    iconv -f GBK -t UTF-8 | grep "报告$way/report.zh.pdf"
done
cmp "$away/报告/findings.parquet" "$away/报告--plain/findings.parquet"
cmp "$away/报告/report.zh.html" "$away/报告--plain/report.zh.html"
echo "A Chinese folder works in every locale."
