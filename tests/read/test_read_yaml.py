"""YAML that people write: what a slip in it is answered with."""

from pathlib import Path

import pytest

from study.lexicon.loader import read_yaml
from study.model import StudyError


def test_keys_of_other_mappings_may_be_the_same(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("firm: {zh: 企业}\nplace: {zh: 地点}\n1: one\n", encoding="utf-8")
    assert read_yaml(path) == {"firm": {"zh": "企业"}, "place": {"zh": "地点"}, 1: "one"}


def test_what_is_written_once_may_be_used_again(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("firm: &zh {zh: 企业}\nplace: {<<: *zh, en: place}\n", encoding="utf-8")
    assert read_yaml(path) == {"firm": {"zh": "企业"}, "place": {"zh": "企业", "en": "place"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("企业: 1\n地点: 2\n企业: 3\n", "line 3 has the key '企业' of line 1 again"),
        ("words:\n  firm: [a]\n  firm: [b]\n", "line 3 has the key 'firm' of line 2 again"),
        ("- {zh: 企业, en: firm, zh: 公司}\n", "line 1 has the key 'zh' of line 1 again"),
        ("words: [a\n", "in line 2, column 1"),
        ("words: &all [*all]\n", "recursion"),
    ],
)
def test_a_slip_is_told_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "words.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_yaml(path)
    assert f"{path} is not readable YAML" in str(caught.value)
    assert told in str(caught.value)
