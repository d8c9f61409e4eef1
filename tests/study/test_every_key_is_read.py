"""What a study file or a wave file may hold, something reads: no key is a promise that nothing keeps.

Every key and every word that the models allow stands below with the code that reads it: a function, class or constant
of a module, or a notebook. The code must name it, as an attribute or as a text.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from csat_lib.study import load_wave
from csat_lib.study.responses import AnswerFile, AnswerFiles, AnswerQuery
from csat_lib.study.structural import StructuralModel
from csat_lib.study.unread import CHOICES
from csat_lib.study.unread import KEYS as UNREAD
from csat_lib.study.waves import Action, Simulated, SimulatedResponses, WaveFile, WavePlan

from .keys import KEYS, WORDS, owner, stands

ROOT = Path(__file__).resolve().parents[2]
READERS = {
    "csat_lib.answers.block:Block.of": "questions.rating.scale scales.from scales.to",
    "csat_lib.answers.cells:reader_of": """
        questions.missing:missing_codes questions.not_applicable:not_applicable_codes
        scales.missing:missing_codes scales.not_applicable:not_applicable_codes""",
    "csat_lib.answers.cells:_on_scale": "scales.step scales.labels",
    "csat_lib.answers.cells:_number": "questions.number.min questions.number.max",
    "csat_lib.answers.cells:_worded": "wording.zh wording.en",
    "csat_lib.answers.cells:_yes_or_no": "questions.yes_no.yes questions.yes_no.no",
    "csat_lib.answers.exclusions:Screening.of": "exclude fields.id fields.device",
    "csat_lib.answers.exclusions:Screening.measure": "exclude.near_duplicate.by",
    "csat_lib.answers.exclusions:Screening._spill": "exclude.duplicate.by",
    "csat_lib.answers.rule_values:_control": "exclude.attention.question exclude.attention.is",
    "csat_lib.answers.rule_values:_run": "exclude.longstring.block",
    "csat_lib.answers.rule_values:_same": "exclude.straight_line.block",
    "csat_lib.answers.rule_values:_spread": "exclude.irv.block",
    "csat_lib.answers.rule_values:relative_figure": "exclude.synonyms.pairs exclude.antonyms.pairs",
    "csat_lib.answers.of_the_wave:RowsOfTheWave.of": "grace_days",
    "csat_lib.answers.levels:levels_of": "questions.single.options",
    "csat_lib.answers.levels:turned": "questions.rating.reversed",
    "csat_lib.answers.match:Matcher.of": "questions fields",
    "csat_lib.answers.match:Matcher.match": "questions.filter questions.required derived",
    "csat_lib.answers.derive:meets": "condition.question condition.is condition.at_least condition.at_most",
    "csat_lib.study.conditions:Condition.parts": "condition.all condition.any",
    "csat_lib.study.derived:DerivedVariable.condition": "derived.all derived.any",
    "csat_lib.study.derived:DerivedVariable.question": """
        derived.role derived.role=outcome derived.role=segment derived.role=profile derived.minus
        derived.states derived.unit""",
    "csat_lib.collect.respondent_scores:ratio_frames": "derived.ratio",
    "csat_lib.specs.alerts:alert_spec": "alerts",
    "csat_lib.specs.alerts:_alert": """
        alerts.subject alerts.below alerts.above alerts.waves alerts.base alerts.lambda:weight
        alerts.limit""",
    "csat_lib.study.alerting:_BY_MEAN": "alerts.reading=each alerts.reading=average",
    "csat_lib.study.alerting:Alert.by_mean": "alerts.reading",
    "csat_lib.study.alerting:Alert.kind": "alerts.rule",
    "csat_lib.insight.unit_orders:_orders": "rankings=topsis rankings=rsr",
    "csat_lib.specs.planning:plan_spec": """
        plan plan.table plan.strata plan.half_width plan.each plan.change plan.power plan.allocation plan.minimum
        plan.design_effect plan.response""",
    "csat_lib.study.planning:Plan.sd_of": "plan.sd",
    "csat_lib.report.topics.fieldwork.plan:planned": "plan.cover",
    "csat_lib.sampling.plan:plan_sample": "plan.allocation=census",
    "csat_lib.sampling.allocation:_shares": """
        plan.allocation=proportional plan.allocation=neyman plan.allocation=equal""",
    "csat_lib.study.questions:Scale.codes": "scales.points",
    "csat_lib.answers.open_words:words_of": "questions.column questions.single.other questions.multiple.other",
    "csat_lib.answers.multiple:MultipleReader.decode": "questions.multiple.exclusive",
    "csat_lib.answers.multiple:MultipleReader.of": "questions.multiple.columns",
    "csat_lib.answers.multiple:MultipleReader._chosen": "questions.multiple.separator questions.multiple.options",
    "csat_lib.answers.thresholds:LINES": """
        exclude.near_duplicate.at_least exclude.seconds.below exclude.speed.below exclude.seconds_per_item.below
        exclude.straight_line.at_least exclude.longstring.above exclude.irv.below exclude.even_odd.below
        exclude.synonyms.below exclude.antonyms.above exclude.mahalanobis.p exclude.missing.above""",
    "csat_lib.answers.thresholds:rule_names": """
        exclude.duplicate.rule exclude.near_duplicate.rule exclude.seconds.rule exclude.speed.rule
        exclude.seconds_per_item.rule exclude.straight_line.rule exclude.longstring.rule exclude.irv.rule
        exclude.even_odd.rule exclude.synonyms.rule exclude.antonyms.rule exclude.mahalanobis.rule exclude.missing.rule
        exclude.attention.rule""",
    "csat_lib.answers.thresholds:_watchable": "fields.duration",
    "csat_lib.answers.extra_tables:read_tables": "tables tables.kind",
    "csat_lib.answers.extra_tables:_Reading.heading": "tables.columns",
    "csat_lib.answers.extra_tables:_Reading._texts": "tables.file tables.totals",
    "csat_lib.study.table_kinds:KINDS": """
        tables.kind=unit_kpis tables.kind=third_party tables.kind=complaints tables.kind=population tables.kind=roster
        tables.kind=targets tables.kind=judgements tables.kind=events tables.kind=dispositions tables.kind=experts
        tables.kind=respondent_figures""",
    "csat_lib.collect.passes:collect": "study",
    "csat_lib.collect.wave_answers:open_wave_answers": "wave.responses wave.responses.join",
    "csat_lib.collect.wave_answers:_files": """
        wave.responses.sql wave.responses.address wave.responses.files wave.responses.file wave.responses.format
        wave.responses.encoding wave.responses.sheet wave.responses.files.file wave.responses.files.format
        wave.responses.files.encoding wave.responses.files.sheet""",
    "csat_lib.collect.wave_answers:_simulated": """
        wave.responses.simulate.n wave.responses.simulate.seed wave.responses.simulate.plants""",
    "csat_lib.collect.batch_sums:_answers": """
        questions.rating.kind questions.nps.kind questions.single.kind questions.multiple.kind questions.yes_no.kind
        questions.number.kind questions.date.kind questions.text.kind""",
    "csat_lib.collect.row_weights:weigh_rows": """
        weights weights.trim weights.distance weights.bounds weights.unmet weights.unmet=stop""",
    "csat_lib.study.rules:Weights.questions": "weights.rake",
    "csat_lib.weighting.calibration:_CURVES": "weights.distance=raking weights.distance=linear weights.distance=logit",
    "csat_lib.report.topics.cautions.answered:_off_target": "weights.unmet=tell",
    "csat_lib.collect.respondents:respondent_frame": """
        fields.customer fields.finished fields.source fields.stratum fields.psu fields.population fields.base_weight""",
    "csat_lib.study.questions:_of_scale": "scales.kind",
    "csat_lib.findings.catalogue.weight_rules:WEIGHT_RULES": """
        index.parts=equal weights_of.method=equal weights_of.rules=equal index.parts=factor weights_of.method=factor
        weights_of.rules=factor index.parts=pca weights_of.method=pca weights_of.rules=pca index.parts=johnson
        weights_of.method=johnson weights_of.rules=johnson index.parts=lmg weights_of.method=lmg
        weights_of.rules=lmg index.parts=regression weights_of.method=regression weights_of.rules=regression
        index.parts=critic weights_of.method=critic weights_of.rules=critic index.parts=independence
        weights_of.method=independence weights_of.rules=independence index.parts=information
        weights_of.method=information weights_of.rules=information index.parts=cv weights_of.method=cv
        weights_of.rules=cv index.parts=entropy weights_of.method=entropy weights_of.rules=entropy
        index.parts=experts weights_of.method=experts weights_of.rules=experts index.parts=delphi
        weights_of.method=delphi weights_of.rules=delphi index.parts=ahp weights_of.method=ahp weights_of.rules=ahp
        index.parts=precedence weights_of.method=precedence weights_of.rules=precedence index.parts=fahp
        weights_of.method=fahp weights_of.rules=fahp index.parts=combined weights_of.method=combined
        weights_of.rules=combined weights_of.rules=given""",
    "csat_lib.study.model:Study.rules_of": "weights_of",
    "csat_lib.study.weighing:WeightsOf.taken": "weights_of.method weights_of.rules",
    "csat_lib.answers.judgements:_of": "weights_of.judgements",
    "csat_lib.specs.index:_inputs": """
        weights_of.variant weights_of.random_index weights_of.of weights_of.normalise weights_of.way weights_of.shares
        weights_of.frozen""",
    "csat_lib.index.rules.ahp:weigh_judged": "weights_of.variant=eigenvector",
    "csat_lib.index.rules.ahp:_weights": "weights_of.variant=geometric_mean weights_of.variant=column_sum",
    "csat_lib.index.rules.ahp:RANDOM_INDEX": """
        weights_of.random_index=saaty1980 weights_of.random_index=saaty2005 weights_of.random_index=donegan1991
        weights_of.random_index=alonso2006""",
    "csat_lib.index.weight_plan:WeightPlan.is_estimated": "weights_of.of=respondents",
    "csat_lib.index.weight_plan:WeightPlan.told_of": "weights_of.of=units",
    "csat_lib.index.rules.entropy:weigh": "weights_of.normalise=min_max",
    "csat_lib.index.part_scores:RuleSettings": "weights_of.normalise=shares weights_of.way=game",
    "csat_lib.index.rules.combined:weigh": "weights_of.way=multiplicative weights_of.way=additive",
    "csat_lib.wave:Wave.open_answers": "voice voice.questions",
    "csat_lib.specs.index:fuzzy_spec": "fuzzy fuzzy.grades fuzzy.grades.from:lowest fuzzy.grades.points fuzzy.operator",
    "csat_lib.index.fuzzy:OPERATORS": """
        fuzzy.operator=weighted_mean fuzzy.operator=bounded_sum fuzzy.operator=product_max fuzzy.operator=min_max
        complaints.priorities.operator=weighted_mean complaints.priorities.operator=bounded_sum
        complaints.priorities.operator=product_max complaints.priorities.operator=min_max""",
    "csat_lib.report.topics.scores.grades:_words": "fuzzy.grades.title",
    "csat_lib.specs.index:score_spec": """
        rankings headline confidence minimum_base kpis.missing=renormalise index.sources""",
    "csat_lib.wave:Wave.levels": "segments",
    "csat_lib.wave:Wave.model": "constructs constructs.items",
    "csat_lib.measurement.confirmatory.specification:CHOICES": """
        measurement.estimator=ml measurement.estimator=fiml measurement.estimator=wlsmv""",
    "csat_lib.measurement.factors.extraction:EXTRACTIONS": """
        measurement.extraction=minres measurement.extraction=ml measurement.extraction=paf""",
    "csat_lib.measurement.factors.rotation:ROTATIONS": """
        measurement.rotation=oblimin measurement.rotation=quartimin measurement.rotation=geomin
        measurement.rotation=promax measurement.rotation=varimax measurement.rotation=quartimax""",
    "csat_lib.measurement.correlations.kinds:KINDS": """
        measurement.correlation=pearson measurement.correlation=spearman measurement.correlation=polychoric""",
    "notebooks/30_factors": "measurement.extraction measurement.rotation",
    "csat_lib.report.chapters.composed:Composer._arrange": "chapters",
    "csat_lib.report.chapters.composed:REPORT": """
        wave.commentary=page_one wave.commentary=scores wave.commentary=kpis wave.commentary=segments
        wave.commentary=drivers wave.commentary=trends wave.commentary=voice wave.commentary=structure
        wave.commentary=complaints chapters=structure""",
    "csat_lib.report.chapters.composed:_COMMENTED": "wave.commentary=pilot",
    "csat_lib.report.chapters.front:cover_of": "title client",
    "csat_lib.report.chapters.annex:answered": """
        wave.commentary=quality wave.commentary=questions chapters=questions""",
    "csat_lib.report.chapters.annex:composition": "wave.commentary=weights",
    "csat_lib.report.chapters.annex:measured": "wave.commentary=factors wave.commentary=reliability",
    "csat_lib.report.declared:look_of": "small_base look look.accent",
    "csat_lib.report.topics.method.procedure:fieldwork": "fieldwork",
    "csat_lib.report.topics.method.procedure:weighting": "weights.source",
    "csat_lib.report.topics.summary.actions:in_front": "wave.actions",
    "csat_lib.report.topics.summary.actions:_basis": "wave.actions.about wave.actions.because",
    "csat_lib.report.topics.summary.actions:_judged": "wave.actions.judge",
    "csat_lib.report.topics.summary.actions:_test": "wave.actions.test",
    "csat_lib.report.topics.summary.actions:_row": """
        wave.actions.what wave.actions.owner wave.actions.due wave.actions.status""",
    "csat_lib.report.topics.summary.actions:STATUS": """
        wave.actions.status=planned wave.actions.status=under_way wave.actions.status=done
        wave.actions.status=dropped""",
    "csat_lib.report.topics.method.procedure:FACTS": "goal objects population",
    "csat_lib.report.topics.method.questionnaire:AROUND": "form.intro form.thanks",
    "csat_lib.report.topics.method.questionnaire:claims": "form form.contact form.contact.email form.contact.phone",
    "csat_lib.report.topics.method.questionnaire:table": """
        form.pages:pages form.pages.questions form.pages.title form.pages.intro""",
    "csat_lib.report.topics.method.questionnaire:_row": "questions.hint form.blocks.stem",
    "csat_lib.report.topics.method.questionnaire:_notes": """
        questions.single.random questions.multiple.random form.blocks.random""",
    "csat_lib.collect.respondent_scores:construct_scores": """
        blank blank.rule blank.points blank.rule=own_mean blank.rule=listwise blank.rule=fixed blank.rule=lowest""",
    "csat_lib.report.topics.weights.blank_rules:RULES": "blank.rule=renormalise",
    "csat_lib.study.model:Study.aims": "targets targets.all targets.units",
    "csat_lib.report.topics.segments.levels:segments_shown": "unit",
    "csat_lib.report.topics.pilot.judged:DECISIONS": """
        pilot.overrule.decision=keep pilot.overrule.decision=review pilot.overrule.decision=drop""",
    "csat_lib.report.topics.cautions.limits:EXAMINED": """
        chapters=quality chapters=reliability chapters=factors chapters=weights chapters=scores chapters=drivers
        chapters=segments chapters=trends chapters=voice""",
    "csat_lib.runs.chapters:CHAPTERS": "chapters=kpis chapters=complaints",
    "csat_lib.specs.structure:structure_spec": """
        structure structure.scheme structure.formative structure.consistent
        structure.mediation structure.mediation.from:source structure.mediation.to:target structure.mediation.through
        structure.moderation structure.moderation.from:source structure.moderation.to:target structure.moderation.by
        structure.compare""",
    "csat_lib.study.structural:StructuralModel.arrows": "structure.preset structure.blocks structure.paths",
    "csat_lib.study.structural:StructuralModel.explained": "structure.outcome",
    "csat_lib.study.structural:Preset": """
        structure.preset=acsi structure.preset=ecsi structure.preset=gbt19038 structure.preset=ccsi""",
    "csat_lib.structure.path_model:Scheme": """
        structure.scheme=path structure.scheme=centroid structure.scheme=factorial""",
    "csat_lib.report.view:View.label": "voice.frame voice.frame.title",
    "csat_lib.runs.piloting:notes": "pilot pilot.overrule pilot.overrule.why",
    "csat_lib.runs.publish:report_look": "look.logo",
    "csat_lib.specs.measurement:cfa_spec": """
        measurement measurement.estimator measurement.second_order measurement.second_order.constructs""",
    "csat_lib.specs.measurement:correlation": "measurement.correlation measurement.zero_cells measurement.smooth",
    "csat_lib.specs.insight:driver_spec": "drivers:drivers",
    "csat_lib.specs.measurement:pilot_spec": "pilot.alpha_width pilot.loading_width pilot.draws",
    "csat_lib.specs.complaints:complaint_spec": """
        complaints complaints.classes complaints.answered_within complaints.closed_within""",
    "csat_lib.report.topics.complaints.classes:owner": "complaints.classes.owner",
    "csat_lib.specs.complaints:priority_spec": """
        complaints.classes.about complaints.priorities complaints.priorities.judgements complaints.priorities.reach
        complaints.priorities.frequency complaints.priorities.points complaints.priorities.operator
        complaints.priorities.judgements.severity_reach complaints.priorities.judgements.severity_frequency
        complaints.priorities.judgements.reach_frequency complaints.priorities.reach.low
        complaints.priorities.reach.medium complaints.priorities.reach.high complaints.priorities.points.high
        complaints.priorities.points.medium complaints.priorities.points.low complaints.priorities.frequency.low
        complaints.priorities.frequency.medium complaints.priorities.frequency.high""",
    "csat_lib.specs.voice:voice_spec": "voice.quotes wave.seed",
    "csat_lib.study.model:Study.tree": "index index.parts",
    "csat_lib.answers.kpi_figures:kpi_figures": "kpis kpis.table",
    "csat_lib.answers.kpi_figures:_from_visits": "kpis.indicator",
    "csat_lib.answers.kpi_figures:_from_complaints": "kpis.founded",
    "csat_lib.study.kpis:Kpi.points": "kpis.standard kpis.direction",
    "csat_lib.study.kpis:Standard.points": """
        kpis.standard.linear kpis.standard.linear.worst kpis.standard.linear.best kpis.standard.attainment
        kpis.standard.attainment.at kpis.standard.attainment.cap kpis.standard.bands kpis.standard.deduct
        kpis.direction=up""",
    "csat_lib.study.kpis:Direction": "kpis.direction=down",
    "csat_lib.specs.kpis:_shown": "kpis.share",
    "csat_lib.collect.kpi_points:kpi_frame": "kpis.question kpis.missing kpis.missing=zero",
    "csat_lib.report.topics.kpis.standards:MISSING": "kpis.missing=absent",
    "csat_lib.report.topics.kpis.standards:_definition": "kpis.definition",
    "csat_lib.report.topics.kpis.standards:_source": "kpis.source",
    "csat_lib.report.topics.comparability.questionnaire:log": "log.reason",
    "csat_lib.report.topics.comparability.questionnaire:_logged": "log",
    "csat_lib.report.topics.comparability.questionnaire:_kind": "log.item log.what",
    "csat_lib.report.topics.comparability.questionnaire:LOGGED": "log.what=added log.what=retired",
    "csat_lib.study.item_log:Logged.time": "log.date",
    "csat_lib.report.topics.kpis.naming:unit_of": "kpis.unit",
    "csat_lib.report.topics.kpis.units:felt": "kpis.perceived",
    "csat_lib.study.checks:items_measure_constructs": "questions.rating.role=perception",
    "csat_lib.study.differences:_options_break": "questions.single.role=segment",
    "csat_lib.study.facets:_scale": "questions.number.unit",
    "csat_lib.study.loading:_plan": "wave.period wave.earlier wave.commentary wave.tables",
    "csat_lib.study.loading:_responses": "wave.responses.simulate",
    "csat_lib.study.loading:_wave_faults": "wave.study wave.language=zh wave.language=en",
    "csat_lib.study.model:Study.block": "form.blocks form.blocks.questions",
    "csat_lib.study.model:Study.label": """
        questions.text derived.text constructs.title index.title kpis.title complaints.classes.title
        measurement.second_order.title log.title""",
    "csat_lib.study.model:Study.outcomes": """
        questions.rating.role questions.nps.role questions.single.role questions.multiple.role questions.yes_no.role
        questions.number.role questions.date.role questions.text.role
        questions.rating.role=outcome questions.single.role=outcome questions.yes_no.role=outcome
        questions.number.role=outcome""",
    "csat_lib.study.defaults:with_defaults": "scales",
    "csat_lib.study.pilot:Pilot.decisions": "pilot.overrule.decision",
    "csat_lib.study.waves:WavePlan.languages": "languages wave.language wave.language=both",
    "csat_lib.study.waves:WavePlan.study_path": "wave.study_file",
    "csat_lib.study.words:StudyText.get": "languages=zh languages=en",
    "csat_lib.voice.frame:build_frame": "voice.frame.words lists.zh lists.en",
    # The simulator.
    "csat_lib.simulate.response_styles:draw_styles": """
        simulate.careless.straight_liners simulate.careless.breakoffs simulate.careless.speeders""",
    "csat_lib.simulate.latent:factor_correlations": "simulate.correlation simulate.correlations",
    "csat_lib.simulate.latent:_path_matrix": "simulate.paths",
    "csat_lib.simulate.latent:latent_scores": "simulate.periods",
    "csat_lib.simulate.latent:outcome_slopes": """
        simulate.outcomes.effects simulate.plants.slopes simulate.plants.slopes.outcome
        simulate.plants.slopes.construct simulate.plants.slopes.slope""",
    "csat_lib.simulate.latent:_shifts": """
        simulate.choices.effects simulate.plants simulate.plants.shifts simulate.plants.shifts.period
        simulate.plants.shifts.segment simulate.plants.shifts.level simulate.plants.shifts.construct
        simulate.plants.shifts.shift""",
    "csat_lib.simulate.people:draw_people": "simulate.careless simulate.choices simulate.choices.shares",
    "csat_lib.simulate.remarks:write_remarks": "simulate.verbatims.share simulate.verbatims.about",
    "csat_lib.simulate.remarks:write_mentions": """
        simulate.verbatims.mentions.satisfied simulate.verbatims.mentions.others simulate.verbatims.mentions.words""",
    "csat_lib.simulate.remarks:_remark": """
        simulate.verbatims.about.low simulate.verbatims.about.high simulate.verbatims.personal
        simulate.verbatims.personal_share simulate.verbatims.hostile simulate.verbatims.hostile_share""",
    "csat_lib.simulate.replies:_left_blank": """
        simulate.plants.blanks simulate.plants.blanks.segment simulate.plants.blanks.level
        simulate.plants.blanks.construct simulate.plants.blanks.below simulate.plants.blanks.share""",
    "csat_lib.simulate.visits:_bursts": """
        simulate.plants.bursts simulate.plants.bursts.period simulate.plants.bursts.segment
        simulate.plants.bursts.level simulate.plants.bursts.day""",
    "csat_lib.simulate.replies:_choice": "simulate.choices.other",
    "csat_lib.simulate.replies:_chose": "simulate.outcomes.given.chosen",
    "csat_lib.simulate.replies:_gamma": "simulate.numbers.mean simulate.numbers.sd",
    "csat_lib.simulate.replies:_others": "simulate.multiple simulate.yes simulate.numbers",
    "csat_lib.simulate.replies:_rating": """
        simulate.items simulate.items.mean simulate.items.sd simulate.items.loading
        simulate.outcomes simulate.outcomes.mean simulate.outcomes.sd simulate.outcomes.given
        simulate.outcomes.given.shift""",
    "csat_lib.simulate.replies:_remarks": "simulate.chinese simulate.verbatims simulate.verbatims.mentions",
    "csat_lib.simulate.replies:_with_gaps": "simulate.missing simulate.not_applicable",
    "csat_lib.simulate.simulator:simulate": "simulate simulate.careless.duplicates",
    "csat_lib.simulate.visits:_seconds": "simulate.seconds.median simulate.seconds.spread",
    "csat_lib.simulate.visits:visit_columns": "simulate.seconds simulate.customers simulate.sources",
}
OF_THE_WAVE = {WaveFile, Action, SimulatedResponses, Simulated, AnswerFile, AnswerFiles, AnswerQuery}
PLAIN = {f"questions.{kind}.role=profile" for kind in ("single", "yes_no", "number")}
"""What is asked of a question that is nothing else: it is read, checked, counted and compared like any other."""


def listed() -> list[tuple[str, str]]:
    """(reader, path) of all that is read."""
    return [(reader, token.partition(":")[0]) for reader, tokens in READERS.items() for token in tokens.split()]


def name_of(token: str) -> str:
    """By what name the code reads a key or word: said behind a colon, else the word, else the model's attribute."""
    path, _, said = token.partition(":")
    return said or path.partition("=")[2] or KEYS[path][1]


