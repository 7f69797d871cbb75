"""Word files for the tests, made of XML: the smallest that there is, and one with each construct that people use."""

from tests.storage.untrusted.bombs import HEAD, PACKAGE, RELS, packed

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/>
  <w:pPr><w:numPr><w:numId w:val="9"/></w:numPr>
  <w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="RV rubrik"/><w:basedOn w:val="Rubrik2"/></w:style>
<w:style w:type="paragraph" w:styleId="Innehll1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>
"""
NOTES = (
    '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>Källa: SCB.</w:t></w:r></w:p></w:footnote>'
)


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def document(body: str, **more: str) -> bytes:
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    found = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {NAMES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"{HEAD}<w:numbering {NAMES}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": f"{HEAD}<w:footnotes {NAMES}>{NOTES}</w:footnotes>",
        "word/header1.xml": f"{HEAD}<w:hdr {NAMES}>{p(r('Utkast 3'))}</w:hdr>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId7" Type="{RELS}/hyperlink" Target="https://example.se/" TargetMode="External"/>'
        "</Relationships>",
    }
    return packed(found | more)


def item(text: str, numbers: int, depth: int = 0) -> str:
    return p(r(text), "", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{numbers}"/></w:numPr>')


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text)) if text else p('')}</w:tc>"


SPAN = '<w:gridSpan w:val="2"/>'
BOX = f"<wps:txbx><w:txbxContent>{p(r('Faktaruta: 280 000 invånare.'))}</w:txbxContent></wps:txbx>"
EVERYTHING = "".join(
    [
        p(r("Ett nyskapande Västmanland"), "Rubrik"),
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>',
        f"<w:sdtContent>{p(r('Mål 3'), 'Innehll1')}{p(r('Arbete 4'), 'Innehll1')}</w:sdtContent></w:sdt>",
        p(r("Förord"), "Rubrik2"),
        p(r("Länet växer ") + r("snabbt", "<w:b/>") + r(".") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        p(r("Mål"), "Rubrik1"),
        p(
            r("Vi ska ")
            + f"<w:del>{r('kanske').replace('w:t', 'w:delText').replace('w:delTextxml', 'w:t xml')}</w:del>"
            + f"<w:ins>{r('alltid')}</w:ins>"
            + r(" samverka")
            + r(" hemligt", "<w:vanish/>")
            + r(".")
        ),
        p(r("Egen rubrik"), "Egen"),
        p(r("Fet rubrik utan stil", "<w:b/>")),
        p(
            r("Se ")
            + f'<w:hyperlink r:id="rId7">{r("sidan")}</w:hyperlink>'
            + r("<!-- A & B -->".replace("<", "&lt;").replace("& ", "&amp; "))
        ),
        item("en punkt", 1),
        item("under den", 1, 1),
        p(r("punkt av stilen"), "Punkt"),
        p(""),
        item("först", 2),
        item("sedan", 2),
        p(r("•\u00a0skriven punkt")),
        "<w:tbl>",
        f"<w:tr>{cell('Mål')}{cell('År', SPAN)}</w:tr>",
        f"<w:tr>{cell('Fler | färre')}{cell('2030')}{cell('')}</w:tr>",
        "</w:tbl>",
        p(
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        p(r("Bild:") + "<w:r><w:drawing><pic:pic/></w:drawing></w:r>" + '<w:r><w:commentReference w:id="1"/></w:r>'),
        p(
            f"<w:sdt><w:sdtContent>{r('Ifyllt fält.')}</w:sdtContent></w:sdt>"
            "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
        ),
        p(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Skriv här')}</w:sdtContent></w:sdt>"),
        p(r("Första halvan "), "", "<w:rPr><w:del/></w:rPr>"),
        p(r("och andra.")),
        f"<w:tbl><w:tr><w:tc>{p(r('En ram runt ett stycke.'))}</w:tc></w:tr></w:tbl>",
        f"<w:moveFrom>{p(r('flyttat härifrån'))}</w:moveFrom>",
    ]
)
MARKDOWN = r"""# Ett nyskapande Västmanland

### Förord

Länet växer **snabbt**.[^1]

## Mål

Vi ska alltid samverka.

### Egen rubrik

#### Fet rubrik utan stil

Se [sidan](https://example.se/)\<!-- A & B -->

- en punkt
    - under den
- punkt av stilen
1. först
2. sedan
- skriven punkt

| Mål | År |  |
| --- | --- | --- |
| Fler \| färre | 2030 |  |

Faktaruta: 280 000 invånare.

Bild:

Ifyllt fält.

Första halvan och andra.

En ram runt ett stycke.

[^1]: Källa: SCB.
"""
