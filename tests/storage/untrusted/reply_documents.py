"""A reply in Word with each construct once; made of XML, since nobody writes most of them by program."""

from tests.storage.untrusted.bombs import HEAD
from tests.storage.untrusted.documents import BOX, EVERYTHING, NAMES, SPAN, cell, document, p, r

LEGACY_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:{}/></w:checkBox></w:ffData></w:fldChar></w:r>'
)
LEGACY_LIST = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Tillstyrker"/>'
    '<w:listEntry w:val="Avstyrker"/></w:ddList></w:ffData></w:fldChar></w:r>'
)
LEVELS = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="9"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="1"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""
COMMENTS = f'<w:comment w:id="1">{p(r("Stämmer detta?"))}</w:comment>'


INNER = f"<w:tbl><w:tr>{cell('inre')}{cell('tabell')}</w:tr></w:tbl>{p('')}"


def numbered(text: str, numbers: int, depth: int = 0, style: str = "") -> str:
    return p(r(text), style, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{numbers}"/></w:numPr>')


REPLY = "".join(
    [
        p(r("Yttrande över regional utvecklingsstrategi"), "Rubrik1"),
        numbered("Mål", 9, 1, "Rubrik2"),
        p(r("Kommunen ", "<w:b/>") + r("tillstyrker") + "<w:r><w:br/></w:r>" + r("förslaget.")),
        p(r("Mjukt binde\u00adstreck.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        numbered("Först", 2),
        numbered("Sedan", 2),
        numbered("Ny lista", 3),
        numbered("Punkt", 1),
        f"<w:tbl><w:tr>{cell('Avsnitt')}{cell('Synpunkt', SPAN)}</w:tr><w:tr>{cell('2.1')}<w:tc>{INNER}</w:tc>",
        f"{cell('')}</w:tr></w:tbl>",
        p(
            r("Vi vill ")
            + f"<w:ins>{r('särskilt ')}</w:ins>"
            + f"<w:del>{r('inte ').replace('w:t', 'w:delText')}</w:del>"
            + r("lyfta tågen.")
        ),
        f"<w:moveFrom>{p(r('Flyttat härifrån.'))}</w:moveFrom>",
        p(f"<w:moveTo>{r('Flyttat hit.')}</w:moveTo>"),
        f"<w:sdt><w:sdtContent>{p(r('Fältet är ifyllt.'))}</w:sdtContent></w:sdt>",
        p(f"<w:sdt><w:sdtContent>{r('Inne i raden.')}</w:sdtContent></w:sdt>"),
        p(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Skriv här')}</w:sdtContent></w:sdt>"),
        p(LEGACY_BOX.format("checked") + r("Ja ") + LEGACY_BOX.format('default w:val="0"') + r("Nej ") + LEGACY_LIST),
        p(f"<w:r><w:drawing>{BOX}</w:drawing></w:r>"),
        p(r("Dolt. ", "<w:vanish/>") + r("Synligt.") + '<w:r><w:commentReference w:id="1"/></w:r>'),
        p(r("Bild:") + "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"),
    ]
)
"""The body of the reply."""
AS_TEXT = """1 Yttrande över regional utvecklingsstrategi

1.1 Mål

Kommunen tillstyrker
förslaget.

Mjukt bindestreck.[1]

a) Först

b) Sedan

a) Ny lista

• Punkt

Avsnitt | Synpunkt

2.1 | inre tabell

Vi vill särskilt lyfta tågen.

Flyttat hit.

Fältet är ifyllt.

Inne i raden.

\u2612 Ja \u2610 Nej Avstyrker

Faktaruta: 280 000 invånare.

Synligt.

Bild:

[1] Källa: SCB."""


def reply(body: str = REPLY) -> bytes:
    header = p(r("Diarienummer KS 2019/00442"))
    return document(
        body,
        **{
            "word/numbering.xml": f"{HEAD}<w:numbering {NAMES}>{LEVELS}</w:numbering>",
            "word/comments.xml": f"{HEAD}<w:comments {NAMES}>{COMMENTS}</w:comments>",
            "word/header1.xml": f"{HEAD}<w:hdr {NAMES}>{header}</w:hdr>",
        },
    )


__all__ = ["AS_TEXT", "EVERYTHING", "REPLY", "reply"]
