"""Lists as people send them, read here in the test's own process, with the words of the plan that rusctl ships."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rusctl.lists import table
from rusctl.lists.columns import OF_EVENT, PERSON
from rusctl.lists.questions import ListAnswers
from rusctl.lists.understand import ListVocabulary, Understood, understand
from rusctl.lists.vocabulary import MunicipalityWords, Nameable, RoleWords
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.sheet import Sheet

CASES = Path(__file__).parent / "cases"
CONFIG = Path(__file__).parents[2] / "config"
FIELDS = frozenset((*PERSON, *OF_EVENT))


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def named(file: str, key: str) -> tuple[Nameable, ...]:
    """Give what the config of the shipped plan names."""
    data = tomllib.loads((CONFIG / file).read_text(encoding="utf-8"))
    return tuple(
        Nameable(one["id"], tuple(one["name"].values()) if key == "role" else (one["name"],), (), one.get("code", ""))
        for one in data[key]
    )


def vocabulary(roles_said: Mapping[str, str] | None = None, *, nameless: bool = False) -> ListVocabulary:
    """Give the words of the shipped plan, and what was said of roles besides."""
    roles = RoleWords(named("roles.toml", "role"), roles_said)
    towns = MunicipalityWords(named("municipalities.toml", "municipality"))
    return ListVocabulary(roles, towns, FIELDS | ({"part"} if nameless else set()), nameless)


def sheet_of(data: bytes, name: str = "") -> Sheet:
    """Give the table in bytes, as the confined process would."""
    return spreadsheet.taken(spreadsheet.work(data, name))


@cache
def sheet(name: str) -> Sheet:
    """Give the sheet of a case that has a table."""
    data = (CASES / name).read_bytes()
    found = sheet_of(data)
    for other in found.others:
        if not found.of_addresses and not table.has_one(found):
            found = sheet_of(data, other)
    return found


@cache
def understood(name: str) -> Understood:
    """Give a case as it is understood, with nothing said."""
    return understand(sheet(name), vocabulary())


def of_text(text: str, said: ListAnswers = ListAnswers(), *, nameless: bool = False) -> Understood:  # noqa: B008 - immutable
    """Give a list that is written down in a test as it is understood."""
    return understand(sheet_of(text.encode()), vocabulary(nameless=nameless), said)
