"""The page for developers names only what is there, and its questions are answered by the rooms it sends to.

In Swedish it has the same rooms, commands and headings, in the same order.
"""

import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8")
SWEDISH = (ROOT / "docs/sv/developers.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`((?:rusctl|tests|tools|docs|config)/[\w./-]*|[\w.-]+\.(?:py|toml|md|yaml))`")
PATHS = sorted({*NAMED.findall(PAGE), *NAMED.findall(SWEDISH)})
OWNERS = sorted(set(re.findall(r"\brusctl/[\w/]+\.py\b", PAGE)) - set(PATHS))
QUESTIONS = re.findall(r"^\| ([^|]+\?) \| `([^`]+)` \|$", PAGE, re.MULTILINE)
SAID = dict(re.findall(r"^\| `(rusctl/[\w/]*)` \| (.+) \|$", PAGE, re.MULTILINE))
ALIKE = 4  # letters from which on two words are of one stem


@pytest.mark.parametrize("path", PATHS + OWNERS)
def test_every_path_is_there(path: str) -> None:
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


def test_no_path_is_named_without_its_folder() -> None:
    """A bare file name in backquotes would be a path that the test above does not see."""
    assert [path for path in PATHS if "/" not in path and path != "pyproject.toml"] == []


def test_in_swedish_it_is_the_same_page() -> None:
    headings = [re.findall(r"^#+", page, re.MULTILINE) for page in (PAGE, SWEDISH)]
    assert headings[0] == headings[1]
    rooms = [re.findall(r"^\| [^|]+\? \| `([^`]+)` \|$", page, re.MULTILINE) for page in (PAGE, SWEDISH)]
    assert rooms[0] == rooms[1]
    rows = [re.findall(r"^\| (`make [^|]+`) \|", page, re.MULTILINE) for page in (PAGE, SWEDISH)]
    assert rows[0] == rows[1]
    assert PAGE.count("| yes |") == SWEDISH.count("| ja |")


@pytest.mark.parametrize(("question", "room"), QUESTIONS)
def test_a_question_is_answered_by_the_first_line_of_its_room(question: str, room: str) -> None:
    assert stems(question) & stems(SAID[room])


def stems(sentence: str) -> set[str]:
    asking = {"where", "which", "what", "does", "when", "that", "would", "have", "they"}
    words: list[str] = re.findall(r"\w+", sentence.lower())
    return {word[:ALIKE] for word in words if len(word) >= ALIKE and word not in asking}


def test_there_are_ten_questions_and_every_folder_says_what_it_is() -> None:
    assert len(QUESTIONS) >= 10
    folders = {f"{file.parent.relative_to(ROOT).as_posix()}/" for file in (ROOT / "rusctl").rglob("__init__.py")}
    assert folders == SAID.keys()
