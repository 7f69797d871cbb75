"""The page of what others can and cannot do names only tests that are there, in both languages the same."""

import re

import pytest

from tests.conftest import ROOT

PAGES = [(ROOT / "docs" / place).read_text(encoding="utf-8") for place in ("security.md", "sv/security.md")]
NAMED = [re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page) for page in PAGES]


@pytest.mark.parametrize(("file", "name"), NAMED[0])
def test_each_named_test_is_there(file: str, name: str) -> None:
    assert f"def {name or 'test_'}" in (ROOT / file).read_text(encoding="utf-8")


def test_the_swedish_page_names_the_same() -> None:
    assert NAMED[1] == NAMED[0]


@pytest.mark.parametrize(("page", "head"), [*zip(PAGES, ["it cannot", "den kan inte"], strict=True)])
def test_each_line_names_one(page: str, head: str) -> None:
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    assert all(f"{head} | test" in line or re.search(r"`tests/[^`]+` \|$", line) for line in lines)
    assert len(NAMED[0]) == sum("tests/" in line for line in lines)
