from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study.documents import describe, parse_value, read_document


def document(folder: Path, text: str):
    path = folder / "a.yaml"
    path.write_text(text, "utf-8")
    return read_document(path)


def fault(folder: Path, text: str) -> str:
    (found,) = document(folder, text).faults
    return str(found).replace(f"{folder}/", "")


def test_scalars_follow_the_core_rules_of_yaml_1_2(tmp_path: Path):
    text = "a: yes\nb: no\nc: on\nd: 2025-12\ne: 2025-12-31\nf: 1:30\ng: true\n"
    text += "h: 0x1f\ni: 0o17\nj: 1e3\nk: .5\nl: ~\nm: 08\n"
    assert document(tmp_path, text).data == {
        "a": "yes", "b": "no", "c": "on", "d": "2025-12", "e": "2025-12-31", "f": "1:30", "g": True,
        "h": 31, "i": 15, "j": 1000.0, "k": 0.5, "l": None, "m": 8,
    }  # fmt: skip


def test_yes_and_no_are_keys_like_others(tmp_path: Path):
    assert document(tmp_path, "yes: [1]\nno: [2]\n").data == {"yes": [1], "no": [2]}


def test_a_byte_order_mark_does_no_harm(tmp_path: Path):
    (tmp_path / "a.yaml").write_bytes("\ufeffstudy: 甲".encode())
    assert read_document(tmp_path / "a.yaml").data == {"study": "甲"}


def test_every_value_has_its_line_and_a_missing_one_that_of_the_entry_around_it(tmp_path: Path):
    found = document(tmp_path, "a:\n  b: [1,\n      2]\n")
    assert found.where(("a", "b", 1)).endswith("a.yaml:3")
    assert found.where(("a", "c", "d")).endswith("a.yaml:1")
    assert found.where(("z",)).endswith("a.yaml:1")


def test_aliases_stand_for_their_anchor(tmp_path: Path):
    assert document(tmp_path, "a: &x [1, 2]\nb: *x\n").data == {"a": [1, 2], "b": [1, 2]}


def test_a_missing_file_names_its_neighbours(tmp_path: Path):
    (tmp_path / "2025-12.yaml").write_text("a: 1")
    (found,) = read_document(tmp_path / "2025-13.yaml").faults
    assert str(found) == (
        f"{tmp_path}/2025-13.yaml: there is no such file. Did you mean `2025-12.yaml`? The folder holds: 2025-12.yaml."
    )


def test_a_missing_folder_is_said_to_be_missing(tmp_path: Path):
    (found,) = read_document(tmp_path / "none" / "study.yaml").faults
    assert str(found) == f"{tmp_path}/none/study.yaml: there is no such file. The folder is empty or missing."


def test_a_folder_is_no_file(tmp_path: Path):
    (found,) = read_document(tmp_path).faults
    assert str(found) == (
        f"{tmp_path}: the file cannot be opened (Is a directory). Check its name and your permission to read it."
    )


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_an_empty_file_is_a_fault(tmp_path: Path, text: str):
    assert fault(tmp_path, text) == (
        "a.yaml: the file is empty. Write the keys into it, or start from `csat init DIR`."
    )


@pytest.mark.parametrize("content", [b"\x00\x01\x02study", "满意".encode("gb18030"), b"PK\x03\x04\xff\xfe"])
def test_a_binary_file_is_a_fault(tmp_path: Path, content: bytes):
    (tmp_path / "a.yaml").write_bytes(content)
    (found,) = read_document(tmp_path / "a.yaml").faults
    assert str(found) == (
        f"{tmp_path}/a.yaml: the file is not text in UTF-8. Save it as UTF-8, or name the YAML file that you meant."
    )


def test_broken_yaml_names_the_line(tmp_path: Path):
    assert fault(tmp_path, "a: 1\nb: [1, 2\nc: 3\n") == (
        "a.yaml:3: this is not valid YAML: expected ',' or ']', but got ':'. Mend this line or the one above it."
    )


def test_a_control_character_is_broken_yaml(tmp_path: Path):
    assert fault(tmp_path, "a: \x07\n") == (
        "a.yaml: this is not valid YAML: unacceptable character #x0007: special characters are not allowed. "
        "Mend this line or the one above it."
    )


def test_a_second_document_is_broken_yaml(tmp_path: Path):
    assert fault(tmp_path, "a: 1\n---\nb: 2\n") == (
        "a.yaml:2: this is not valid YAML: but found another document. Mend this line or the one above it."
    )


def test_a_list_is_no_mapping(tmp_path: Path):
    assert fault(tmp_path, "- a\n- b\n") == (
        "a.yaml:1: the file holds a list; a mapping of keys is needed. Write `key: value` lines."
    )


