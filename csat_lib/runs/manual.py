"""What the command line says of itself: the manual, and what stands below the help of each command."""

from __future__ import annotations

MANUAL = """\
csat - one file describes a customer-satisfaction study, one command per period writes the client's report.

  csat run params/hotel/2025-12.yaml            collect, analyse and report one period
  csat pilot params/hotel-pilot/2024-11.yaml    screen the items of a pilot, and plan the main study
  csat check params/hotel/2025-12.yaml          list every fault of study, wave and answers, and run nothing
  csat simulate params/hotel/2025-12.yaml FILE  write simulated answers (.csv, .xlsx or .parquet)
  csat init DIR --template hotel                write a study of your own that runs at once (--list: all templates)
  csat draft ANSWERS --out DIR                  write a study from a file of answers (or --form FILE, or both)
  csat next params/hotel ANSWERS                write the wave file of the next period
  csat form params/hotel --to xlsform           write the questionnaire for a platform, or for paper
  csat export params/hotel/2025-12.yaml --to sav  write the cleaned answers with labels, weight and scores
  csat validate                                 hold the program's figures against published ones
  csat lab                                      open the notebooks in JupyterLab

FILES
  params/STUDY/study.yaml    the questionnaire and its rules, once per study
  params/STUDY/PERIOD.yaml   one period: where the answers are, what it is compared with, your commentary
  outputs/STUDY/PERIOD/      report.LANG.html .pdf .xlsx, tables.LANG.docx, figures/, findings.parquet,
                             texts.parquet, respondents.parquet,
                             summary/, notebooks/ (executed, with HTML), alerts.json, manifest.json
  outputs/STUDY/PERIOD.pilot/  the same of a pilot, and study.revised.yaml
  outputs/validation/        validation.LANG.html .pdf .xlsx
  outputs/ lies in the checkout, or in the folder you are in (installed wheel); CSAT_OUTPUTS (environment) names another

PERIODS
  2025-12 month · 2025Q4 quarter · 2025H2 half-year · 2025 year · 2025-11-01..2025-12-15 range
  opening@2025-03-01 event · roll3@2025-12 rolling window

EXIT CODES
  0 done · 2 the input needs mending (the message says what, where and how) · 1 a fault of the program · 130 stopped
"""
RUN = """\
examples:
  csat run params/hotel/2025-12.yaml --language en
  csat run params/ecsi-mobi/2005.yaml --set responses=answers.csv
  csat run params/hotel/2025-12.yaml --only scores --only drivers

chapters: quality reliability factors weights questions scores kpis drivers segments trends complaints voice

The last good outputs stay as they are until the new ones are whole. Every value of the wave file can be set with
--set KEY=VALUE (VALUE in YAML; nested keys with dots). CSAT_STUDY_KEY (environment) is the secret behind hashed ids.
"""
PILOT = """\
examples:
  csat pilot params/hotel-pilot/2024-11.yaml --language en
  csat pilot params/ecsi-mobi/2005.yaml --set responses=answers.csv

Every item is kept, reviewed or dropped by named thresholds; `pilot: {overrule: ...}` of the study file holds against
them. study.revised.yaml in the output folder is the study file without the dropped items: look through it, then let it
take the place of study.yaml. Keep the pilot's own version, and name it in the pilot's wave file (`study_file: ...`).
"""
CHECK = """\
The study, the wave file and the answers of this wave and of the earlier ones are read, matched, screened and weighted,
as a run would do it. Each fault is told with file and line, or with column and row (row 1 is the header).
"""
SIMULATE = """\
examples:
  csat simulate params/hotel/2025-12.yaml answers.csv --n 500 --seed 3
  csat run params/hotel/2025-12.yaml --set responses=answers.csv

The truth (means, loadings, what is planted) stands in the study's `simulate`. A file that exists is never written over.
"""
INIT = """\
examples:
  csat init --list
  csat init my-study --template starter

DIR is a new or empty folder; it gets study.yaml and one file per period, to be edited.
"""
VALIDATE = """\
examples:
  csat validate
  csat validate --language en --out validation

Figures of books, papers and other programs (psych, lavaan, semTools, seminr, survey, ...) are computed again from sums
and tables of public data, and compared to the last digit printed. The exit code is 1 when one of them differs.
"""
LAB = """\
A checkout opens its own notebooks. An installed wheel opens copies in ./notebooks, made where they are missing: name
your wave file in their first cell. JupyterLab shows the folder around them, with study files and outputs. To try things
that no report is made of, open 01_explore.

Options that follow go to JupyterLab:
  csat lab --language zh --no-browser --port 8890
"""
DRAFT = """\
examples:
  csat draft survey.xlsx --out my-study
  csat draft --form survey.qsf --out my-study
  csat draft answers.csv --form survey.qsf --out my-study

Forms: Qualtrics .qsf, LimeSurvey .lss and .txt, XLSForm .xlsx, 问卷星 .jsonl and text, triple-S .sss. Each guess in
study.yaml is marked `# guess:` with what it rests on. Columns that tell who somebody is are left out.
"""
NEXT = """\
examples:
  csat next params/hotel january.xlsx
  csat next params/hotel january.xlsx --period 2026-01

Where the file calls its columns otherwise than the study, a second study file with these columns is written beside it.
"""
FORMS = ["wjx-jsonl", "wjx-text", "xlsform", "limesurvey", "qualtrics", "docx", "pdf", "sav", "judgements"]
FORM = """\
examples:
  csat form params/hotel --to wjx-jsonl --language zh
  csat form params/hotel --to pdf --telephone --out script.pdf
  csat form my-study --to judgements      for experts who weigh the index; name what comes back under `tables`

What the platform cannot hold is told. Collect there, download the answers, then `csat next STUDY ANSWERS`.
"""
EXPORT = """\
examples:
  csat export params/hotel/2025-12.yaml --to sav
  csat export params/hotel/2025-12.yaml --to csv --kept

Answers by code with labels (.sav, with its .sps) or in words (.xlsx, .csv), scores 0-100, weight, whether a response
counts and why not. No ids; open answers are masked as in reports.
"""
