import re

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from rusctl.strategy import ids
from rusctl.strategy.blocks import BlockKind, blocks_of, lines_of
from tests.examples import NIGHTLY
from tests.strategy.texts import CASES, WHOLE, markdown, odd_markdown

EXAMPLES = 5_000 if NIGHTLY else 50
COMMENT = re.compile(r"\s*<!-- p\d+ -->\s*")
READER = MarkdownIt("commonmark").enable("table")


def named(text: str) -> dict[int, str]:
    found = [one for one in ids.read(text).blocks if one.kind is not BlockKind.NONE]
    return dict(zip([one.first for one in found], ids.fresh([], len(found)), strict=True))


def seen(text: str) -> list[tuple[str, str]]:
    """What another reader of Markdown makes of a text, but for the comments and where lists begin."""
    return [
        (one.type, one.content)
        for one in READER.parse(text.removeprefix(ids.BOM))
        if one.content and not (one.type == "html_block" and COMMENT.fullmatch(one.content))
    ]


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_a_text_comes_back_letter_by_letter(text: str) -> None:
    written = ids.written(text, named(text))
    assert ids.read(written).text == text
    assert [one.id for one in ids.read(written).identified] == list(named(text).values())
    assert seen(written) == seen(text)


@given(odd_markdown)
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_text_comes_back(text: str) -> None:
    """Each line is in one block at most, and without the comments a text is as it was."""
    lines = lines_of(text)
    assert "".join(lines) == text
    blocks = blocks_of(lines)
    kept = [line for one in blocks for line in one.lines if line.strip()]
    assert kept == [line for line in lines if line.strip()]
    plain = ids.read(text).text
    if ids.read(plain).text == plain:
        assert ids.read(ids.written(plain, named(plain))).text == plain


def test_a_comment_between_two_pieces_of_code_belongs_to_neither() -> None:
    """It is indented less, so that it divides them for others who read the text, too."""
    divided = "      ett\n<!-- p001 -->\n      tva\n"
    assert ids.read(divided).text == "      ett\n      tva\n"
    inside = "      ett\n      <!-- p001 -->\n      tva\n"
    assert ids.read(inside).text == inside
    fenced = "```\nett\n<!-- p001 -->\n<!-- p002 -->\ntva\n```\n"
    assert ids.read(fenced).text == fenced
    for text in (divided, inside, fenced):
        plain = ids.read(text).text
        assert ids.read(ids.written(plain, named(plain))).text == plain


@given(markdown)
@settings(max_examples=EXAMPLES, deadline=None)
def test_others_read_the_same_text(text: str) -> None:
    assert seen(ids.written(text, named(text))) == seen(text)


def test_kinds() -> None:
    found = [(one.kind.value, one.words) for one in ids.read(WHOLE).identified]
    assert found[:5] == [
        ("heading", "Ett nyskapande Västmanland"),
        ("paragraph", "Ingress med fet text och länk."),
        ("heading", "Kompetens"),
        ("paragraph", "Första stycket på två rader."),
        ("heading", "Rubrik direkt under"),
    ]
    assert [words for kind, words in found if kind == "item"] == [
        *("en punkt", "en till", "under den", "också", "sist", "ett", "två", "tre"),
    ]
    assert ("table", "Mål År Fler i arbete 2030") in found
    assert ("heading", "Underrubrik") in found
    assert ("note", "En fotnot.") in found
    assert ("quote", "Ett citat fortsätter.") in found


def test_what_is_not_right_is_told() -> None:
    read = ids.read("<!-- p001 -->\nEtt\n\n<!-- p001 -->\nTvå\n\nTre\n\n<!-- p004 -->\n")
    assert [(one.id, one.line) for one in read.doubled] == [("p001", 4)]
    assert [(one.id, one.line) for one in read.strays] == [("p004", 9)]
    assert [(one.id, read.line(one)) for one in read.blocks] == [("p001", 2), ("", 5), ("", 7)]


def test_ids_are_never_given_again() -> None:
    assert ids.fresh(["p009", "p120"], 2) == ["p121", "p122"]
    assert ids.fresh([], 1) == ["p001"]
    assert ids.fresh(["p999"], 1) == ["p1000"]
