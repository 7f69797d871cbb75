"""Every enum's words stand once, and are what the glossary says."""

import ast
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from rusctl.language import vocabulary, vocabulary_people, vocabulary_strategy
from rusctl.language.catalogue import Language
from rusctl.model.plan import Status
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from enum import Enum

    from rusctl.language.message import Message

TABLES = {
    name: table
    for module in (vocabulary, vocabulary_people, vocabulary_strategy)
    for name, table in vars(module).items()
    if name.isupper() and isinstance(table, dict)
}


@pytest.mark.parametrize("name", TABLES)
def test_every_member_has_words_of_its_own(name: str) -> None:
    table: dict[Enum, Message] = TABLES[name]
    assert list(table) == list(type(next(iter(table))))
    for lang in ("en", "sv"):
        assert len({Language(lang).text(word) for word in table.values()}) == len(table)


def test_an_answer_is_called_the_same_everywhere() -> None:
    answer = vocabulary_people.ANSWER
    assert words(answer, "en") == ["no answer", "yes", "no", "maybe", "sends somebody else"]
    assert words(answer, "sv") == ["inget svar", "ja", "nej", "kanske", "skickar någon annan"]


def test_a_status_is_called_the_same_everywhere() -> None:
    assert words(vocabulary.STATUS, "en") == ["planned", "tentative", "confirmed", "held", "cancelled"]
    assert words(vocabulary.STATUS, "sv") == ["planerat", "preliminärt", "bekräftat", "hållet", "inställt"]
    assert list(vocabulary.STATUS) == list(Status)


def words(table: "Mapping[Any, Message]", lang: str) -> list[str]:
    return [Language(lang).text(word) for word in table.values()]


@cache
def enums() -> "dict[str, set[str]]":
    """Give the names of the enums of the program, each with its members' names and values."""
    found: dict[str, set[str]] = {}
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Enum") for base in node.bases):
                members = [one for one in node.body if isinstance(one, ast.Assign)]
                names = {ast.unparse(one.targets[0]) for one in members}
                values = {one.value.value for one in members if isinstance(one.value, ast.Constant)}
                found.setdefault(node.name, set()).update(names, {value for value in values if isinstance(value, str)})
    return found


@cache
def trees() -> "dict[str, ast.Module]":
    paths = sorted((ROOT / "rusctl").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def text_of(node: ast.expr | None) -> str:
    """Give the text of a call of msg(), or nothing where it is another expression."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "msg":
        first = node.args[0]
        return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return ""


def is_of_an_enum(keys: "Sequence[ast.expr | None]", known: "dict[str, set[str]]") -> bool:
    """Whether the keys of a table are members of an enum, or two of them and more are its values."""
    plain = {key.value.lower() for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
    members = (ast.unparse(key).rpartition(".") for key in keys if isinstance(key, ast.Attribute))
    if any(last in known.get(enum.rpartition(".")[2], ()) for enum, _, last in members):
        return True
    return any(len(plain & {one.lower() for one in words}) > max(1, len(keys) / 2) for words in known.values())


def tables_of_words(tree: ast.Module, known: "dict[str, set[str]]") -> "Iterator[int]":
    """Give the lines of tables that lead from an enum to words; what has a full stop or a gap to fill is a sentence."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict) and node.keys:
            texts = [text_of(value) for value in node.values]
            sentences = all(text.endswith(".") or "{" in text for text in texts)
            if all(texts) and not sentences and is_of_an_enum(node.keys, known):
                yield node.lineno


def test_no_other_module_has_a_table_of_words_for_an_enum() -> None:
    known = enums()
    assert known["Status"] >= {"PLANNED", "planned"}
    found = [
        f"{name}:{line}"
        for name, tree in trees().items()
        if not name.startswith("rusctl/language/vocabulary")
        for line in tables_of_words(tree, known)
    ]
    assert found == []


@pytest.mark.parametrize(
    "table",
    [
        '{Status.HELD: msg("over")}',
        '{plan.Status.HELD: msg("over")}',
        '{"accepted": msg("coming"), "declined": msg("not coming"), "else": msg("else")}',
        '{"TENTATIVE": msg("preliminary"), "CONFIRMED": msg("confirmed"), "CANCELLED": msg("cancelled")}',
    ],
)
def test_a_table_of_words_is_found_where_there_is_one(table: str) -> None:
    assert list(tables_of_words(ast.parse(f"WORDS = {table}"), enums())) == [1]


@pytest.mark.parametrize(
    "table",
    ['{Status.HELD: msg("{id} is over")}', '{"date": msg("date"), "venue": msg("venue")}', "{Status.HELD: 1}"],
)
def test_what_is_no_table_of_words(table: str) -> None:
    assert list(tables_of_words(ast.parse(f"WORDS = {table}"), enums())) == []
