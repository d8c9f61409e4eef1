# ruff: noqa: E501 - a message stands on one line
"""The key `structure`: presets of the literature, own arrows, and every way to get them wrong."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
import yaml

from csat_lib.errors import Faults
from csat_lib.study import load_study
from csat_lib.study.structural import Preset, preset_of

from .small import STUDY, change, faults_of

PLACE = "segments: [store]\n"
FIRST = "study.yaml:25"


def written(key: str, more: str = "") -> tuple[str, str]:
    return PLACE, f"{key}\n{more}{PLACE}"


def faults(folder: Path, key: str, *changes: tuple[str, str]) -> list[str]:
    return faults_of(folder, written(key), *changes)


def test_own_arrows_make_a_model(tmp_path: Path):
    path = tmp_path / "study.yaml"
    path.write_text(
        change(STUDY, written("structure: {paths: {service: [room]}, outcome: service, scheme: centroid}")), "utf-8"
    )
    study = load_study(path)
    assert study.structure is not None
    assert study.structure.arrows == {"service": ("room",)}
    assert (study.structure.constructs, study.structure.explained) == (("room", "service"), "service")
    assert "structure" in study.chapters
    path.write_text(STUDY, "utf-8")
    assert "structure" not in load_study(path).chapters


@pytest.mark.parametrize("name", get_args(Preset))
def test_a_preset_explains_satisfaction_and_is_the_file_of_its_name(name: str):
    preset = preset_of(name)
    assert set(preset.title.model_dump()) == {"zh", "en"}
    assert "satisfaction" in preset.paths
    assert "loyalty" in preset.paths
    places = {role: at for at, role in enumerate(preset.roles)}
    assert all(places[source] < places[target] for target, sources in preset.paths.items() for source in sources)
    text = (files("csat_lib.study") / "path_models" / f"{name}.yaml").read_text("utf-8")
    assert yaml.safe_load(text)["paths"] == {target: list(sources) for target, sources in preset.paths.items()}


def test_the_arrows_of_the_presets():
    arrows = {name: sum(len(sources) for sources in preset_of(name).paths.values()) for name in get_args(Preset)}
    assert arrows == {"acsi": 9, "ecsi": 12, "gbt19038": 11, "ccsi": 11}
    assert "not checked against the standard's own text" in preset_of("gbt19038").title.en
    assert preset_of("ecsi").paths["loyalty"] == ("image", "satisfaction", "complaints")


def test_a_preset_takes_constructs_by_its_own_names_or_by_blocks():
    study = load_study(Path(__file__).parents[2] / "params" / "ecsi-mobi" / "study.yaml")
    assert study.structure is not None
    assert study.structure.arrows == preset_of("ecsi").paths
    assert study.structure.explained == "satisfaction"
    other = study.structure.model_copy(update={"blocks": {"satisfaction": "csi"}})
    assert (other.explained, other.arrows["complaints"]) == ("csi", ("csi",))


def test_a_preset_or_paths_one_of_the_two(tmp_path: Path):
    said = "`structure` needs either `preset` or `paths`. Write one of the two."
    assert faults(tmp_path, "structure: {scheme: path}") == [f"{FIRST}: {said}"]
    assert faults(tmp_path, "structure: {preset: ecsi, paths: {service: [room]}}") == [f"{FIRST}: {said}"]


def test_an_unknown_preset_and_an_unknown_scheme(tmp_path: Path):
    assert faults(tmp_path, "structure: {preset: esci}") == [
        f"{FIRST}: `structure.preset` is `esci`. Did you mean `ecsi`? Allowed: acsi, ecsi, gbt19038, ccsi."
    ]
    assert faults(tmp_path, "structure: {paths: {service: [room]}, outcome: service, scheme: paths}") == [
        f"{FIRST}: `structure.scheme` is `paths`. Did you mean `path`? Allowed: path, centroid, factorial."
    ]


def test_a_role_without_a_construct_an_unknown_one_and_one_with_two_roles(tmp_path: Path):
    blocks = "expectation: room, quality: service, value: rom, satisfaction: room, complaints: room, price: room"
    assert faults(tmp_path, f"structure: {{preset: acsi, blocks: {{{blocks}}}}}") == [
        f"{FIRST}: `structure.blocks.value` names `rom`, which cannot stand here. Did you mean `room`? Allowed: room, service.",
        f"{FIRST}: `room` stands for `expectation` and for `satisfaction`. A construct has one role: keep one.",
        f"{FIRST}: `room` stands for `expectation` and for `complaints`. A construct has one role: keep one.",
        f"{FIRST}: the model `acsi` needs the construct `loyalty`, and the study has none. Write it under `blocks` as one of room, service; or write `paths` without it.",
        f"{FIRST}: `structure.blocks` names `price`, which cannot stand here. Allowed: expectation, quality, value, satisfaction, complaints, loyalty.",
    ]


def test_arrows_are_of_constructs_each_once(tmp_path: Path):
    assert faults(
        tmp_path, "structure: {paths: {service: [rom, room, room], satisfaction: [room]}, outcome: service}"
    ) == [
        f"{FIRST}: `structure.paths.service` names `rom`, which cannot stand here. Did you mean `room`? Allowed: room, service.",
        f"{FIRST}: `structure.paths.service` names `room`, which cannot stand here. Allowed: service.",
        f"{FIRST}: `structure.paths` names `satisfaction`, which cannot stand here. Allowed: room, service.",
    ]


def test_arrows_form_no_circle(tmp_path: Path):
    assert faults(tmp_path, "structure: {paths: {service: [room], room: [service]}, outcome: service}") == [
        f"{FIRST}: the arrows form a circle: service -> room -> service. Take one of them out of `structure.paths`."
    ]
    assert faults(tmp_path, "structure: {paths: {service: [service]}, outcome: service}") == [
        f"{FIRST}: the arrows form a circle: service -> service. Take one of them out of `structure.paths`."
    ]


def test_every_construct_of_the_model_has_an_arrow(tmp_path: Path):
    more = (
        "  service: {title: {zh: 服务, en: Service}, items: [q3, q4]}\n",
        "  service: {title: {zh: 服务, en: Service}, items: [q3]}\n  food: {title: {zh: 食, en: Food}, items: [q4]}\n",
    )
    assert faults(tmp_path, "structure: {paths: {service: [room], food: []}, outcome: service}", more) == [
        "study.yaml:26: no arrow leads to or from `food`. Name what points to it, or take it out of `structure.paths`."
    ]


def test_a_construct_without_items_is_refused_before_its_arrows(tmp_path: Path):
    empty = ("items: [q3, q4]}", "items: []}")
    told = faults(tmp_path, "structure: {paths: {service: [room]}, outcome: service}", empty)
    assert "study.yaml:22: `constructs.service.items` is empty; allowed: 1 or more entries." in told


def test_what_is_explained_and_what_is_formative_are_of_the_model(tmp_path: Path):
    assert faults(tmp_path, "structure: {paths: {service: [room]}}") == [
        f"{FIRST}: `structure` needs the construct that it is to explain. Add `outcome: ...` with one of room, service."
    ]
    assert faults(tmp_path, "structure: {paths: {service: [room]}, outcome: servce, formative: [rooms]}") == [
        f"{FIRST}: `structure.formative` names `rooms`, which cannot stand here. Did you mean `room`? Allowed: room, service.",
        f"{FIRST}: `structure.outcome` names `servce`, which cannot stand here. Did you mean `service`? Allowed: room, service.",
    ]


def test_a_mediation_a_moderation_and_groups_are_of_the_model(tmp_path: Path):
    more = (
        "  service: {title: {zh: 服务, en: Service}, items: [q3, q4]}\n",
        "  service: {title: {zh: 服务, en: Service}, items: [q3]}\n  food: {title: {zh: 食, en: Food}, items: [q4]}\n",
    )
    model = "paths: {service: [room], food: [service]}, outcome: food"
    right = "mediation: [{from: room, through: service, to: food}], moderation: [{from: service, to: food, by: room}]"
    path = tmp_path / "study.yaml"
    path.write_text(change(STUDY, written(f"structure: {{{model}, {right}, compare: [store]}}"), more), "utf-8")
    given = load_study(path).structure
    assert given is not None
    assert [(one.source, one.through, one.target) for one in given.mediation] == [("room", "service", "food")]
    assert [(one.source, one.target, one.by) for one in given.moderation] == [("service", "food", "room")]
    wrong = "mediation: [{from: room, through: food, to: service}], moderation: [{from: room, to: service, by: food}]"
    at, no_way = (
        "study.yaml:26",
        "Name constructs that an arrow of `structure` joins, or add the arrow to `structure.paths`.",
    )
    assert faults(tmp_path, f"structure: {{{model}, {wrong}, compare: [stor]}}", more) == [
        f"{at}: `structure.compare` names `stor`, which cannot stand here. Did you mean `store`? Allowed: store.",
        f"{at}: no arrow of the model leads from `room` to `food`. {no_way}",
        f"{at}: no arrow of the model leads from `food` to `service`. {no_way}",
        f"{at}: `structure.moderation.by` names `food`, which cannot stand here. Allowed: none is defined.",
    ]


def test_the_chapter_needs_the_key(tmp_path: Path):
    path = tmp_path / "study.yaml"
    path.write_text(change(STUDY, (PLACE, f"chapters: [scores, structure]\n{PLACE}")), "utf-8")
    with pytest.raises(Faults) as caught:
        load_study(path)
    assert [str(fault).replace(f"{tmp_path}/", "") for fault in caught.value.faults] == [
        "study.yaml:25: `chapters` needs a path model. Add `structure: {preset: ecsi}`."
    ]
