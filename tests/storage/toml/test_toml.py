import datetime as dt
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language.catalogue import Language
from rusctl.storage.toml.parse import TomlFault, parse
from tests.examples import examples

Count = Callable[[str], None]
Corpus = Callable[[str], list[Path]]


def untagged(value: Any) -> Any:
    """Give what the corpus's tagged JSON stands for, in a form that knows 1 from 1.0."""
    if isinstance(value, list):
        return [untagged(item) for item in value]
    if set(value) == {"type", "value"} and isinstance(value["value"], str):
        return (value["type"], *canonical(value["type"], value["value"]))
    return {name: untagged(item) for name, item in value.items()}


def canonical(kind: str, text: str) -> tuple[Any, ...]:
    match kind:
        case "integer":
            return (int(text),)
        case "float":
            return (repr(float(text)),)
        case "datetime" | "datetime-local":
            return (dt.datetime.fromisoformat(text),)
        case "date-local":
            return (dt.date.fromisoformat(text),)
        case "time-local":
            return (dt.time.fromisoformat(text),)
        case _:
            return (text,)


def tagged(value: Any) -> Any:
    match value:
        case dict():
            return {name: tagged(item) for name, item in value.items()}
        case list():
            return [tagged(item) for item in value]
        case bool():
            return "bool", str(value).lower()
        case int():
            return "integer", value
        case float():
            return "float", "nan" if math.isnan(value) else repr(value)
        case dt.datetime():
            return "datetime" if value.tzinfo else "datetime-local", value
        case dt.date():
            return "date-local", value
        case dt.time():
            return "time-local", value
        case _:
            return "string", value


def test_every_valid_file_of_the_corpus_is_read_as_it_says(corpus: Corpus, counted: Count) -> None:
    files = corpus("valid/")
    for path in files:
        meant = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert tagged(parse(path.read_bytes())) == untagged(meant), path
    assert len(files) in {2, 2 + 210}
    counted(f"TOML files: {len(files)} of {len(files)} valid ones read, and equal to their JSON")


def test_every_invalid_file_of_the_corpus_is_refused(corpus: Corpus, counted: Count) -> None:
    files = corpus("invalid/")
    for path in files:
        data = path.read_bytes()
        with pytest.raises(TomlFault) as caught:
            parse(data)
        assert 1 <= caught.value.line <= data.count(b"\n") + 1, path
        words = Language("en").text(caught.value.message)
        assert not words.startswith("this is not TOML"), f"{path}: tomli's words were not put into plain ones"
    assert len(files) in {8, 8 + 499}
    counted(f"TOML files: {len(files)} of {len(files)} invalid ones refused, each with a line in plain words")


