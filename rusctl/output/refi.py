"""Coded texts as other programs for analysis read them (REFI-QDA 1.0): a code book (.qdc) or a whole project (.qdpx).

The standard is that of the Rotterdam Exchange Format Initiative; NVivo, MAXQDA, ATLAS.ti and QualCoder read it. Its one
user is called "analyst": who noted, sorted or said anything is in no file. The same values give the same bytes.
"""

import datetime as dt
import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rusctl.output.clean import one_line
from rusctl.output.drawing.svg import escaped

USER = "analyst"
ORIGIN = "rusctl"
PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can hold
_SPACE = uuid.UUID("6f2f0d5e-7a0f-5c27-9a3e-2f6a3f0c9b11")  # of all names that identifiers are made of here
_DECLARED = '<?xml version="1.0" encoding="utf-8"?>\n'


class Code(NamedTuple):
    """A heading: its name in the file's own sense (`key`), what people call it, and those below it.

    One that is not `codable` only gathers others.
    """

    key: str
    name: str
    about: str = ""
    codable: bool = True
    below: tuple["Code", ...] = ()


class CodedSpan(NamedTuple):
    """A span of a text, in characters from 0, the last not included, and the keys of the codes that it has."""

    start: int
    stop: int
    codes: tuple[str, ...]


class CodedText(NamedTuple):
    """A text: its name, when it was noted, its coded spans, and what is known of it by the names of variables."""

    name: str
    text: str
    day: dt.date
    spans: tuple[CodedSpan, ...] = ()
    values: Mapping[str, str] = {}


def codebook(codes: Sequence[Code]) -> bytes:
    """Give a code book (.qdc)."""
    inside = _element("Codes", {}, *map(_code, codes))
    return (_DECLARED + _element("CodeBook", {"xmlns": CODEBOOK, "origin": ORIGIN}, inside) + "\n").encode()


def project(name: str, codes: Sequence[Code], texts: Sequence[CodedText], variables: Sequence[str]) -> bytes:
    """Give a project (.qdpx): a zip archive with its description (project.qde) and a file for each text."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "project.qde", _described(name, codes, texts, variables))
        for one in texts:
            _put(archive, f"Sources/{_id('source', one.name)}.txt", plain(one)[0].encode("utf-8", "replace"))
    return target.getvalue()


def plain(one: CodedText) -> tuple[str, tuple[CodedSpan, ...]]:
    """Give a text with plain line ends, and its spans there: readers count each end of a line as one character."""
    at: list[int] = []
    kept: list[str] = []
    for place, character in enumerate(one.text):
        at.append(len(kept))
        if character == "\r":
            if one.text[place + 1 : place + 2] != "\n":
                kept.append("\n")
        else:
            kept.append(character)
    at.append(len(kept))
    return "".join(kept), tuple(span._replace(start=at[span.start], stop=at[span.stop]) for span in one.spans)


def _put(archive: zipfile.ZipFile, name: str, octets: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
    archive.writestr(entry, octets)


def _described(name: str, codes: Sequence[Code], texts: Sequence[CodedText], variables: Sequence[str]) -> bytes:
    user = _id("user", USER)
    parts = [_element("Users", {}, _element("User", {"guid": user, "name": USER}))]
    if codes:
        parts.append(_element("CodeBook", {}, _element("Codes", {}, *map(_code, codes))))
    if variables:
        parts.append(_element("Variables", {}, *map(_variable, variables)))
    if texts:
        parts.append(_element("Sources", {}, *(_source(one, user, variables) for one in texts)))
    about = {"xmlns": PROJECT, "name": name, "origin": ORIGIN, "creatingUserGUID": user}
    return (_DECLARED + _element("Project", about, *parts) + "\n").encode()


def _code(one: Code) -> str:
    about = {"guid": _id("code", one.key), "name": one.name, "isCodable": "true" if one.codable else "false"}
    described = [_element("Description", {}, escaped(one.about))] if one.about else []
    return _element("Code", about, *described, *map(_code, one.below))


def _variable(name: str) -> str:
    return _element("Variable", {"guid": _id("variable", name), "name": name, "typeOfVariable": "Text"})


def _source(one: CodedText, user: str, variables: Sequence[str]) -> str:
    guid = _id("source", one.name)
    made = {"creatingUser": user, "creationDateTime": f"{one.day.isoformat()}T00:00:00Z"}
    about = {"guid": guid, "name": one.name, "plainTextPath": f"internal://{guid}.txt", **made}
    spans = (_selection(one.name, span, made) for span in plain(one)[1])
    return _element("TextSource", about, *spans, *_values(one.values, variables))


def _selection(source: str, span: CodedSpan, made: Mapping[str, str]) -> str:
    name = f"{source}:{span.start}-{span.stop}"
    about = {"guid": _id("selection", name), "name": name, "startPosition": str(span.start)}
    about |= {"endPosition": str(span.stop), **made}
    return _element("PlainTextSelection", about, *(_coding(name, code, made) for code in span.codes))


def _coding(name: str, code: str, made: Mapping[str, str]) -> str:
    about = {"guid": _id("coding", f"{name}:{code}"), **made}
    return _element("Coding", about, _element("CodeRef", {"targetGUID": _id("code", code)}))


def _values(values: Mapping[str, str], variables: Sequence[str]) -> Iterator[str]:
    for name in variables:
        if value := values.get(name, ""):
            told = _element("TextValue", {}, escaped(value))
            yield _element("VariableValue", {}, _element("VariableRef", {"targetGUID": _id("variable", name)}), told)


def _element(name: str, attributes: Mapping[str, str], *inside: str) -> str:
    written = "".join(f' {key}="{escaped(one_line(value))}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def _id(kind: str, name: str) -> str:
    return str(uuid.uuid5(_SPACE, f"{kind}:{name}"))


def all_keys(codes: Iterable[Code]) -> Iterator[str]:
    """Give the keys of codes and of all that are below them."""
    for one in codes:
        yield one.key
        yield from all_keys(one.below)
