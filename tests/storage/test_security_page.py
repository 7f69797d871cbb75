"""The page of what others can and cannot do names only tests that are there."""

import re

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "security.md"
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_named_test_is_there(file: str, name: str) -> None:
    assert f"def {name or 'test_'}" in (ROOT / file).read_text(encoding="utf-8")


def test_each_line_names_one() -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert all("it cannot | test" in line or re.search(r"`tests/[^`]+` \|$", line) for line in lines)
    assert len(NAMED) == sum("tests/" in line for line in lines)
