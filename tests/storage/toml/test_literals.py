import datetime as dt
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.errors import RusctlError
from rusctl.model.plan import Status, Texts
from rusctl.storage.toml.literals import block, key, literal, plain
from tests.examples import examples

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))


def _unfolded(time: Any) -> Any:
    return time.replace(fold=0)  # TOML cannot say which of two


SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.times().map(_unfolded),
    st.datetimes(timezones=st.none() | OFFSETS).map(_unfolded),
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))


@given(VALUES)
@settings(deadline=None, max_examples=examples(500))
def test_a_literal_is_one_line_that_reads_as_the_value(value: object) -> None:
    text = literal(value)
    assert repr(tomllib.loads(f"value = {text}")) == repr({"value": value})
    assert len(text.splitlines()) == 1
    assert not any(char < " " or "\x7f" <= char <= "\x9f" or "\u202a" <= char <= "\u202e" for char in text)


@given(
    st.lists(TEXTS, min_size=1, max_size=3), st.dictionaries(TEXTS, VALUES, max_size=4), st.sampled_from(["\n", "\r\n"])
)
@settings(deadline=None, max_examples=examples(300))
def test_a_block_reads_as_the_table(header: list[str], table: dict[str, object], newline: str) -> None:
    text = block(header, table, newline=newline, indent="  ")
    read: object = tomllib.loads(text)
    for part in header:
        assert isinstance(read, dict)
        assert list(read) == [part]
        read = read[part]
    assert repr(sorted_by_key(read)) == repr(sorted_by_key([table]))
    assert text.count("\n") == text.count(newline)


def sorted_by_key(value: object) -> object:
    if isinstance(value, dict):
        return {name: sorted_by_key(value[name]) for name in sorted(value)}
    return [sorted_by_key(item) for item in value] if isinstance(value, list) else value


def test_a_block_is_written_as_people_write_one() -> None:
    table = {
        "id": "sala",
        "date": dt.date(2018, 11, 7),
        "roles": ("politiker", "näringsliv"),
        "window": {"from": dt.date(2019, 1, 1), "text": 'i "början"'},
        "earlier": [{"date": dt.date(2018, 11, 6)}],
        "a b": True,
    }
    assert block(("event",), table) == (
        "[[event]]\n"
        'id = "sala"\n'
        "date = 2018-11-07\n"
        'roles = ["politiker", "näringsliv"]\n'
        'window = { from = 2019-01-01, text = "i \\"början\\"" }\n'
        '"a b" = true\n'
        "\n"
        "[[event.earlier]]\n"
        "date = 2018-11-06\n"
    )


def test_what_nobody_would_see_in_the_file_is_written_as_a_code() -> None:
    assert literal("a\nb\t\x1b[2J\x7f\x9b\u202e\u200b\\") == '"a\\nb\\t\\u001B[2J\\u007F\\u009B\\u202E\\u200B\\\\"'
    assert key("a.b", "c", "å") == '"a.b".c."å"'


def test_values_of_the_model_become_plain_ones() -> None:
    plained = plain({"status": Status.HELD, "title": Texts(sv="x"), "roles": ("a",)})
    assert plained == {"status": "held", "title": {"sv": "x"}, "roles": ["a"]}
    assert [type(value) for value in plained.values()] == [str, dict, list]


@pytest.mark.parametrize("value", [None, object(), b"x", {1, 2}, dt.timedelta(1)])
def test_what_toml_does_not_have_is_refused(value: object) -> None:
    for function in (plain, literal):
        with pytest.raises(TypeError):
            function(value)


def test_a_text_that_is_no_unicode_is_refused_with_a_sentence() -> None:
    with pytest.raises(RusctlError) as caught:
        literal("caf\udce9")
    assert caught.value.message.args == {"text": "caf?"}
