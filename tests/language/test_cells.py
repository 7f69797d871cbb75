"""Texts in CSV cells: none acts, and each comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.language.cells import shielded, unshielded

NASTY = st.text(alphabet="'=+-@\t\r\n ＝＋－＠﹦﹢﹣﹫\u00a0\u200b\ufeffaå1|", max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+46 70",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "\u200b=1",
        "'=1",
        "''=1",
    ],
)
def test_what_acts_gets_an_apostrophe(text: str) -> None:
    assert shielded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Testperson Ett", "'", "''", "'Ett", "1-2", "a=b", " a", "’=1"])
def test_what_does_not_act_stays(text: str) -> None:
    assert shielded(text) == text
    assert unshielded(text) == text


@given(st.one_of(NASTY, st.text()))
def test_it_comes_back(text: str) -> None:
    assert unshielded(shielded(text)) == text


@given(NASTY)
def test_nothing_shielded_begins_as_a_formula(text: str) -> None:
    assert shielded(text)[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert shielded(text).strip(" \u00a0\u200b\ufeff")[:1] not in tuple("=+-@＝＋－＠﹦﹢﹣﹫")
