"""A region's own texts in Markdown, for named places of its site: read without any HTML, and cleaned once more.

What is left are paragraphs, headings, lists, quotations, emphasis, code and links to https, http, mailto and pages of
the site. A picture, a table and HTML stand as they were written, as text.
"""

from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

PLACES = (
    "about",
    "consultation",
    "contact",
    "decision",
    "follow-up",
    "footer",
    "header",
    "personal-data",
    "said",
    "start",
)
"""The places of a site that a text can be for; besides, each event's page has one by the event's id."""
LARGEST = 40_000  # octets of a text, so that its page stays below 60 kB
_TAGS = frozenset(["p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre", "br", "a"])
_SCHEMES = ("https://", "http://", "mailto:")


def html_of(text: str, tree: str = "", *, plain: bool = False, first: int = 2) -> str:
    """Give a text as HTML whose first heading is of level `first` and whose headings skip none.

    `tree` is put before links to pages of the site, which are written as seen from its first page. A `plain` text has
    paragraphs in the place of headings.
    """
    reader = MarkdownIt("commonmark", {"html": False, "breaks": False}).disable(
        ["image", "html_block", "html_inline", "hr"]
    )
    tokens = reader.parse(text)
    _level(tokens, first, plain=plain)
    cleaner = _Cleaner(tree)
    cleaner.feed(str(reader.renderer.render(tokens, reader.options, {})))
    cleaner.close()
    return "".join(cleaner.parts)


def safe_link(link: str) -> bool:
    """Whether a link leads to where a page may: an address of the web, a mailbox, or another page of the site."""
    plain = "".join(sign for sign in link if sign.isprintable() and not sign.isspace()).casefold()
    return plain == link.casefold() and (
        plain.startswith(_SCHEMES) or (":" not in plain and not plain.startswith(("/", "\\")))
    )


def _level(tokens: Sequence[Token], first: int, *, plain: bool) -> None:
    """Give headings levels that begin with the first and skip none."""
    last = first - 1
    for token in tokens:
        if plain and token.type in ("heading_open", "heading_close"):
            token.tag = "p"
            continue
        if token.type in ("heading_open", "heading_close"):
            wanted = min(int(token.tag[1:]) + first - 1, 4)
            if token.type == "heading_open":
                last = max(first, min(wanted, last + 1))
            token.tag = f"h{last}"


class _Cleaner(HTMLParser):
    """Writes again what is allowed, and nothing else; an attribute is a link's address or it is none."""

    def __init__(self, tree: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = tree
        self.parts: list[str] = []
        self._links: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element's beginning."""
        if tag == "a":
            link = dict(attrs).get("href") or ""
            self._links.append(safe_link(link))
            if self._links[-1]:
                link = link if ":" in link or link.startswith("#") else self.tree + link
                self.parts.append(f'<a href="{escape(link)}">')
        elif tag in _TAGS:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Write an element's end."""
        if tag == "a":
            if self._links and self._links.pop():
                self.parts.append("</a>")
        elif tag in _TAGS and tag != "br":
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Write text."""
        self.parts.append(escape(data, quote=False))
