"""A table drawn as squares: XML that says its numbers in words, and hides none of them."""

import xml.etree.ElementTree as ET

from rusctl.output.drawing.matrix import MatrixRow, matrix

SVG = "{http://www.w3.org/2000/svg}"
ROWS = (
    MatrixRow("Hälsa & <vård>", (("12", 12), ("0", 0), ("–", None))),
    MatrixRow("Nattbussar", (("3", 3), ("1", 1), ("–", None)), below=True),
)


def drawn(rows: tuple[MatrixRow, ...] = ROWS) -> ET.Element:
    heads = ("Sala", "Köping", "Skinnskatteberg")
    return ET.fromstring(matrix("Titel", heads, rows, ("0: ingen sa det.",), language="sv", name="m"))


def test_the_drawing_says_its_numbers_in_words() -> None:
    root = drawn()
    assert root[1].text == (
        "Hälsa & <vård>: Sala 12, Köping 0, Skinnskatteberg –. Nattbussar: Sala 3, Köping 1, Skinnskatteberg –. "
        "0: ingen sa det."
    )
    texts = ["".join(one.itertext()) for one in root.findall(f"{SVG}text")]
    assert [one for one in texts if one in {"12", "0", "–", "3", "1"}] == ["12", "0", "–", "3", "1", "–"]
    assert {"Sala", "Köping", "Skinnskatteberg", "Nattbussar"} <= set(texts)


def test_squares_are_as_large_as_their_numbers_and_where_nobody_was_is_hatched() -> None:
    rects = drawn().findall(f"{SVG}rect")
    squares = [float(one.attrib["width"]) for one in rects if one.attrib["fill"] == "#005a9c"]
    assert squares == sorted(squares, reverse=True)
    assert len(squares) == 3
    assert len([one for one in rects if one.attrib["fill"] == "url(#m-hatched)"]) == 2


def test_nothing_to_draw_is_a_drawing_too() -> None:
    assert drawn(()).tag == f"{SVG}svg"
