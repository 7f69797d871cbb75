"""Edits of a hand-kept file, each compared with the bytes that should come out."""

import datetime as dt
import tomllib

import pytest

from rusctl.errors import IntegrityError, PolicyError, RusctlError
from rusctl.storage.toml.edits import Append, Delete, Edit, Set, apply

TWO = """\
#:schema x
# The tour.

# first
[[event]]
id = "a"   # why
date = 2018-11-07

# second, in
# two lines
[[event]]
id = "b"
status = 'tentative'
# was = "x"

[[event.earlier]]
date = 2018-11-01

[other]
x = 1
"""
DAY = dt.date(2018, 12, 3)

CASES: dict[str, tuple[str, list[Edit], str]] = {
    "a value, and the comment after it stays": (
        TWO,
        [Set(("event", 0, "id"), "c")],
        TWO.replace('"a"   #', '"c"   #'),
    ),
    "the same value: even its quotation marks stay": (TWO, [Set(("event", 1, "status"), "tentative")], TWO),
    "a list over several lines becomes one of one line": (
        "r = [\n 1, # one\n]# end\n",
        [Set(("r",), [1, 2])],
        "r = [1, 2]# end\n",
    ),
    "one element of a list": ("r = [\n 1, # one\n]\n", [Set(("r", 0), 7)], "r = [\n 7, # one\n]\n"),
    "a value in braces": ("w = {from = 1,to=2}", [Set(("w", "to"), DAY)], "w = {from = 1,to=2018-12-03}"),
    "a text of several lines": ('n = """\n[x]\n""" # c\n', [Set(("n",), "y\nz")], 'n = "y\\nz" # c\n'),
    "a new key after another": (
        TWO,
        [Set(("event", 0, "note"), "n", after="id")],
        TWO.replace("# why\n", '# why\nnote = "n"\n'),
    ),
    "a new key last, before comments and sub-tables": (
        TWO,
        [Set(("event", 1, "note"), "n")],
        TWO.replace("'tentative'\n", "'tentative'\nnote = \"n\"\n"),
    ),
    "a new key after one that is not there goes last": (
        "[a]\nx = 1\n\n[b]\n",
        [Set(("a", "y"), 2, after="z")],
        "[a]\nx = 1\ny = 2\n\n[b]\n",
    ),
    "a new key in a table without keys": ("[a]\n\n# b\n[b]\n", [Set(("a", "y"), 2)], "[a]\ny = 2\n\n# b\n[b]\n"),
    "a new key takes over the indentation": ("  [a]\n\t x = 1\n", [Set(("a", "y"), 2)], "  [a]\n\t x = 1\n\t y = 2\n"),
    "a new key where the file has no final newline": ("x = 1", [Set(("y",), 2)], "x = 1\ny = 2"),
    "a new key after a value of several lines": (
        'x = """\n\n"""\nz = 1\n',
        [Set(("y",), 2, after="x")],
        'x = """\n\n"""\ny = 2\nz = 1\n',
    ),
    "a new key in braces": ("w = { from = 1 }", [Set(("w", "to"), 2)], "w = { from = 1, to = 2 }"),
    "a new key in braces after another": (
        "w = { from = {x=1}, text = '' }",
        [Set(("w", "to"), 2, after="from")],
        "w = { from = {x=1}, to = 2, text = '' }",
    ),
    "a new key in empty braces": ("w = {}", [Set(("w", "to"), 2)], "w = { to = 2 }"),
    "a new key among dotted ones": (
        "[a]\nw.from = 1\nx = 1\n",
        [Set(("a", "w", "to"), 2)],
        "[a]\nw.from = 1\nw.to = 2\nx = 1\n",
    ),
    "a first key above the tables": (
        "# about\n# the file\n[a]\n",
        [Set(("x",), 1)],
        "# about\n# the file\n\nx = 1\n\n[a]\n",
    ),
    "a first key in an empty file": ("", [Set(("x",), 1)], "x = 1\n"),
    "a first key above tables without a comment": ("[a]\n", [Set(("x",), 1)], "x = 1\n\n[a]\n"),
    "a key that needs quotation marks": ("[a]\n", [Set(("a", "b c"), 1)], '[a]\n"b c" = 1\n'),
    "a key gone, with its own comment only": (TWO, [Delete(("event", 0, "id"))], TWO.replace('id = "a"   # why\n', "")),
    "a key of several lines gone": ("a = 1\nr = [\n # x\n]\nb = 2", [Delete(("r",))], "a = 1\nb = 2"),
    "the last key gone, no final newline": ("a = 1\nb = 2", [Delete(("b",))], "a = 1\n"),
    "the first key in braces gone": ("w = { a = 1, b = 2 }", [Delete(("w", "a"))], "w = { b = 2 }"),
    "a later key in braces gone": ("w = { a = 1, b = [2], c = 3 }", [Delete(("w", "b"))], "w = { a = 1, c = 3 }"),
    "the only key in braces gone": ("w = { a = 1 }", [Delete(("w", "a"))], "w = {}"),
    "an element of a list gone": ("r = [1, 2, 3]", [Delete(("r", 1))], "r = [1, 3]"),
    "dotted keys gone": ("[a]\nw.from = 1\nx = 1\nw.to = 2\n", [Delete(("a", "w"))], "[a]\nx = 1\n"),
    "a value in the place of a table": (
        "[[e]]\nid = 1\n[e.window]\nto = 2\n[[e]]\n",
        [Set(("e", 0, "window"), {"to": 3}, after="id")],
        "[[e]]\nid = 1\nwindow = { to = 3 }\n[[e]]\n",
    ),
    "a value in the place of dotted keys": ("w.a = 1\nw.b = 2\nx = 1\n", [Set(("w",), 3)], "x = 1\nw = 3\n"),
    "another event": (
        TWO,
        [Append(("event",), {"id": "c", "date": DAY})],
        TWO.replace("\n[other]", '\n[[event]]\nid = "c"\ndate = 2018-12-03\n\n[other]'),
    ),
    "another event at the end, with what is needed before": (
        "[[event]]\nid = 'a'\n# end",
        [Append(("event",), {"id": "c"})],
        "[[event]]\nid = 'a'\n# end\n\n[[event]]\nid = \"c\"\n",
    ),
    "the first event": (
        "x = 1\n\n# end\n",
        [Append(("event",), {"id": "c"})],
        'x = 1\n\n# end\n\n[[event]]\nid = "c"\n',
    ),
    "the first event of all": ("", [Append(("event",), {"id": "c"})], '[[event]]\nid = "c"\n'),
    "the first event where the file ends with empty lines": (
        "x = 1\n\n",
        [Append(("event",), {"id": "c"})],
        'x = 1\n\n[[event]]\nid = "c"\n',
    ),
    "another event where the next table follows at once": (
        "[[event]]\nid = 'a'\n# about other\n[other]\n",
        [Append(("event",), {"id": "c"})],
        "[[event]]\nid = 'a'\n\n[[event]]\nid = \"c\"\n\n# about other\n[other]\n",
    ),
    "a first earlier date": (
        TWO,
        [Append(("event", 0, "earlier"), {"date": DAY})],
        TWO.replace("-11-07\n", "-11-07\n\n[[event.earlier]]\ndate = 2018-12-03\n"),
    ),
    "another earlier date": (
        TWO,
        [Append(("event", 1, "earlier"), {"date": DAY})],
        TWO.replace("-11-01\n", "-11-01\n\n[[event.earlier]]\ndate = 2018-12-03\n"),
    ),
    "an earlier date indented as the others": (
        "[[event]]\n  [[event.earlier]]\n  x = 1\n",
        [Append(("event", 0, "earlier"), {"x": 2})],
        "[[event]]\n  [[event.earlier]]\n  x = 1\n\n  [[event.earlier]]\n  x = 2\n",
    ),
    "an event with a table that comes late": (
        "[[event]]\nid = 'a'\n[other]\n[event.sub]\nx = 1\n",
        [Append(("event",), {"id": "c"})],
        "[[event]]\nid = 'a'\n[other]\n[event.sub]\nx = 1\n\n[[event]]\nid = \"c\"\n",
    ),
    "an event gone, the comment above it too, the file's own not": (
        TWO,
        [Delete(("event", 0))],
        "#:schema x\n# The tour.\n\n" + TWO[TWO.index("# second") :],
    ),
    "an event gone with its earlier dates": (
        TWO,
        [Delete(("event", 1))],
        TWO[: TWO.index("# second")] + "[other]\nx = 1\n",
    ),
    "the last event gone": ("x = 1\n\n[[event]]\nid = 1\n\n", [Delete(("event", 0))], "x = 1\n"),
    "the last event gone, a remark at the end stays": (
        "x = 1\n\n[[event]]\nid = 1\n\n# end",
        [Delete(("event", 0))],
        "x = 1\n\n# end",
    ),
    "an event gone from between others without empty lines": (
        "[[e]]\nx = 1\n[[e]]\nx = 2\n\n[[e]]\nx = 3\n",
        [Delete(("e", 1))],
        "[[e]]\nx = 1\n\n[[e]]\nx = 3\n",
    ),
    "the only event gone, under the comment that begins the file": (
        "# about\n[[e]]\nx = 1\n",
        [Delete(("e", 0))],
        "# about\n",
    ),
    "a hash inside a text above is no comment": (
        'n = """\n# x"""\n[[e]]\nx = 1\n',
        [Delete(("e", 0))],
        'n = """\n# x"""\n',
    ),
    "an event gone whose table comes late": (
        "[[e]]\nx = 1\n\n[other]\n[e.sub]\n\n[z]\n",
        [Delete(("e", 0))],
        "[other]\n\n[z]\n",
    ),
    "an earlier date gone": (
        TWO,
        [Delete(("event", 1, "earlier", 0))],
        TWO.replace("[[event.earlier]]\ndate = 2018-11-01\n\n", ""),
    ),
    "a move: another date, and the old one kept": (
        TWO,
        [Set(("event", 1, "date"), DAY, after="id"), Append(("event", 1, "earlier"), {"date": dt.date(2018, 11, 26)})],
        TWO.replace('"b"\n', '"b"\ndate = 2018-12-03\n').replace(
            "-11-01\n", "-11-01\n\n[[event.earlier]]\ndate = 2018-11-26\n"
        ),
    ),
    "a window becomes a date": (
        "[[event]]\nwindow = { from = 2019-01-01 } # open\n",
        [Set(("event", 0, "date"), DAY, after="window"), Delete(("event", 0, "window"))],
        "[[event]]\ndate = 2018-12-03\n",
    ),
    "events in brackets: a value": (
        "event = [{id = 'a'}, {id = 'b'}]\n",
        [Set(("event", 1, "id"), "c"), Set(("event", 0, "n"), 1)],
        "event = [{id = 'a', n = 1}, {id = \"c\"}]\n",
    ),
    "characters in two parts stay so": (
        "v = 'Ko\u0308ping'\nx = 1 # o\u0308\n",
        [Set(("x",), 2)],
        "v = 'Ko\u0308ping'\nx = 2 # o\u0308\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_edit(name: str) -> None:
    before, edits, after = CASES[name]
    for written in ("{}", "\ufeff{}"):
        assert apply(written.format(before).encode(), edits).raw.decode() == written.format(after)
    crlf = apply(before.replace("\n", "\r\n").encode(), edits).raw.decode()
    if "\n" in before:  # a text of one line does not show how it ends its lines
        assert crlf == after.replace("\n", "\r\n")
    edited = apply(before.encode(), edits, tomllib.loads(before))
    assert edited.data == tomllib.loads(after)


def test_in_a_file_of_mixed_ends_a_new_line_ends_as_the_one_above() -> None:
    before = b"[a]\r\nx = 1\r\n\n[b]\ny = 1\n[c]\r\n"
    assert apply(before, [Set(("a", "n"), 1)]).raw == before.replace(b"x = 1\r\n", b"x = 1\r\nn = 1\r\n")
    assert apply(before, [Set(("b", "n"), 1)]).raw == before.replace(b"y = 1\n", b"y = 1\nn = 1\n")


REFUSED: dict[str, tuple[str, Edit]] = {
    "an event more in brackets": ("event = [{id = 1}]", Append(("event",), {"id": 2})),
    "the first event in empty brackets": ("event = []", Append(("event",), {"id": 2})),
    "an event gone from brackets where comments stand between": (
        "event = [\n{id = 1}, # one\n{id = 2}, # two\n]",
        Delete(("event", 1)),
    ),
    "an earlier date in brackets": ("event = [{id = 1}]", Append(("event", 0, "earlier"), {"date": 1})),
    "a key in a table that has no header": ("[a.b]\nx = 1", Set(("a", "y"), 1)),
    "dotted keys in braces": ("w = {a.b = 1, a.c = 2}", Delete(("w", "a"))),
    "a key in a list": ("w = [1]", Set(("w", "x"), 1)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_form_that_is_not_edited_is_refused(name: str) -> None:
    before, edit = REFUSED[name]
    with pytest.raises(PolicyError):
        apply(before.encode(), [edit])


def test_the_sentence_for_a_list_in_brackets_says_what_to_write() -> None:
    with pytest.raises(PolicyError) as caught:
        apply(b"event = []", [Append(("event",), {"id": 2})])
    assert caught.value.message.args == {"name": "event", "header": "event"}


@pytest.mark.parametrize(
    "edit",
    [
        Delete(("event", 2)),
        Delete(("event", 0, "x")),
        Delete(("x",)),
        Set(("event", 5, "x"), 1),
        Append(("e", 0, "f"), {}),
    ],
)
def test_a_route_that_is_not_there_is_an_error_of_the_one_who_gave_it(edit: Edit) -> None:
    with pytest.raises(RusctlError):
        apply(TWO.encode(), [edit])


def test_a_file_that_is_no_toml_is_not_edited() -> None:
    with pytest.raises(RusctlError) as caught:
        apply(b"\nx = \n", [Set(("y",), 1)], file="events.toml")
    assert (caught.value.at.file, caught.value.at.line) == ("events.toml", 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"x": 1.0, "y": 1},
        {"x": True, "y": 1},
        {"x": 1, "y": 1, "z": []},
        {"x": 1, "y": 1, "z": {}},
        {"x": 2, "y": 1},
    ],
)
def test_the_proof_stops_an_edit_that_changes_more_than_was_meant(wrong: dict[str, object]) -> None:
    # Data that are not the text's: to the proof it is as if the splice had changed the rest.
    with pytest.raises(IntegrityError):
        apply(b"x = 1\ny = 1\n", [Set(("y",), 2)], wrong)


def test_the_proof_tells_days_from_times_and_offsets_apart() -> None:
    text = b"a = 2018-11-07T09:00:00+01:00\nb = 1\n"
    moved = dt.datetime(2018, 11, 7, 8, tzinfo=dt.UTC)
    assert tomllib.loads(text.decode())["a"] == moved
    with pytest.raises(IntegrityError):
        apply(text, [Set(("b",), 2)], {"a": moved, "b": 1})