@cache
def tree_of(place: str) -> ast.Module:
    if not place.startswith("notebooks/"):
        return ast.parse((ROOT / f"{place.replace('.', '/')}.py").read_text(encoding="utf-8"))
    cells = json.loads((ROOT / f"{place}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ast.parse("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))


def names_in(node: ast.stmt) -> set[str]:
    """What a statement defines."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {node.name} if hasattr(node, "name") else {target.id for target in targets if isinstance(target, ast.Name)}


def mentioned(reader: str) -> set[str]:
    """Attributes and texts in the code of a reader."""
    place, _, inside = reader.partition(":")
    found: ast.AST = tree_of(place)
    for name in filter(None, inside.split(".")):
        found = next(node for node in found.body if name in names_in(node))  # type: ignore[attr-defined]
    attributes = {node.attr for node in ast.walk(found) if isinstance(node, ast.Attribute)}
    return attributes | {node.value for node in ast.walk(found) if isinstance(node, ast.Constant)}


def test_every_key_and_every_word_has_its_reader():
    count = Counter(path for _, path in listed())
    assert sorted({*KEYS, *WORDS} - PLAIN - set(count)) == []
    assert sorted(set(count) - set(KEYS) - set(WORDS)) == []
    assert [path for path, times in count.items() if times > 1] == []


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_names_what_it_reads(reader: str):
    names = mentioned(reader)
    assert [token for token in READERS[reader].split() if name_of(token) not in names] == []


def test_what_is_refused_is_in_no_model():
    refused = {".".join(step for step in path if step != "*") for path in UNREAD}
    assert {re.sub(r"^(questions|exclude)\.\w+\.", r"\1.", path) for path in KEYS}.isdisjoint(refused)
    words = {f"{path[0]}.{path[-1]}={word}" for path, some in CHOICES.items() for word in some}
    assert {re.sub(r"^questions\.\w+\.", "questions.", word) for word in WORDS}.isdisjoint(words)


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], WavePlan]:
    """The two listings of ARCHITECTURE.md, read as a study file and a wave file."""
    text = (ROOT / "csat_lib" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    listings = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    folder = tmp_path_factory.mktemp("described")
    for name, listing in zip(("study", "2025-12", "2025-11"), [*listings, ""], strict=True):
        (folder / f"{name}.yaml").write_text(listing.replace("{..}", "{zh: 甲, en: A}"), encoding="utf-8")
    return listings, load_wave(folder / "2025-12.yaml")


def test_the_architecture_shows_every_key_of_a_study(described):
    (listing, _), plan = described
    lines = re.findall(r"^# (structure: .*)$", listing, flags=re.MULTILINE)
    others = [yaml.safe_load(line)["structure"] for line in lines]
    shown = {*stands(plan.study), *(key for one in others for key in stands(StructuralModel.model_validate(one)))}
    of_study = {path: (owner(model, name), name) for path, (model, name) in KEYS.items() if model not in OF_THE_WAVE}
    assert [path for path, key in of_study.items() if key not in shown] == []
    filled_in = ("column", "headline", "chapters", "at_least")
    assert [key for key in filled_in if not re.search(rf"\b{key}: ", listing)] == []


def test_the_architecture_shows_every_key_of_a_wave(described):
    (_, listing), _ = described
    given = yaml.safe_load(listing.replace("{..}", "{en: A}"))
    others = [yaml.safe_load(line) for line in re.findall(r"^# (responses: .*)$", listing, flags=re.MULTILINE)]
    shown = {key for other in [{}, *others] for key in stands(WaveFile.model_validate(given | other))}
    of_wave = {path: key for path, key in KEYS.items() if key[0] in OF_THE_WAVE}
    assert [path for path, key in of_wave.items() if key not in shown] == []


def test_the_architecture_shows_every_word(described):
    listings, _ = described
    written = {word for listing in listings for word in re.findall(r"\w+", listing)}
    assert sorted(word for word in WORDS if word.partition("=")[2] not in written) == []