def test_a_key_stands_once(tmp_path: Path):
    assert fault(tmp_path, "a: 1\nb: 2\na: 3\n") == (
        "a.yaml:3: the key `a` stands here a second time; the first is in line 1. Keep one."
    )


def test_tags_are_refused(tmp_path: Path):
    assert fault(tmp_path, "a: !!python/name:os.system\n") == (
        "a.yaml:1: the tag `tag:yaml.org,2002:python/name:os.system` is not allowed. "
        "Write a plain text, number, list or mapping."
    )


def test_an_alias_inside_its_own_anchor_is_refused(tmp_path: Path):
    assert fault(tmp_path, "a: &x\n  - *x\n") == (
        "a.yaml:1: this alias refers to a value that contains it. Write the value out."
    )


@pytest.mark.parametrize(
    ("text", "value"), [("2025-11", "2025-11"), ("7", 7), ("[1, 2]", [1, 2]), ("{n: 5}", {"n": 5}), ("", "")]
)
def test_overrides_are_read_by_the_same_rules(text: str, value: object):
    assert parse_value("n", text) == (value, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: !!int many", "`many` is no value of the tag `!!int`. Take the tag away, or mend the value."),
        ("a: !!float x", "`x` is no value of the tag `!!float`. Take the tag away, or mend the value."),
        ("a: !!bool maybe", "`maybe` is no value of the tag `!!bool`. Take the tag away, or mend the value."),
        ("a: !!null gone", "`gone` is no value of the tag `!!null`. Take the tag away, or mend the value."),
        ("a: " + "9" * 5000, f"the number `{'9' * 40}...` is too large. Allowed: -9.2e18 to 9.2e18."),
        ("a: 1e999", "the number `1e999` is too large. Allowed: -9.2e18 to 9.2e18."),
        ("a: 0xffffffffffffffffff", "the number `0xffffffffffffffffff` is too large. Allowed: -9.2e18 to 9.2e18."),
        ('a: "\\ud800"', "this text holds the code of a character that does not exist. Write a character itself."),
        ("~: 1", "a key is empty; allowed: a text or a number. Name what stands here."),
        ("true: 1", "a key is the truth value `true`; allowed: a text or a number. Name what stands here."),
        ("[a, b]: 1", "a key is a mapping or a list; allowed: a text or a number. Name what stands here."),
        (
            f"a: {'[' * 3000}",
            "mappings and lists lie more than 50 deep in each other. No key of a study lies so deep.",
        ),
    ],
)  # fmt: skip
def test_what_no_study_holds_is_one_fault_with_its_line(tmp_path: Path, text: str, message: str):
    assert fault(tmp_path, text) == f"a.yaml:1: {message}"


def test_an_override_is_held_to_the_same_rules():
    value, (found,) = parse_value("n", "!!int many")
    assert (value, str(found)) == (
        "many", "--set n: `many` is no value of the tag `!!int`. Take the tag away, or mend the value."
    )  # fmt: skip
    assert [str(found) for found in parse_value("n", "[" * 3000)[1]] == [
        f"--set n: `{'[' * 40}...` is not a YAML value. Quote the text."
    ]
    assert parse_value("n", "{a: 1, a: 2}")[1] != []


def test_a_code_is_a_key_as_a_number_and_as_a_text(tmp_path: Path):
    assert document(tmp_path, "7: a\n1.0: b\n").data == {"7": "a", "1": "b"}
    assert fault(tmp_path, '1: a\n"1": b\n') == (
        "a.yaml:2: the key `1` stands here a second time; the first is in line 1. Keep one."
    )


def test_aliases_of_aliases_end(tmp_path: Path):
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    text += "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 12))
    assert fault(tmp_path, text) == (
        "a.yaml: the file holds more than 100,000 values, its aliases written out. Write it without aliases of aliases."
    )


def test_aliases_nest_no_deeper_than_brackets(tmp_path: Path):
    text = "a0: &a0 [x]\n" + "".join(f"a{at}: &a{at} [*a{at - 1}]\n" for at in range(1, 60))
    found = document(tmp_path, text).faults
    assert {str(one).partition(": ")[2] for one in found} == {
        "mappings and lists lie more than 50 deep in each other. No key of a study lies so deep."
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "empty"), ({}, "a mapping"), ([], "a list"), (True, "the truth value `true`"), (2.5, "the number `2.5`"),
        ("x", "the text `x`"), ("x" * 50, "the text `" + "x" * 40 + "...`"),
    ],
)  # fmt: skip
def test_values_are_described_by_kind(given: object, words: str):
    assert describe(given) == words