GIT = "git has left two versions here; keep one, and take out git's lines <<<<<<<, ======= and >>>>>>>"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('a = 1\nb = "x\nc = 2', 2, "the closing quotation mark is missing at the end of this line"),
        ("a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> x\n", 2, GIT),
        ("a = 1\n=======\nb = 2\n", 2, GIT),
        ("a = 1\n\na = 2", 3, "the key a stands twice, first on line 1; remove one of them"),
        ('[[e]]\nid="a"\nnote="""\n"""\nid="b"', 5, "the key id stands twice, first on line 2; remove one of them"),
        ("a = 1\na = [\n1,\n]", 2, "the key a stands twice, first on line 1; remove one of them"),
        ("a = 1\n'b' = 2\nb.c = [\n1,\n]", 3, "the key b.c occurs twice in the same table; remove one of them"),
        ("a = {b = 1, b = 2}", 1, "the key b occurs twice in the same table; remove one of them"),
        ("a = {b = 1, b = 2, c =, d = 3}", 1, "the key b occurs twice in the same table; remove one of them"),
        (
            "[a]\n[b]\n[a]",
            3,
            "the table a is on line 1 already; join them, or write [[a]] each time for a list",
        ),
        (
            "[[event]]\nid = 1\n[event]",
            3,
            "the table event is on line 1 already; join them, or write [[event]] each time for a list",
        ),
        ("d = 2018-02-30", 1, "2018-02-30 is a day or time that does not exist"),
        ("d = 2018-11-7", 1, "2018-11-7 is no day; write it as 2018-11-07, with two figures for month and day"),
        ("d = 2018-13-40", 1, "2018-13-40 is a day or time that does not exist"),
        ("d = 07/11/2018", 1, "07/11/2018 is no day; write it as 2018-11-07"),
        (
            "d = 2018-11-07T10:00  # ten",
            1,
            "2018-11-07T10:00 is no time; write it with seconds, as 2018-11-07T09:00:00, and hours from 00 to 23",
        ),
        (
            "d = 2018-11-07T25:00:00",
            1,
            "2018-11-07T25:00:00 is no time; write it with seconds, as 2018-11-07T09:00:00, and hours from 00 to 23",
        ),
        ("name = Sala", 1, "Sala is no value; a text stands between quotation marks"),
        ("name = ”Sala”", 1, '” is no straight quotation mark; write "'),
        ("name =\nb = 1", 1, "there is no value after the = sign; write one, or remove the line"),
        (
            "name Sala",
            1,
            "missing = after the key; a text that continues from the previous line needs triple quotation marks",
        ),
        ('name: "Sala"', 1, "a key and its value are parted by = and not by :"),
        ("a = 1\nr = [1,\n2", 2, "the list is never closed; a ] is missing"),
        ('r = ["a"\nb = 1', 2, "the list is not closed before this; a comma or a ] is missing"),
        (
            "w = {a = 1 b = 2}",
            1,
            "a comma or the closing brace is missing; all between the braces stands on one line",
        ),
        ("w = {a = 1,\nb = 2}", 1, "the line ends where a key should stand; a table in braces stands on one line"),
        ("\n[[e]\n", 2, "the table's name is not closed; write [name], or [[name]] for one of several"),
        ('x = """a\n\n', 1, "the text that starts here is never closed; put its closing quotation marks"),
        ("x = '''a\n\n", 1, "the text that starts here is never closed; put its closing quotation marks"),
        (
            "å = 1",
            1,
            "a key is missing or has characters that need quotation marks; a plain key has only a-z, 0-9, - and _",
        ),
        (
            'x = "C:\\new\\path"',
            1,
            "a \\ in a text begins a code such as \\n; write \\\\ for the character itself, or use ' round the text",
        ),
        (
            "x = 'a\x01b'",
            1,
            "a control character here cannot stand in a text; remove it, or write it as \\u0000 with its number",
        ),
        ("x = " + "[" * 500, 1, "the file nests lists or tables too deeply; write it flatter"),
        ("\nx = " + "9" * 5000, 2, "a number here has too many digits"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_plain_words_with_its_line(text: str, line: int, words: str) -> None:
    for written in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        with pytest.raises(TomlFault) as caught:
            parse(written.encode())
        assert (caught.value.line, Language("en").text(caught.value.message)) == (line, words)


def test_what_follows_a_value_is_told() -> None:
    with pytest.raises(TomlFault) as caught:
        parse(b"x = 7 nov")
    assert Language("en").text(caught.value.message) == (
        "nov does not belong after the value; a text stands between quotation marks, a comment begins with #, "
        "and each key has a line of its own"
    )


def test_a_long_line_is_not_repeated_whole() -> None:
    with pytest.raises(TomlFault) as caught:
        parse(b"x = " + b"y" * 5000)
    assert len(Language("en").text(caught.value.message)) < 150


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b'a = 1\nb = "\xe5"', 2, "a character here is not UTF-8; save the file as UTF-8 in your editor"),
        ("a = 1".encode("utf-16"), 1, "the file is saved as UTF-16; save it as UTF-8 in your editor"),
    ],
)
def test_what_is_not_utf_8_is_said(data: bytes, line: int, words: str) -> None:
    with pytest.raises(TomlFault) as caught:
        parse(data)
    assert (caught.value.line, Language("en").text(caught.value.message)) == (line, words)


def test_one_mark_of_byte_order_is_taken_off_and_only_one() -> None:
    assert parse("\ufeffa = 1".encode()) == {"a": 1}
    with pytest.raises(TomlFault):
        parse("\ufeff\ufeffa = 1".encode())


@given(st.data())
@settings(deadline=None, max_examples=examples(300))
def test_any_damage_gives_a_fault_with_a_line_and_nothing_worse(
    documents: st.SearchStrategy[bytes], data: st.DataObject
) -> None:
    raw = data.draw(documents)
    at = data.draw(st.integers(0, len(raw)))
    gone = data.draw(st.integers(0, 3))
    new = data.draw(
        st.sampled_from([b"", b'"', b"'", b"[", b"]", b"{", b"}", b"=", b",", b"\n", b"\r", b"\x00", b"\xff"])
    )
    damaged = raw[:at] + new + raw[at + gone :]
    fault = fault_of(damaged)
    if fault:
        assert 1 <= fault.line <= damaged.count(b"\n") + 1
        assert Language("en").text(fault.message)


def fault_of(data: bytes) -> TomlFault | None:
    try:
        parse(data)
    except TomlFault as fault:
        return fault
    return None
