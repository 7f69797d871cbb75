"""Documents as pages (HTML): one file that loads nothing, runs nothing and asks nobody, and that can be heard.

Headings are in order, tables have heads, words of others are quotations; what follows is EN 301 549 chapter 9 (WCAG).
"""

from collections.abc import Iterable

from rusctl.output.clean import clean, one_line
from rusctl.output.document import (
    ADDED,
    LOWEST_HEADING,
    REMOVED,
    Block,
    Bullets,
    Changed,
    Document,
    DocumentTable,
    Figure,
    Heading,
    PageDrawing,
    Paragraph,
    Quote,
)

BEGINS = "<!doctype html>"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
_STYLE = """
body { font: 1rem/1.5 Calibri, Arial, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto; padding: 1rem;
  max-width: 60rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; margin: 1.5em 0 .5em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
th, td { border: 1px solid #8c8c8c; padding: .3rem .6rem; text-align: left; vertical-align: top; }
thead th { background: #e7ecf1; }
tbody th { font-weight: normal; }
.number { text-align: right; }
.tall td, .tall th { height: 2.5rem; }
del { color: #8a1c1c; }
ins { color: #0b5a2a; font-weight: bold; }
blockquote { margin: .8rem 0; padding-left: 1rem; border-left: 4px solid #595959; }
blockquote p { margin: 0; white-space: pre-wrap; }
svg { max-width: 100%; height: auto; }
@media print { .wide { overflow: visible; } tr, blockquote, svg { break-inside: avoid; } }
"""


def html(document: Document) -> str:
    """Give a document as a page; no text in it is taken for markup."""
    title = _text(document.title)
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
    )
    letter = [f"<p>{'<br>'.join(map(_text, lines))}</p>" for lines in document.head or () if lines]
    body = (*letter, f"<h1>{title}</h1>", *map(_block, document.blocks))
    return "\n".join(
        (
            f'{BEGINS}\n<html lang="{document.language}">',
            _inside("head", head),
            "<body>",
            _inside("main", body),
            "</body>\n</html>\n",
        )
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            level = min(block.level + 1, LOWEST_HEADING)
            return f"<h{level}>{_text(block.text)}</h{level}>"
        case Paragraph():
            return f"<p>{_text(block.text)}</p>"
        case Bullets():
            return _inside("ul", (f"<li>{_text(item)}</li>" for item in block.items))
        case DocumentTable():
            return _table(block)
        case Figure(file=""):
            return f"<p>{_text(block.alternative)}</p>"
        case Figure():
            return f'<p><img src="{_text(block.file)}" alt="{_text(block.alternative)}"></p>'
        case Changed():
            return f"<p>{''.join(_piece(mark, text) for mark, text in block.pieces)}</p>"
        case PageDrawing():
            return f'<div class="wide">{block.svg[block.svg.index("<svg") :].rstrip()}</div>'
        case Quote():
            said = _escaped(clean(block.text))
            return f"<blockquote><p>{said}</p><footer>— {_text(block.about)}</footer></blockquote>"


def _table(table: DocumentTable) -> str:
    """Give a table; the first cell of a row is its heading, and it can be moved sideways by the keyboard."""
    heads = (f'<th scope="col"{_number(table, place)}>{_text(cell)}</th>' for place, cell in enumerate(table.header))
    rows = (_inside("tr", (_cell(table, place, cell) for place, cell in enumerate(row))) for row in table.rows)
    tall = ' class="tall"' if table.tall else ""
    label = _text(", ".join(filter(None, table.header)))
    inside = _inside("thead", (_inside("tr", heads),)), _inside("tbody", rows)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table{tall}>\n'
        + "\n".join(inside)
        + "\n</table></div>"
    )


def _cell(table: DocumentTable, place: int, text: str) -> str:
    if place == 0 and text:
        return f'<th scope="row"{_number(table, place)}>{_text(text)}</th>'
    return f"<td{_number(table, place)}>{_text(text)}</td>"


def _number(table: DocumentTable, place: int) -> str:
    return ' class="number"' if place in table.numbers else ""


def _piece(mark: str, text: str) -> str:
    """Give a piece of a changed paragraph; what was removed or added is said so to who listens, too."""
    name = {REMOVED: "del", ADDED: "ins"}.get(mark)
    said = _escaped(clean(text))
    return f"<{name}>{said}</{name}>" if name else said


def _inside(name: str, parts: Iterable[str]) -> str:
    return "\n".join((f"<{name}>", *parts, f"</{name}>"))


def _text(text: str) -> str:
    """Give a text on one line, as it may stand in a page and in an attribute."""
    return _escaped(" ".join(one_line(text).split()))


def _escaped(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text
