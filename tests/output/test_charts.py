"""Charts: XML that says in words what it shows, and draws nothing that is hidden."""

import xml.etree.ElementTree as ET

from rusctl.output.drawing.charts import Bar, ChartRow, bars

SVG = "{http://www.w3.org/2000/svg}"


def test_a_chart_says_its_numbers_in_words() -> None:
    rows = [ChartRow('Sala <&"', (Bar("7", 7), Bar("<5", None))), ChartRow("Köping", (Bar("0", 0), Bar("14", 14)))]
    root = ET.fromstring(bars("Kvinnor & män", ("Kvinnor", "Män"), rows, language="sv", note="Not"))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]
    assert root[0].text == "Kvinnor & män"
    assert root[1].text == 'Sala <&": Kvinnor 7, Män <5. Köping: Kvinnor 0, Män 14. Not'
    drawn = [one for one in root.findall(f"{SVG}rect") if one.attrib.get("fill", "").startswith("url(")]
    assert [float(one.attrib["width"]) for one in drawn] == [16, 16, 240, 480]  # two keys, then 7 and 14


def test_an_empty_chart_is_one_too() -> None:
    assert ET.fromstring(bars("T", ("A",), [], language="en")).tag == f"{SVG}svg"


def test_long_labels_and_notes_are_broken_and_nothing_is_drawn_over_them() -> None:
    label = "Skinnskatteberg, företrädare för föreningar och förbund i länet"
    root = ET.fromstring(bars("T", ("A",), [ChartRow(label, (Bar("1", 1),))], language="sv", note="ord " * 80))
    texts = ["".join(one.itertext()) for one in root.findall(f"{SVG}text")]
    assert label not in texts
    assert " ".join(texts).count("ord") >= 80
    bar = [one for one in root.findall(f"{SVG}rect") if one.attrib.get("fill", "").startswith("url(")][-1]
    assert float(bar.attrib["x"]) == 300
