"""A Word template that somebody made, opened with care: .docx or .dotx, no macros, no entities, no bomb."""

import io
import zipfile

from rusctl.storage.untrusted import archive
from rusctl.storage.untrusted.word_parts import DOCUMENT

_TEMPLATE, _DOCUMENT = "wordprocessingml.template.main+xml", "wordprocessingml.document.main+xml"
_KINDS = "[Content_Types].xml"


def template_parts(template: bytes) -> dict[str, bytes]:
    """Give the parts of a template by name, as those of a document; RusctlError where it is none that can be read."""
    archive.refuse_by_first_bytes(template, DOCUMENT)
    with archive.opened(template, DOCUMENT) as found:
        archive.refuse_entities(found, DOCUMENT)
        parts = {name: found.read(name) for name in found.namelist()}
    parts[_KINDS] = parts[_KINDS].replace(_TEMPLATE.encode(), _DOCUMENT.encode())
    return parts


def packed_parts(parts: dict[str, bytes]) -> io.BytesIO:
    """Give the file that parts make up."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return buffer
