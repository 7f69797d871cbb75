"""Files for other programs for analysis, checked by the schemas of REFI-QDA and read back as a reader does.

`refi/Project.xsd` is the Rotterdam Exchange Format Initiative's own, under the MIT licence that stands in it.
"""

import datetime as dt
import io
import uuid
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rusctl.output.refi import Code, CodedSpan, CodedText, codebook, plain, project

SCHEMAS = Path(__file__).parent / "refi"
NAMES = {"q": "urn:QDA-XML:project:1.0", "c": "urn:QDA-XML:codebook:1.0"}
DAY = dt.date(2018, 11, 7)
CODES = (
    Code(
        "part:equality",
        "Jämlikhet & <mer>",
        codable=False,
        below=(Code("equality:halsa", "Hälsa", "om hälsa", below=(Code("theme:vard", "Vård"),)),),
    ),
)
TEXT = CodedText(
    "SALA-001",
    'Vården är långt bort.\r\nBussen "går" sällan 🚌 på <kvällen>.',
    DAY,
    (CodedSpan(0, 21, ("equality:halsa", "theme:vard")), CodedSpan(23, 42, ("theme:vard",))),
    {"Kommun": "Sala & Heby", "Roll": ""},
)


def checked(octets: bytes, schema: str) -> etree._Element:
    root = etree.fromstring(octets)
    etree.XMLSchema(etree.parse(SCHEMAS / schema)).assertValid(root)
    return root


def unpacked(octets: bytes) -> tuple[etree._Element, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        files = {name: archive.read(name) for name in archive.namelist()}
    root = checked(files.pop("project.qde"), "Project.xsd")
    return root, {f"internal://{name.removeprefix('Sources/')}": octets.decode() for name, octets in files.items()}


def test_a_code_book_meets_its_schema() -> None:
    root = checked(codebook(CODES), "Codebook.xsd")
    assert [(one.get("name"), one.get("isCodable")) for one in root.iterfind(".//c:Code", NAMES)] == [
        ("Jämlikhet & <mer>", "false"),
        ("Hälsa", "true"),
        ("Vård", "true"),
    ]


def test_a_project_meets_its_schema_and_its_spans_are_what_was_said() -> None:
    root, files = unpacked(project("Dialoger", CODES, (TEXT,), ("Kommun", "Roll")))
    names = {one.get("guid"): one.get("name") for one in root.iterfind(".//q:Code", NAMES)}
    [source] = root.iterfind(".//q:TextSource", NAMES)
    text = files[source.get("plainTextPath", "")]
    found = [
        (
            text[int(span.get("startPosition", "")) : int(span.get("endPosition", ""))],
            [names[one.get("targetGUID")] for one in span.iterfind("q:Coding/q:CodeRef", NAMES)],
        )
        for span in source.iterfind("q:PlainTextSelection", NAMES)
    ]
    assert found == [("Vården är långt bort.", ["Hälsa", "Vård"]), ('Bussen "går" sällan', ["Vård"])]
    values = [one.text for one in source.iterfind("q:VariableValue/q:TextValue", NAMES)]
    assert values == ["Sala & Heby"]


def test_the_one_user_is_an_analyst_and_every_coding_has_a_moment() -> None:
    root, _ = unpacked(project("Dialoger", CODES, (TEXT,), ()))
    [user] = root.iterfind(".//q:User", NAMES)
    assert user.get("name") == "analyst"
    made = [*root.iterfind(".//q:PlainTextSelection", NAMES), *root.iterfind(".//q:Coding", NAMES)]
    assert {(one.get("creatingUser"), one.get("creationDateTime")) for one in made} == {
        (user.get("guid"), "2018-11-07T00:00:00Z")
    }
    assert {one.get("modifyingUser") for one in root.iter()} == {None}


def test_the_same_values_give_the_same_bytes_and_nothing_is_a_project_too() -> None:
    assert project("d", CODES, (TEXT,), ("Kommun",)) == project("d", CODES, (TEXT,), ("Kommun",))
    root, files = unpacked(project("d", (), (), ()))
    assert (len(root), files) == (1, {})


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=40)
@given(_TEXTS, st.data())
def test_a_span_stays_what_it_was_whatever_ends_the_lines(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    words, (span,) = plain(CodedText("A", text, DAY, (CodedSpan(start, stop, ()),)))
    assert "\r" not in words
    assert words == text.replace("\r\n", "\n").replace("\r", "\n")
    if "\r" not in text:
        assert words[span.start : span.stop] == text[start:stop]


@settings(max_examples=40)
@given(_TEXTS, _TEXTS)
def test_any_text_can_be_a_name_and_a_value(name: str, value: str) -> None:
    codes = (Code("equality:x", name, value),)
    root, files = unpacked(project(name, codes, (CodedText(name, value, DAY, (), {"v": value}),), ("v",)))
    assert [*files.values()] == [value.replace("\r\n", "\n").replace("\r", "\n")]
    assert uuid.UUID(root.find(".//q:Code", NAMES).get("guid"))


@pytest.mark.parametrize("text", ["a\r\nb\rc\nd", "\r\n", "\r", "å" * 5])
def test_ends_of_lines(text: str) -> None:
    assert plain(CodedText("A", text, DAY))[0] == text.replace("\r\n", "\n").replace("\r", "\n")
